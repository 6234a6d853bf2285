/* SPDX-License-Identifier: MIT */
#include "cli/output/table.h"

#include <libsmartcols/libsmartcols.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/cli.h"
#include "cli/output/text.h"
#include "cli/query/suggest.h"

/* The smallest share of the page that a column which gives way keeps. */
#define SHARE 0.1

#define DIM "\033[2m"

char *
view_help(const struct view *view)
{
	char *text = cli_format("Print these columns, separated by commas:");

	for (const struct table_column *c = view->columns; c->name != NULL; c++)
		text = cli_append(text, "%s %s", c == view->columns ? "" : ",",
				  c->name);
	return text;
}

static int
refuse(const struct view *view, const char *name)
{
	struct suggestion nearest = {.word = name};

	for (const struct table_column *c = view->columns; c->name != NULL; c++)
		suggestion_offer(&nearest, c->name);
	return cli_refuse(name, "no such column; there are%s%s",
			  strchr(view_help(view), ':') + 1,
			  suggestion_text(&nearest, ""));
}

static void
choose(struct view *view, const char *list)
{
	char *copy = cli_format("%s", list), *rest = copy;
	const char *name;

	while ((name = strsep(&rest, ",")) != NULL) {
		size_t at = 0;

		while (view->columns[at].name != NULL &&
		       strcasecmp(view->columns[at].name, name) != 0)
			at++;
		if (view->columns[at].name == NULL)
			exit(refuse(view, name));
		if (view->count == VIEW_MOST)
			exit(cli_refuse(list, "too many columns"));
		view->chosen[view->count++] = at;
	}
	free(copy);
}

void
view_choose(struct view *view)
{
	if (view->count > 0)
		return;
	if (view->standard != NULL)
		choose(view, view->standard);
	else
		while (view->columns[view->count].name != NULL) {
			view->chosen[view->count] = view->count;
			view->count++;
		}
}

void
view_finish(struct view *view, bool json)
{
	bool asked = view->list != NULL || view->headless || view->raw;

	if (view->names && json)
		exit(cli_refuse("--names", "not with --json"));
	if (asked && (json || view->names))
		exit(cli_refuse(json ? "--json" : "--names",
				"not with -o, -n or -r"));
	if (view->list != NULL && view->list[0] == '+')
		view_choose(view);
	if (view->list != NULL)
		choose(view, view->list + (view->list[0] == '+'));
	if (view->raw || (view->headless && !view->own))
		view_choose(view);
}

void
table_begin(struct table *table, const struct view *view,
	    const struct terminal *page)
{
	struct libscols_table *lines = cli_memory(scols_new_table());

	*table = (struct table){view, page, lines};
	scols_table_set_termforce(lines, page->terminal
						 ? SCOLS_TERMFORCE_ALWAYS
						 : SCOLS_TERMFORCE_NEVER);
	if (page->terminal)
		scols_table_set_termwidth(lines, page->width);
	scols_table_enable_colors(lines, page->colour);
	/* Cells are clean, and their backslashes are meant. */
	scols_table_enable_noencoding(lines, true);
	scols_table_set_column_separator(lines, view->raw ? " " : "  ");
	scols_table_enable_noheadings(lines, view->headless);
	scols_table_enable_raw(lines, view->raw);
	for (size_t i = 0; i < view->count; i++) {
		const struct table_column *column =
			&view->columns[view->chosen[i]];

		cli_memory(scols_table_new_column(
			lines, column->name, column->cut ? SHARE : 0,
			(column->right ? SCOLS_FL_RIGHT : 0) |
				(column->cut ? SCOLS_FL_TRUNC : 0)));
	}
}

void
table_add(struct table *table, const char *const *cells, bool dim)
{
	const struct view *view = table->view;
	struct libscols_line *line =
		cli_memory(scols_table_new_line(table->lines, NULL));

	if (dim)
		scols_line_set_color(line, DIM);
	for (size_t i = 0; i < view->count; i++) {
		const char *cell = cells[view->chosen[i]];
		/* libsmartcols frees it, and makes it harmless if it is raw. */
		char *clean = cell[0] == '\0' ? cli_memory(strdup("-"))
			      : view->raw     ? cli_memory(strdup(cell))
					      : text_clean(cell, false);

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
cut_cells(const struct table *table)
{
	struct libscols_table *lines = table->lines;
	struct libscols_line *first = scols_table_get_line(lines, 0);
	struct libscols_column *column;
	char *text = NULL;

	if (table->page->width == 0 || first == NULL || table->view->raw)
		return;
	if (scols_table_print_range_to_string(lines, first, first, &text) != 0)
		cli_memory(NULL);
	free(text);
	for (size_t i = 0; (column = scols_table_get_column(lines, i)) != NULL;
	     i++)
		if (scols_column_is_trunc(column))
			cut(lines, column, table->page->utf8 ? "…" : "...");
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
table_end(struct table *table, const char *const *words, size_t count)
{
	char *text = NULL;
	int result = 0;

	cut_cells(table);
	if (scols_table_is_empty(table->lines))
		;
	else if (count == 0 || !table->page->colour)
		result = scols_print_table(table->lines);
	else
		result = scols_print_table_to_string(table->lines, &text);
	if (result != 0)
		cli_memory(NULL);
	if (text != NULL)
		highlight(text, table->view->headless, words, count);
	free(text);
	scols_unref_table(table->lines);
}
