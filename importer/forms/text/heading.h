/* The headings of the registry's tables, as plain text has them. */
#ifndef IANAPORTS_IMPORTER_FORMS_TEXT_HEADING_H
#define IANAPORTS_IMPORTER_FORMS_TEXT_HEADING_H

#include <stdbool.h>
#include <stddef.h>

#include "importer/forms/text/lines.h"
#include "importer/input/diag.h"
#include "importer/registry/registry.h"

struct heading {
	const char *const *labels; /* one a column, up to COLUMNS */
	size_t columns;
	const char *words; /* every word that the heading may hold */
	size_t minimum;    /* of words, below which it is none */
};

extern const struct heading heading_services;
extern const struct heading heading_people;

/* Lines of a source, from first up to but without end. */
struct span {
	size_t first, end;
};

/*
 * A label in a heading, or as much of its beginning as one of the heading's
 * lines holds.  Columns are bytes from 0.
 */
struct label {
	size_t column, length;
};

/*
 * Finds the first heading among some lines: lines in a row that hold its
 * words and no other, and enough of them.
 */
bool heading_find(const struct heading *heading, const struct lines *lines,
		  struct span within, struct span *found);

/*
 * Finds the labels, from left to right.  Reports every one that is missing,
 * and then returns false.
 */
bool heading_locate(const struct heading *heading, const struct lines *lines,
		    struct span above, struct label places[static COLUMNS],
		    struct diag *diag);

#endif
