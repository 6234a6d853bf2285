/* SPDX-License-Identifier: MIT */
/* Tables of text by libsmartcols, fitted to the page. */
#ifndef IANAPORTS_CLI_OUTPUT_TABLE_H
#define IANAPORTS_CLI_OUTPUT_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/output/terminal.h"

struct cli_column {
	const char *name;
	bool right; /* aligned there */
	bool cut;   /* gives way where the page is too narrow */
};

struct libscols_table;

/* A table of those columns, which ends in one without a name. */
struct libscols_table *cli_table_new(const struct terminal *page,
				     const struct cli_column *columns);

/*
 * For scripts, to be called before lines are added: without headings; raw, with
 * one space between cells and blanks within them as lsblk(8) --raw has it.
 */
void cli_table_simplify(struct libscols_table *table, bool headless, bool raw);

/*
 * A new line, its cells copied in the order of the columns; a dim one draws
 * back where the page has colours.
 */
void cli_table_add(struct libscols_table *table, const char *const *cells,
		   size_t count, bool dim);

/*
 * Prints the table, with the words marked if the page has colours and no line
 * is dim, and frees it.  A cell that gives way ends in "...".  A table without
 * lines prints nothing.
 */
void cli_table_print(struct libscols_table *table, const struct terminal *page,
		     const char *const *words, size_t count);

#endif
