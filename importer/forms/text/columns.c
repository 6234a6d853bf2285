/* SPDX-License-Identifier: MIT */
/* IANA's plain text form: tables of fixed columns, their cells wrapped. */
#include "importer/forms/reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "importer/forms/text/division.h"
#include "importer/forms/text/heading.h"

#define BIT(column) (1U << (column))

struct reading {
	struct lines lines;
	struct registry *registry;
	struct diag *diag;
};

/* One of the two tables.  Sets of columns are bits. */
struct table {
	const struct titles *titles;
	const char *next; /* the title of the section that follows, or "" */
	unsigned int anchors, names;
	unsigned int identifiers; /* words in brackets */
	unsigned int references;  /* texts in brackets */
	int (*add)(struct reading *reading, struct cell *cells);
};

static int
add_service(struct reading *reading, struct cell *cells)
{
	if (cells[COLUMN_NAME].length == 0 && cells[COLUMN_PORT].length == 0) {
		diag_error(reading->diag, cells[COLUMN_TRANSPORT].line,
			   cells[COLUMN_TRANSPORT].column,
			   "row with neither a name nor a port");
		return 0;
	}
	return registry_add_row(reading->registry, cells, reading->diag);
}

static int
add_person(struct reading *reading, struct cell *cells)
{
	struct cell id = cells[PERSON_ID];

	if (!group_open(&cells[PERSON_ID]) || cells[PERSON_ID].length == 0) {
		diag_error(reading->diag, id.line, id.column,
			   "'%.*s' is not an identifier in brackets",
			   TOKEN(id));
		return 0;
	}
	return registry_add_person(reading->registry, cells, reading->diag);
}

static const struct table services = {
	.titles = &titles_services,
	.next = "People",
	.anchors = BIT(COLUMN_PORT) | BIT(COLUMN_TRANSPORT),
	.names = BIT(COLUMN_NAME),
	.identifiers = BIT(COLUMN_ASSIGNEE) | BIT(COLUMN_CONTACT),
	.references = BIT(COLUMN_REFERENCE),
	.add = add_service,
};

static const struct table people = {
	.titles = &titles_people,
	.next = "",
	.anchors = BIT(PERSON_ID),
	.identifiers = BIT(PERSON_ID),
	.add = add_person,
};

/* Whether the last bracket of a text opens. */
static bool
is_open(const struct cell *text)
{
	size_t i = text->length;

	while (i > 0 && text->text[i - 1] != '[' && text->text[i - 1] != ']')
		i--;
	return i > 0 && text->text[i - 1] == '[';
}

/*
 * Joins the lines of a column to one cell, at the end of what is joined: by a
 * space; by a line feed where a blank line parts them; by nothing between
 * brackets, or where an identifier goes on.
 */
static char *
join(const struct table *table, size_t column, size_t height,
     struct cell (*lines)[COLUMNS + 1], char *end, struct cell *cell)
{
	bool identifiers = (table->identifiers >> column & 1) != 0;
	bool brackets = identifiers || (table->references >> column & 1) != 0;
	bool parted = false;

	*cell = lines[0][column];
	cell->length = 0;
	for (size_t i = 0; i < height; i++) {
		const struct cell *line = &lines[i][column];

		if (line->length == 0) {
			parted = true;
			continue;
		}
		if (cell->length == 0)
			*cell = (struct cell){end, 0, line->line, line->column};
		else if (!(identifiers && is_open(cell)) &&
			 !(brackets && end[-1] == ']' && line->text[0] == '['))
			*end++ = parted ? '\n' : ' ';
		memcpy(end, line->text, line->length);
		end += line->length;
		cell->length = (size_t)(end - cell->text);
		parted = false;
	}
	return end;
}

static int
read_row(struct reading *reading, const struct table *table,
	 const struct shape *shape, size_t first, size_t height)
{
	struct cell cells[COLUMNS], (*lines)[COLUMNS + 1];
	const uint32_t *start = reading->lines.start + first;
	char *joined, *end;
	int result = -ENOMEM;

	lines = reallocarray(NULL, height, sizeof(*lines));
	end = joined = malloc((size_t)(start[height] - start[0]) + height);
	if (lines == NULL || joined == NULL)
		goto out;
	for (size_t i = 0; i < height; i++) {
		struct cell line = lines_get(&reading->lines, first + i);

		layout_cut(&shape->layout, &line, lines[i]);
	}
	for (size_t i = 0; i < shape->layout.columns; i++)
		end = join(table, i, height, lines, end, &cells[i]);
	result = table->add(reading, cells);
out:
	free(joined);
	free(lines);
	return result;
}

