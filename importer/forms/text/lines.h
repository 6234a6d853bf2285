/* SPDX-License-Identifier: MIT */
/* A source taken apart into lines and words, for the plain text forms. */
#ifndef IANAPORTS_IMPORTER_FORMS_TEXT_LINES_H
#define IANAPORTS_IMPORTER_FORMS_TEXT_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "importer/input/cell.h"
#include "importer/input/source.h"

struct lines {
	const char *text; /* the source's, not owned */
	uint32_t *start;  /* of each line, and one past the last */
	size_t count;
};

/* Lines of a source, from first up to but without end. */
struct span {
	size_t first, end;
};

/*
 * Finds the lines of a source, which must outlive them.  Returns 0 or
 * -ENOMEM; lines_free frees what it allocated.
 */
int lines_index(struct lines *lines, const struct source *source);

/* Line i, from 0, at column 1 and without the white space that ends it. */
struct cell lines_get(const struct lines *lines, size_t i);

/*
 * The line after "Last Updated", the registry's own date, if there is one
 * among the first lines, end of them.
 */
bool lines_date(const struct lines *lines, size_t end, struct cell *date);

/* Whether the last line, of one or more, is not ended. */
bool lines_are_cut(const struct lines *lines);

void lines_free(struct lines *lines);

#endif
