/* SPDX-License-Identifier: MIT */
/* The columns that a person wants of a table, and its form: -o, -n and -r. */
#ifndef IANAPORTS_CLI_OUTPUT_VIEW_H
#define IANAPORTS_CLI_OUTPUT_VIEW_H

#include "cli/output/table.h"

#define VIEW_MOST 32

struct view {
	const struct cli_column *columns; /* all that there are */
	const char *standard; /* those that -r prints, written as for -o */
	bool own;             /* a verb has a table of its own, which -n and
			       * no option print */
	/* Of the options; see usage.h. */
	const char *list;
	bool headless, raw;
	/* What they choose. */
	size_t chosen[VIEW_MOST];
	size_t count; /* 0 is what the verb prints without them */
};

/* What -o is for, with the names of the columns; to be freed. */
char *view_help(const struct view *view);

/*
 * To be called when all options are known, with another form of output that was
 * asked for, or NULL: it has no columns, which ends the command, and so does a
 * column that is unknown.
 */
void view_finish(struct view *view, const char *other);

/* Chooses the standard columns, if no others are. */
void view_choose(struct view *view);

/* A table of the columns that were chosen. */
struct libscols_table *view_table(const struct view *view,
				  const struct terminal *page);

/* A new line of it, of one cell for each column that there is. */
void view_add(const struct view *view, struct libscols_table *table,
	      const char *const *cells, bool dim);

#endif
