/* SPDX-License-Identifier: MIT */
/* A row of the web page saved as text, while its lines are being read. */
#ifndef IANAPORTS_IMPORTER_FORMS_TEXT_DRAFT_H
#define IANAPORTS_IMPORTER_FORMS_TEXT_DRAFT_H

#include <stdbool.h>

#include "importer/forms/text/roster.h"
#include "importer/registry/registry.h"

struct draft {
	struct cell name, port, transport;
	struct cell rest; /* the row's text after these */
	bool complete;    /* which holds people or notes */
};

/*
 * Whether a line begins a row, and if so, what row.  A line that does not
 * goes on with the row before it.  For lines that could do either, it counts
 * that the registry is in the order of ports and ends with services that have
 * none; before is NULL for the first row.
 */
bool draft_begin(struct draft *draft, const struct draft *before,
		 const struct cell *line, const struct roster *roster);

/* Adds the next line of a row to its text. */
void draft_extend(struct draft *draft, const struct cell *line,
		  const struct roster *roster);

/* Takes the whole text of a row apart. */
void draft_split(const struct draft *draft, const struct roster *roster,
		 struct cell cells[COLUMNS]);

#endif
