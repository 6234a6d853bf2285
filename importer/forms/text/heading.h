/* SPDX-License-Identifier: MIT */
/* The headings of the registry's tables, as plain text has them. */
#ifndef IANAPORTS_IMPORTER_FORMS_TEXT_HEADING_H
#define IANAPORTS_IMPORTER_FORMS_TEXT_HEADING_H

#include "importer/forms/text/lines.h"
#include "importer/forms/title.h"

/*
 * A title in a heading, or as much of its beginning as one of the heading's
 * lines holds.  Columns are bytes from 0.
 */
struct label {
	size_t column, length;
};

/*
 * Finds the first heading among some lines: lines in a row that hold words of
 * the titles and no other, and enough of them.
 */
bool heading_find(const struct titles *titles, const struct lines *lines,
		  struct span within, struct span *found);

/*
 * Finds the titles, from left to right.  Reports every one that is missing,
 * and then returns false.
 */
bool heading_locate(const struct titles *titles, const struct lines *lines,
		    struct span above, struct label labels[static COLUMNS],
		    struct diag *diag);

#endif
