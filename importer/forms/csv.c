/* SPDX-License-Identifier: MIT */
/* IANA's CSV form, by libcsv. */
#include <csv.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "importer/forms/reader.h"
#include "importer/forms/title.h"

/* More than the registry has ever had; further ones are counted only. */
#define CELLS_MAX 32

struct table {
	struct registry *registry;
	struct diag *diag;
	size_t line, column; /* where the next cell begins */
	bool ended;          /* it has ended since it began */
	bool headed, complete;
	int fields[CELLS_MAX]; /* the column of each cell, or -1 */
	size_t width;          /* cells of the header */
	struct cell cells[CELLS_MAX];
	size_t offset[CELLS_MAX], count;
	char *text; /* the cells of one row, side by side; no longer than all */
	size_t size;
	int result;
};

static void
read_header(struct table *table)
{
	bool present[COLUMNS] = {false};

	for (size_t i = 0; i < table->count && i < CELLS_MAX; i++) {
		table->fields[i] =
			title_column(&titles_services, &table->cells[i]);
		if (table->fields[i] >= 0)
			present[table->fields[i]] = true;
	}
	table->complete =
		titles_check(&titles_services, present, 1, 1, table->diag);
	table->width = table->count;
	table->headed = true;
}

static void
read_row(struct table *table)
{
	struct cell cells[COLUMNS] = {0};

	if (table->count != table->width) {
		diag_error(table->diag, table->cells[0].line,
			   table->cells[0].column,
			   "row of %zu fields where the header has"
			   " %zu",
			   table->count, table->width);
		return;
	}
	if (!table->complete)
		return;
	for (size_t i = 0; i < table->count && i < CELLS_MAX; i++)
		if (table->fields[i] >= 0)
			cells[table->fields[i]] = table->cells[i];
	table->result = registry_add_row(table->registry, cells, table->diag);
}

/* libcsv: the end of a field. */
static void
take_cell(void *field, size_t length, void *data)
{
	struct table *table = data;

	table->ended = true;
	if (table->count < CELLS_MAX && table->result == 0) {
		table->offset[table->count] = table->size;
		table->cells[table->count] =
			(struct cell){NULL, length, table->line, table->column};
		if (length > 0)
			memcpy(table->text + table->size, field, length);
		table->size += length;
	}
	table->count++;
}

/* libcsv: the end of a row. */
static void
take_row(int terminator, void *data)
{
	struct table *table = data;

	(void)terminator;
	table->ended = true;
	for (size_t i = 0; i < table->count && i < CELLS_MAX; i++)
		table->cells[i].text = table->text + table->offset[i];
	if (table->result == 0) {
		if (table->headed)
			read_row(table);
		else
			read_header(table);
	}
	table->count = 0;
	table->size = 0;
}

static bool
is_blank(const char *text, size_t length)
{
	return length == 1 ? text[0] == '\n'
			   : length == 2 && memcmp(text, "\r\n", 2) == 0;
}

/*
 * libcsv does not say where a field stands, but a field ends only with a
 * comma or at the end of a line: it is fed up to each of them in turn.
 */
static bool
feed(struct csv_parser *parser, struct table *table, const char *text,
     size_t length)
{
	size_t line = 1, line_start = 0;
	bool open = false; /* in a quoted field, begun in an earlier part */

	for (size_t start = 0, end; start < length && table->result == 0;
	     start = end) {
		for (end = start; end < length; end++)
			if (text[end] == ',' || text[end] == '\n')
				break;
		if (end < length)
			end++;
		table->ended = false;
		if (csv_parse(parser, text + start, end - start, take_cell,
			      take_row, table) != end - start)
			return false;
		if (text[end - 1] == '\n') {
			line++;
			line_start = end;
		}
		open = !table->ended &&
		       (open || !is_blank(text + start, end - start));
		if (!open) {
			table->line = line;
			table->column = end - line_start + 1;
		}
	}
	return true;
}

/* Why libcsv stopped, at the field where it did. */
static void
report(const struct csv_parser *parser, struct table *table, bool at_end)
{
	int code = csv_error((struct csv_parser *)parser);

	if (code == CSV_ENOMEM)
		table->result = -ENOMEM;
	else if (at_end)
		diag_error(table->diag, table->line, table->column,
			   "the quote of this field is not closed");
	else
		diag_error(table->diag, table->line, table->column,
			   "stray quote in this field");
}

int
csv_read(const struct source *source, struct registry *registry,
	 struct diag *diag)
{
	struct table table = {
		.registry = registry, .diag = diag, .line = 1, .column = 1};
	struct csv_parser parser;

	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		return -ENOMEM;
	table.text = malloc(source->length + 1);
	if (table.text == NULL) {
		csv_free(&parser);
		return -ENOMEM;
	}
	if (!feed(&parser, &table, source->text, source->length))
		report(&parser, &table, false);
	else if (table.result == 0 &&
		 csv_fini(&parser, take_cell, take_row, &table) != 0)
		report(&parser, &table, true);
	csv_free(&parser);
	free(table.text);
	return table.result;
}
