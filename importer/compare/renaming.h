/* SPDX-License-Identifier: MIT */
/* Ports whose canonical name changed from one registry to another. */
#ifndef IANAPORTS_IMPORTER_COMPARE_RENAMING_H
#define IANAPORTS_IMPORTER_COMPARE_RENAMING_H

#include "importer/compare/change.h"
#include "importer/registry/collate.h"

struct renaming {
	const struct collation *old, *new; /* not owned */
	bool *explained; /* new records whose renaming two rows tell */
};

/* Returns 0 and a renaming to be freed, or -ENOMEM. */
int renaming_begin(struct renaming *renaming, const struct collation *old,
		   const struct collation *new);

/* Whether a row gives its first port the canonical name. */
bool renaming_is_canonical(const struct collation *collation,
			   const struct row *row);

/* Takes two rows on the same ports as the reason for what they rename. */
void renaming_explain(struct renaming *renaming, const struct row *old,
		      const struct row *new);

/*
 * Adds the renamings without such a reason, where another row that was there
 * already, or one beside the old, gives the name now: one change for adjacent
 * ports.  Returns 0 or -ENOMEM.
 */
int renaming_add(const struct renaming *renaming, struct changes *changes);

void renaming_free(struct renaming *renaming);

#endif
