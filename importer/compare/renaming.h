/* Ports whose canonical name changed from one registry to another. */
#ifndef IANAPORTS_IMPORTER_COMPARE_RENAMING_H
#define IANAPORTS_IMPORTER_COMPARE_RENAMING_H

#include "importer/compare/change.h"
#include "importer/registry/collate.h"

struct ianaports_renaming {
	const struct ianaports_collation *old, *new; /* not owned */
	bool *explained; /* new records whose renaming two rows tell */
};

/* Returns 0 and a renaming to be freed, or -ENOMEM. */
int ianaports_renaming_begin(struct ianaports_renaming *renaming,
			     const struct ianaports_collation *old,
			     const struct ianaports_collation *new);

/* Whether a row gives its first port the canonical name. */
bool
ianaports_renaming_is_canonical(const struct ianaports_collation *collation,
				const struct ianaports_row *row);

/* Takes two rows on the same ports as the reason for what they rename. */
void ianaports_renaming_explain(struct ianaports_renaming *renaming,
				const struct ianaports_row *old,
				const struct ianaports_row *new);

/*
 * Adds the renamings without such a reason, where another row that was there
 * already, or one beside the old, gives the name now: one change for adjacent
 * ports.  Returns 0 or -ENOMEM.
 */
int ianaports_renaming_add(const struct ianaports_renaming *renaming,
			   struct ianaports_changes *changes);

void ianaports_renaming_free(struct ianaports_renaming *renaming);

#endif
