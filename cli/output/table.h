/* SPDX-License-Identifier: MIT */
/* Tables of text, fitted to the page, and what -o, -n and -r make of them. */
#ifndef IANAPORTS_CLI_OUTPUT_TABLE_H
#define IANAPORTS_CLI_OUTPUT_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/output/terminal.h"

struct table_column {
	const char *name;
	bool right; /* aligned there */
	bool cut;   /* gives way where the page is too narrow */
};

#define VIEW_MOST 32

struct view {
	const struct table_column *columns; /* all, to one without a name */
	const char *standard; /* the usual ones, as for -o; NULL: all */
	bool own; /* the verb has --names, and a table that -n alone prints */
	/* Of the options; see usage.h. */
	const char *list;
	bool names; /* these alone, and no table */
	bool headless;
	bool raw; /* one space between cells, blanks in them as lsblk(8) */
	/* What they choose. */
	size_t chosen[VIEW_MOST];
	size_t count; /* 0 is what the verb prints without them */
};

/* What -o is for, with the names of the columns; to be freed. */
char *view_help(const struct view *view);

/*
 * To be called when all options are known: two forms of output at a time, and a
 * column that is unknown, end the command.
 */
void view_finish(struct view *view, bool json);

/* Chooses the usual columns, if no others are. */
void view_choose(struct view *view);

struct table {
	const struct view *view;
	const struct terminal *page;
	struct libscols_table *lines;
};

/* A table of the columns that were chosen. */
void table_begin(struct table *table, const struct view *view,
		 const struct terminal *page);

/*
 * Adds a line, of a cell for each of the view's columns, which are copied;
 * those that were not chosen may be NULL.  An empty one is "-".  A dim line
 * draws back where the page has colours.
 */
void table_add(struct table *table, const char *const *cells, bool dim);

/*
 * Prints the table, with the words marked if the page has colours and no line
 * is dim, and frees it.  A cell that gives way ends in "...".  A table without
 * lines prints nothing.
 */
void table_end(struct table *table, const char *const *words, size_t count);

#endif
