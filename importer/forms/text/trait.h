/* What each line of a wrapped plain text table tells of the row it is in. */
#ifndef IANAPORTS_IMPORTER_FORMS_TEXT_TRAIT_H
#define IANAPORTS_IMPORTER_FORMS_TEXT_TRAIT_H

#include <stdbool.h>
#include <stdint.h>

#include "importer/forms/text/layout.h"
#include "importer/forms/text/lines.h"
#include "importer/input/diag.h"

/* A table as it stands in a text.  Sets of columns are bits. */
struct shape {
	const struct lines *lines;
	struct layout layout; /* the first column names the row */
	struct span rows;
	unsigned int anchors; /* columns of one line a row */
	unsigned int names;   /* columns of one line, but for a few rows;
				 every row has an anchor or a name */
};

struct trait {
	uint16_t filled; /* columns with text */
	uint16_t tight;  /* columns that may continue the line before */
	uint16_t small;  /* columns that do not begin with a capital */
	bool twin;       /* the name is that of the row before */
	uint32_t loose;  /* columns that may not continue the line before, all
			    lines up to here */
	int32_t open;    /* parentheses, all lines up to here */
	uint32_t name;   /* initials of the first column */
	uint32_t title;  /* initials of the first column that is wrapped */
};

/*
 * Fills in the traits of a table's lines, which are all zero, as many as the
 * table has lines.  Reports text that stands between columns.
 */
void traits_find(struct trait *traits, const struct shape *shape,
		 struct diag *diag);

#endif
