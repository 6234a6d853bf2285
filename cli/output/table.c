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
cli_table_simplify(struct libscols_table *table, bool headless, bool raw)
{
	scols_table_enable_noheadings(table, headless);
	if (!raw)
		return;
	scols_table_enable_raw(table, true);
	scols_table_set_column_separator(table, " ");
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
		/* libsmartcols frees it, and makes it harmless if it is raw. */
		char *clean = scols_table_is_raw(table)
				      ? cli_memory(strdup(cells[i]))
				      : text_clean(cells[i], false);

		if (scols_line_refer_data(line, i, clean) != 0)
			cli_memory(NULL);
	}
}

/* Ends what is too long for its column in an ellipsis. */
static void
cut(struct libscols_table *table, struct libscols_column *column,
    const char *ellipsis)
{
	unsigned int width = (unsigned int)scols_column_get_width(column);
	unsigned int end = text_width(ellipsis, strlen(ellipsis));
	struct libscols_iter *lines =
		cli_memory(scols_new_iter(SCOLS_ITER_FORWARD));
	struct libscols_line *line;

	while (width > end && scols_table_next_line(table, lines, &line) == 0) {
		const char *text = scols_line_get_column_data(line, column);
		char *shorter;

		if (text_width(text, strlen(text)) <= width)
			continue;
		shorter = cli_format("%.*s%s", (int)text_fit(text, width - end),
				     text, ellipsis);
		scols_line_refer_column_data(line, column, shorter);
	}
	scols_free_iter(lines);
}

/*
 * libsmartcols cuts without a sign.  How wide its columns are it only tells
 * when it has printed; one line is enough.
 */
static void
cut_cells(struct libscols_table *table, const struct terminal *page)
{
	struct libscols_line *first = scols_table_get_line(table, 0);
	struct libscols_column *column;
	char *text = NULL;

	if (page->width == 0 || first == NULL || scols_table_is_raw(table))
		return;
	if (scols_table_print_range_to_string(table, first, first, &text) != 0)
		cli_memory(NULL);
	free(text);
	for (size_t i = 0; (column = scols_table_get_column(table, i)) != NULL;
	     i++)
		if (scols_column_is_trunc(column))
			cut(table, column, page->utf8 ? "…" : "...");
}

/* All but the heading, if there is one. */
static void
highlight(const char *text, bool headless, const char *const *words,
	  size_t count)
{
	size_t heading = headless ? 0 : strcspn(text, "\n");

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

	cut_cells(table, page);
	if (scols_table_is_empty(table))
		;
	else if (count == 0 || !page->colour)
		result = scols_print_table(table);
	else
		result = scols_print_table_to_string(table, &text);
	if (result != 0)
		cli_memory(NULL);
	if (text != NULL)
		highlight(text, scols_table_is_noheadings(table), words, count);
	free(text);
	scols_unref_table(table);
}
