/* SPDX-License-Identifier: MIT */
/* What changed between two registries. */
#ifndef IANAPORTS_IMPORTER_COMPARE_COMPARE_H
#define IANAPORTS_IMPORTER_COMPARE_COMPARE_H

#include "importer/compare/change.h"
#include "importer/registry/collate.h"

struct comparison {
	struct changes changes; /* in order of ports */
	/* Its own: what changes point to is theirs. */
	struct collation collation[2];
	struct registry registry[2]; /* empty unless loaded */
};

/*
 * Compares two registries, which must outlive the comparison.  Rows of the
 * same name, transport and port are the same, the first with the first where
 * there are several; what is left is paired by name and transport, then by
 * port and transport if both rows give the port its canonical name.  Not
 * compared are the order of the rows, white space within a field, rows that
 * say no more than that ports are unassigned, and the people.
 *
 * Returns 0 and a comparison to be freed, or -ENOMEM.
 */
int comparison_make(struct comparison *comparison, const struct registry *old,
		    const struct registry *new);

/*
 * The same of two databases, which the comparison has loaded; an old one of
 * NULL is empty.  Returns 0, -ENOMEM, or what registry_load returns.
 */
int comparison_load(struct comparison *comparison, struct reader *old,
		    struct reader *new);

void comparison_free(struct comparison *comparison);

#endif
