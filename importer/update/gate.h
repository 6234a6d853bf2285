/* SPDX-License-Identifier: MIT */
/* What a registry has to be before it takes the place of another. */
#ifndef IANAPORTS_IMPORTER_UPDATE_GATE_H
#define IANAPORTS_IMPORTER_UPDATE_GATE_H

#include "importer/forms/reader.h"

/*
 * Whether this is IANA's registry: in a form that IANA publishes, with ssh,
 * http and domain on a port, and a date.
 *
 * Returns 0, or RESULT_REFUSED with the first reason reported.
 */
int gate_recognise(const struct registry *registry, enum form form,
		   struct diag *diag);

/*
 * Holds a database against the active one, by their meta records: it must have
 * 90 % of the services.  One that was `fetched` must also be no older, and have
 * 90 % of the rows.  An active one whose date lies ahead, by a typing error or
 * a wrong clock, has no date to be older than: it would keep its place for
 * good.
 *
 * Returns 0, or RESULT_REFUSED with the first reason reported.
 */
int gate_compare(const char *const *made, const char *const *active,
		 bool fetched, struct diag *diag);

#endif
