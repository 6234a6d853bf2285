/* SPDX-License-Identifier: MIT */
#include "cli/output/table.h"

#include <libsmartcols/libsmartcols.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/output/text.h"

/* The smallest share of the page that a column which gives way keeps. */
#define SHARE 0.1

#define DIM "\033[2m"

struct libscols_table *
cli_table_new(const struct terminal *page, const struct cli_column *columns)
{
	struct libscols_table *table = cli_memory(scols_new_table());

	scols_table_set_termforce(table, page->terminal
						 ? SCOLS_TERMFORCE_ALWAYS
						 : SCOLS_TERMFORCE_NEVER);
	if (page->terminal)
		scols_table_set_termwidth(table, page->width);
	scols_table_enable_colors(table, page->colour);
	/* Cells are clean, and their backslashes are meant. */
	scols_table_enable_noencoding(table, true);
	scols_table_set_column_separator(table, "  ");
	for (; columns->name != NULL; columns++)
		cli_memory(scols_table_new_column(
			table, columns->name, columns->cut ? SHARE : 0,
			(columns->right ? SCOLS_FL_RIGHT : 0) |
				(columns->cut ? SCOLS_FL_TRUNC : 0)));
	return table;
}

void
cli_table_add(struct libscols_table *table, const char *const *cells,
	      size_t count, bool dim)
{
	struct libscols_line *line =
		cli_memory(scols_table_new_line(table, NULL));

	if (dim)
		scols_line_set_color(line, DIM);

	for (size_t i = 0; i < count; i++) {
		/* libsmartcols frees it. */
		char *clean = text_clean(cells[i], false);

		if (scols_line_refer_data(line, i, clean) != 0)
			cli_memory(NULL);
	}
}

/* All but the heading. */
static void
highlight(const char *text, const char *const *words, size_t count)
{
	size_t heading = strcspn(text, "\n");

	fwrite(text, 1, heading, stdout);
	text_highlight(stdout, text + heading, words, count);
	putchar('\n');
}

void
cli_table_print(struct libscols_table *table, const struct terminal *page,
		const char *const *words, size_t count)
{
	char *text = NULL;
	int result = 0;

	if (scols_table_is_empty(table))
		;
	else if (count == 0 || !page->colour)
		result = scols_print_table(table);
	else
		result = scols_print_table_to_string(table, &text);
	if (result != 0)
		cli_memory(NULL);
	if (text != NULL)
		highlight(text, words, count);
	free(text);
	scols_unref_table(table);
}
