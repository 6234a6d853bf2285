/* What a registry that was fetched has to be, beside free of faults. */
#ifndef IANAPORTS_IMPORTER_UPDATE_GATE_H
#define IANAPORTS_IMPORTER_UPDATE_GATE_H

#include "importer/forms/reader.h"

/* A registry that lost more than a tenth is more likely cut than shrunk. */
#define LEAST_PERCENT 90

/*
 * Holds a registry against the one in force, which may be empty.  It must be
 * in a form that IANA publishes, have ssh, http and domain on a port, and a
 * date; unless forced, be no older, and have 90 % of the rows at least.
 *
 * Returns 0, or RESULT_REFUSED with the first reason reported.
 */
int gate_check(const struct registry *registry, enum form form,
	       const struct registry *in_force, bool force, struct diag *diag);

#endif
