/* A wrapped plain text table, row by row, its cells put together again. */
#ifndef IANAPORTS_IMPORTER_FORMS_TEXT_TABLE_H
#define IANAPORTS_IMPORTER_FORMS_TEXT_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "importer/forms/text/division.h"
#include "importer/input/diag.h"
#include "importer/registry/registry.h"

struct table {
	struct shape shape;
	unsigned int identifiers; /* bits: columns of words in brackets */
	unsigned int references;  /* bits: columns of texts in brackets */

	/* The table's own; all zero to begin with. */
	size_t next;      /* line of the next row */
	uint16_t *height; /* of the row that begins at a line */
	char *joined;     /* the cells of the last row */
	size_t size;
};

/*
 * Finds the rows, as division_find does.  Returns 0 or -ENOMEM;
 * either way table_free frees.
 */
int table_divide(struct table *table, struct diag *diag);

/*
 * The cells of the next row, valid until the next call.  The lines of a cell
 * are joined by a space; by a newline where a blank line parts them; by
 * nothing between brackets, or where an identifier goes on.
 *
 * Returns 1; 0 after the last row; -ENOMEM.
 */
int table_next(struct table *table, struct cell cells[COLUMNS + 1]);

void table_free(struct table *table);

#endif
