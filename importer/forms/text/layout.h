/* SPDX-License-Identifier: MIT */
/* Where the columns of a plain text table are, and a line cut along them. */
#ifndef IANAPORTS_IMPORTER_FORMS_TEXT_LAYOUT_H
#define IANAPORTS_IMPORTER_FORMS_TEXT_LAYOUT_H

#include "importer/forms/text/heading.h"

struct layout {
	size_t columns;
	size_t start;          /* of the first, from 0 */
	size_t width[COLUMNS]; /* one blank after each but the last */
};

/*
 * Works out the columns from the heading's lines and from the rows under it:
 * labels are centred over their columns or, if that does not fit the rows,
 * begin where these do.  Reports every column that the heading lacks, and then
 * returns false.
 */
bool layout_find(struct layout *layout, const struct titles *titles,
		 const struct lines *lines, struct span above, struct span rows,
		 struct diag *diag);

/*
 * Cuts a line into cells, without the white space around them.  Where text
 * stands between two columns, returns false, with the last of the cells at
 * that text.
 */
bool layout_cut(const struct layout *layout, const struct cell *line,
		struct cell cells[COLUMNS + 1]);

#endif
