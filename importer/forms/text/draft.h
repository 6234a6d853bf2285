/* A row of the web page saved as text, while its lines are being read. */
#ifndef IANAPORTS_IMPORTER_FORMS_TEXT_DRAFT_H
#define IANAPORTS_IMPORTER_FORMS_TEXT_DRAFT_H

#include <stdbool.h>

#include "importer/forms/text/roster.h"
#include "importer/registry/registry.h"

struct ianaports_draft {
	struct ianaports_cell name, port, transport;
	struct ianaports_cell rest; /* the row's text after these */
	bool complete;              /* which holds people or notes */
};

/*
 * Whether a line begins a row, and if so, what row.  A line that does not
 * goes on with the row before it.  For lines that could do either, it counts
 * that the registry is in the order of ports and ends with services that have
 * none; before is NULL for the first row.
 */
bool ianaports_draft_begin(struct ianaports_draft *draft,
			   const struct ianaports_draft *before,
			   const struct ianaports_cell *line,
			   const struct ianaports_roster *roster);

/* Adds the next line of a row to its text. */
void ianaports_draft_extend(struct ianaports_draft *draft,
			    const struct ianaports_cell *line,
			    const struct ianaports_roster *roster);

/* Takes the whole text of a row apart. */
void ianaports_draft_split(const struct ianaports_draft *draft,
			   const struct ianaports_roster *roster,
			   struct ianaports_cell cells[IANAPORTS_COLUMNS]);

#endif