/* The lines above the title of the next section and the blank ones before. */
static size_t
retreat(const struct reading *reading, size_t from, size_t to,
	const char *title)
{
	bool titled = false;

	for (; to > from; to--) {
		struct cell line =
			cell_trim(lines_get(&reading->lines, to - 1));

		if (line.length == 0)
			continue;
		if (titled || !word_is(&line, title))
			break;
		titled = true;
	}
	return to;
}

static void
report_stray(const struct reading *reading, size_t i)
{
	struct cell line = cell_trim(lines_get(&reading->lines, i));

	if (line.length > 0)
		diag_error(reading->diag, line.line, line.column,
			   "'%.*s' belongs to no row", TOKEN(line));
}

static int
read_table(struct reading *reading, const struct table *table,
	   struct span above, size_t end)
{
	struct shape shape = {
		.lines = &reading->lines,
		.rows = {above.end,
			 retreat(reading, above.end, end, table->next)},
		.anchors = table->anchors,
		.names = table->names,
	};
	size_t count = shape.rows.end - shape.rows.first, rows = 0;
	uint16_t *height;
	int result;

	if (!layout_find(&shape.layout, table->titles, &reading->lines, above,
			 shape.rows, reading->diag))
		return 0;
	result = division_find(&shape, &height, reading->diag);
	if (result != 0)
		return result;
	for (size_t i = 0; result == 0 && i < count;
	     i += DIVISION_LINES(height[i])) {
		if ((height[i] & DIVISION_STRAY) != 0) {
			report_stray(reading, above.end + i);
			continue;
		}
		rows++;
		result = read_row(reading, table, &shape, above.end + i,
				  height[i]);
	}
	if (result == 0 && rows == 0)
		diag_error(reading->diag, above.first + 1, 1,
			   "the table has no rows");
	free(height);
	return result;
}

/* Where the footnotes begin, which belong to no table. */
static size_t
find_footnotes(const struct reading *reading, size_t from)
{
	bool blank = false;

	for (; from < reading->lines.count; from++) {
		struct cell line = cell_trim(lines_get(&reading->lines, from));

		if (blank && word_listed(&line, "Footnote Footnotes"))
			break;
		blank = line.length == 0;
	}
	return from;
}

/*
 * The whole file is one page, so that what ends before its table of people,
 * or within a line of it, was cut short.
 */
static void
check_end(struct reading *reading, const struct span *below)
{
	size_t last = reading->lines.count;

	if (below->end == below->first)
		diag_error(reading->diag, last, 1,
			   "the file ends before the table of people");
	else if (lines_are_cut(&reading->lines) &&
		 find_footnotes(reading, below->end) == last)
		diag_error(reading->diag, last, 1,
			   "the file ends within a line");
}

static int
read_all(struct reading *reading)
{
	struct span all = {0, find_footnotes(reading, 0)};
	struct span first, second;
	struct cell date;
	int result;

	if (!heading_find(&titles_services, &reading->lines, all, &first)) {
		diag_error(reading->diag, 0, 0,
			   "no heading of the table of services");
		return 0;
	}
	if (lines_date(&reading->lines, first.first, &date))
		registry_set_date(reading->registry, &date, reading->diag);
	all.first = first.end;
	if (!heading_find(&titles_people, &reading->lines, all, &second))
		second.first = second.end = all.end;
	result = read_table(reading, &services, first, second.first);
	if (result == 0 && second.end > second.first)
		result = read_table(reading, &people, second, all.end);
	if (result == 0)
		check_end(reading, &second);
	return result;
}

int
columns_read(const struct source *source, struct registry *registry,
	     struct diag *diag)
{
	struct reading reading = {.registry = registry, .diag = diag};
	int result = lines_index(&reading.lines, source);

	if (result == 0)
		result = read_all(&reading);
	lines_free(&reading.lines);
	return result;
}
