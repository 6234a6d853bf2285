/*
 * What follows name, port and transport in a row of the registry's web page
 * saved as text: nine cells, each of which may be missing, parted by spaces.
 */
#ifndef IANAPORTS_IMPORTER_FORMS_TEXT_REMAINDER_H
#define IANAPORTS_IMPORTER_FORMS_TEXT_REMAINDER_H

#include <stdbool.h>

#include "importer/forms/text/roster.h"
#include "importer/registry/registry.h"

/*
 * Takes a remainder apart; cells has the name, the port and the transport
 * already.  What cannot be told apart stays together in the first cell that
 * it may belong to; of two dates, one alone is the registration's if there
 * is an assignee.
 */
void ianaports_remainder_split(
	struct ianaports_cell text, const struct ianaports_roster *roster,
	struct ianaports_cell cells[static IANAPORTS_COLUMNS]);

/* Whether a text has assignees, or the beginning of well-known notes. */
bool ianaports_remainder_tells(struct ianaports_cell text,
			       const struct ianaports_roster *roster);

/* Whether a text begins with well-known notes. */
bool ianaports_remainder_is_note(const struct ianaports_cell *text);

/* Whether a text begins with what is said of ports without a service. */
bool ianaports_remainder_is_vacancy(const struct ianaports_cell *text);

#endif
