/* SPDX-License-Identifier: MIT */
/* Changes of the registry as text and as JSON. */
#ifndef IANAPORTS_CLI_OUTPUT_CHANGES_H
#define IANAPORTS_CLI_OUTPUT_CHANGES_H

#include "cli/output/table.h"
#include "importer/compare/change.h"

/* One of the two sides of a comparison. */
struct edition {
	const char *path;
	const struct registry *registry;
};

/*
 * Prints a line with both dates, one that counts changes of those kinds, 1 <<
 * each, then one a change; on a terminal one a field.
 */
void changes_print(const struct changes *changes, const struct edition *old,
		   const struct edition *new, unsigned int kinds,
		   const struct terminal *page);

/* The columns of a table of changes, a line for each field of each. */
extern const struct view changes_view;

void changes_print_table(const struct changes *changes, const struct view *view,
			 const struct terminal *page);

/* Prints the same as one JSON document. */
void changes_print_json(const struct changes *changes,
			const struct edition *old, const struct edition *new);

#endif
