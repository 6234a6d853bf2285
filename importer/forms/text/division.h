/* SPDX-License-Identifier: MIT */
/* Where one row of a wrapped plain text table ends and the next begins. */
#ifndef IANAPORTS_IMPORTER_FORMS_TEXT_DIVISION_H
#define IANAPORTS_IMPORTER_FORMS_TEXT_DIVISION_H

#include "importer/forms/text/layout.h"

/* A table as it stands in a text.  Sets of columns are bits. */
struct shape {
	const struct lines *lines;
	struct layout layout; /* the first column names the row */
	struct span rows;
	unsigned int anchors; /* columns of one line a row */
	unsigned int names;   /* columns of one line, but for a few rows;
				 every row has an anchor or a name */
};

/* Marks the height of a line that is no row but stands alone. */
#define DIVISION_STRAY 0x8000U

/* The lines to the next row. */
#define DIVISION_LINES(height) ((height) & ~DIVISION_STRAY)

/*
 * Divides a table's lines into rows, as what is known of the way they were
 * set and of the registry makes most likely.  Reports text that stands
 * between columns.
 *
 * Returns 0, with the height of the row that begins at each line and
 * nothing of use for the lines between, to be freed by the caller; or
 * -ENOMEM.
 */
int division_find(const struct shape *shape, uint16_t **heights,
		  struct diag *diag);

#endif
