/* IANA's plain text form: tables of fixed columns, their cells wrapped. */
#include "importer/forms/reader.h"

#include <stdbool.h>

#include "importer/forms/text/heading.h"
#include "importer/forms/text/layout.h"
#include "importer/forms/text/lines.h"
#include "importer/forms/text/table.h"

#define BIT(column) (1U << (column))

struct reading {
	struct lines lines;
	struct registry *registry;
	struct diag *diag;
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
	struct cell *id = &cells[PERSON_ID];

	if (id->length < 3 || id->text[0] != '[' ||
	    id->text[id->length - 1] != ']') {
		diag_error(reading->diag, id->line, id->column,
			   "'%.*s' is no identifier in brackets", TOKEN(*id));
		return 0;
	}
	id->text++;
	id->column++;
	id->length -= 2;
	return registry_add_person(reading->registry, cells, reading->diag);
}

static int
read_table(struct reading *reading, struct table *table,
	   const struct heading *heading, struct span above,
	   int (*add)(struct reading *reading, struct cell *cells))
{
	struct cell cells[COLUMNS + 1];
	size_t count = 0;
	int result;

	table->shape.lines = &reading->lines;
	if (!layout_find(&table->shape.layout, heading, &reading->lines, above,
			 table->shape.rows, reading->diag))
		return 0;
	result = table_divide(table, reading->diag);
	if (result == 0)
		while ((result = table_next(table, cells)) == 1) {
			count++;
			result = add(reading, cells);
			if (result != 0)
				break;
		}
	if (result == 0 && count == 0)
		diag_error(reading->diag, above.first + 1, 1,
			   "the table has no rows");
	table_free(table);
	return result;
}

/* The lines above a section's title and the blank lines before it. */
static size_t
retreat(const struct reading *reading, size_t from, size_t to,
	const char *title)
{
	struct cell line, word;
	bool titled = false;

	for (; to > from; to--) {
		line = lines_get(&reading->lines, to - 1);
		if (!word_next(&line, &word))
			continue;
		if (titled || !word_is(&word, title) || line.length > 0)
			break;
		titled = true;
	}
	return to;
}

/* Where the footnotes begin, which belong to no table. */
static size_t
find_footnotes(const struct reading *reading, size_t from)
{
	bool blank = false;

	for (; from < reading->lines.count; from++) {
		struct cell line = lines_get(&reading->lines, from);
		struct cell word;

		if (!word_next(&line, &word))
			blank = true;
		else if (blank && line.length == 0 &&
			 word_listed(&word, "Footnote Footnotes"))
			break;
		else
			blank = false;
	}
	return from;
}

static int
read_services(struct reading *reading, struct span above, size_t end)
{
	struct table table = {
		.shape.rows = {above.end,
			       retreat(reading, above.end, end, "People")},
		.shape.anchors = BIT(COLUMN_PORT) | BIT(COLUMN_TRANSPORT),
		.shape.names = BIT(COLUMN_NAME),
		.identifiers = BIT(COLUMN_ASSIGNEE) | BIT(COLUMN_CONTACT),
		.references = BIT(COLUMN_REFERENCE),
	};

	return read_table(reading, &table, &heading_services, above,
			  add_service);
}

static int
read_people(struct reading *reading, struct span above, size_t end)
{
	struct table table = {
		.shape.rows = {above.end, retreat(reading, above.end, end, "")},
		.shape.anchors = BIT(PERSON_ID),
		.identifiers = BIT(PERSON_ID),
	};

	return read_table(reading, &table, &heading_people, above, add_person);
}

/*
 * The whole file is one page, so that what ends before its table of people,
 * or within a line of it, was cut short.
 */
static void
check_end(struct reading *reading, const struct source *source,
	  const struct span *people)
{
	size_t last = reading->lines.count;

	if (people->end == people->first)
		diag_error(reading->diag, last, 1,
			   "the file ends before the table of"
			   " people");
	else if (source->text[source->length - 1] != '\n' &&
		 find_footnotes(reading, people->end) == last)
		diag_error(reading->diag, last, 1,
			   "the file ends within a line");
}

static int
read_all(struct reading *reading, const struct source *source)
{
	struct span all = {0, find_footnotes(reading, 0)};
	struct span services, people;
	struct cell date;
	int result;

	if (!heading_find(&heading_services, &reading->lines, all, &services)) {
		diag_error(reading->diag, 0, 0,
			   "no heading of a table of services");
		return 0;
	}
	if (lines_date(&reading->lines, services.first, &date))
		registry_set_date(reading->registry, &date, reading->diag);
	all.first = services.end;
	if (!heading_find(&heading_people, &reading->lines, all, &people))
		people.first = people.end = all.end;
	result = read_services(reading, services, people.first);
	if (result == 0 && people.end > people.first)
		result = read_people(reading, people, all.end);
	if (result == 0)
		check_end(reading, source, &people);
	return result;
}

int
columns_read(const struct source *source, struct registry *registry,
	     struct diag *diag)
{
	struct reading reading = {.registry = registry, .diag = diag};
	int result = lines_index(&reading.lines, source);

	if (result == 0)
		result = read_all(&reading, source);
	lines_free(&reading.lines);
	return result;
}
