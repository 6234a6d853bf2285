/* SPDX-License-Identifier: MIT */
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
void remainder_split(struct cell text, const struct roster *roster,
		     struct cell cells[static COLUMNS]);

/* Whether a text has assignees, or the beginning of well-known notes. */
bool remainder_tells(struct cell text, const struct roster *roster);

/* Whether a text begins with well-known notes. */
bool remainder_is_note(const struct cell *text);

/* Whether a text begins with what is said of ports without a service. */
bool remainder_is_vacancy(const struct cell *text);

#endif
