/* What a single row of the registry amounts to. */
#ifndef IANAPORTS_IMPORTER_REGISTRY_RULES_H
#define IANAPORTS_IMPORTER_REGISTRY_RULES_H

#include "importer/registry/registry.h"

/*
 * Whether a row assigns its port to its name.  Rows without a name or a port
 * do not, nor those whose description is Reserved, Unassigned or
 * De-Registered.
 */
bool row_is_assigned(const struct row *row);

/* What a rank is made of. */
enum rank {
	RANK_UNBACKED = 1, /* no RFC and no IESG behind it */
	RANK_SECONDARY = 2 /* alias, duplicate or historic entry */
};

/*
 * How a row stands among others on the same port, or with the same name, from
 * 0; the lower wins.  First counts that it is no alias, duplicate or historic
 * entry, then that an RFC or the IESG stands behind it.
 */
unsigned int row_rank(const struct row *row);

#endif
