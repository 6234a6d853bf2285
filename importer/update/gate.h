/* What a registry that was fetched has to be, beside free of faults. */
#ifndef IANAPORTS_IMPORTER_UPDATE_GATE_H
#define IANAPORTS_IMPORTER_UPDATE_GATE_H

#include "importer/forms/reader.h"

/* A registry that lost more than a tenth is more likely cut than shrunk. */
#define IANAPORTS_LEAST_PERCENT 90

/*
 * Holds a registry against the one in force, which may be empty.  It must be
 * in a form that IANA publishes, have ssh, http and domain on a port, and a
 * date; unless forced, be no older, and have 90 % of the rows at least.
 *
 * Returns 0, or IANAPORTS_REFUSED with the first reason reported.
 */
int ianaports_gate_check(const struct ianaports_registry *registry,
			 enum ianaports_form form,
			 const struct ianaports_registry *in_force, bool force,
			 struct ianaports_diag *diag);

#endif
