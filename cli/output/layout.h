/* SPDX-License-Identifier: MIT */
/* The columns that a person wants of a table, and its form: -o, -n and -r. */
#ifndef IANAPORTS_CLI_OUTPUT_LAYOUT_H
#define IANAPORTS_CLI_OUTPUT_LAYOUT_H

#include <argp.h>

#include "cli/output/table.h"

#define LAYOUT_MOST 32

struct layout {
	const struct cli_column *columns; /* all that there are */
	const char *standard;             /* those that -r prints, as for -o */
	size_t chosen[LAYOUT_MOST];
	size_t count; /* 0 is the verb's own table */
	bool headless, raw;
};

/* Of a verb that has columns of those names. */
#define LAYOUT_COLUMNS(names)                                                  \
	{                                                                      \
		"output", 'o', "COLUMNS", 0,                                   \
			"Print these columns, separated by commas: " names, 0  \
	}
#define LAYOUT_NOHEADINGS                                                      \
	{                                                                      \
		"noheadings", 'n', NULL, 0, "Print no headings", 0             \
	}
#define LAYOUT_RAW                                                             \
	{                                                                      \
		"raw", 'r', NULL, 0,                                           \
			"Print one space between cells, and \\xHH for those "  \
			"within",                                              \
			0                                                      \
	}

/* For the parser of a verb; a column that is unknown ends the command. */
error_t layout_parse(struct layout *layout, int key, char *argument);

/*
 * To be called when all options are known, with another form of output that was
 * asked for, or NULL: it has no columns, which ends the command.
 */
void layout_finish(struct layout *layout, const char *other);

/* A table of the columns that were chosen. */
struct libscols_table *layout_table(const struct layout *layout,
				    const struct terminal *page);

#endif
