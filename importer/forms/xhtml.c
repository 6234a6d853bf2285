/* SPDX-License-Identifier: MIT */
/* The registry's web page: a table of services, then a table of people. */
#include "importer/forms/reader.h"

#include <string.h>

#include "importer/forms/markup.h"
#include "importer/forms/title.h"

enum table {
	OUTSIDE,
	HEADER, /* inside a table whose first row is still to come */
	SERVICES,
	PEOPLE,
	OTHER,
};

struct reader {
	struct markup markup;
	enum table table;
	size_t base;              /* depth of the table */
	size_t open;              /* depth of the cell being read, or 0 */
	size_t cell;              /* its place in the row */
	size_t columns;           /* of the table, by its header */
	int fields[MARKUP_TEXTS]; /* of each, or -1 */
	bool updated;             /* the next <dd> is a date */
	bool found;               /* a table of services */
	size_t rows;
};

/* Only the titles that no other table has tell what a table holds. */
static enum table
identify(struct reader *reader)
{
	bool id = false, uri = false;

	if (reader->cell > MARKUP_TEXTS)
		return OTHER;
	for (size_t i = 0; i < reader->cell; i++) {
		struct cell title = markup_cell(&reader->markup, i);
		int service = title_column(&titles_services, &title);
		int person = title_column(&titles_people, &title);

		if (service == COLUMN_NAME || service == COLUMN_PORT)
			return SERVICES;
		id |= person == PERSON_ID;
		uri |= person == PERSON_URI;
	}
	return id && uri ? PEOPLE : OTHER;
}

static void
take_header(struct reader *reader)
{
	struct markup *markup = &reader->markup;
	const struct titles *titles;
	bool present[COLUMNS] = {false}, good = true;

	reader->table = identify(reader);
	reader->columns = reader->cell;
	reader->found |= reader->table == SERVICES;
	titles = reader->table == SERVICES ? &titles_services : &titles_people;
	for (size_t i = 0; reader->table != OTHER && i < reader->cell; i++) {
		struct cell title = markup_cell(markup, i);
		int field = title_column(titles, &title);

		reader->fields[i] = field;
		if (field < 0) {
			diag_warning(markup->diag, title.line, title.column,
				     "unknown column '%.*s' ignored",
				     TOKEN(title));
		} else if (present[field]) {
			diag_error(markup->diag, title.line, title.column,
				   "duplicate column '%.*s'", TOKEN(title));
			good = false;
		} else {
			present[field] = true;
		}
	}
	if (reader->table == SERVICES &&
	    !titles_check(titles, present, markup->line, markup->column,
			  markup->diag))
		good = false;
	if (!good)
		markup_stop(markup, 0);
}

static void
take_row(struct reader *reader)
{
	struct cell cells[COLUMNS] = {0};
	struct markup *markup = &reader->markup;
	int result;

	if (reader->cell != reader->columns) {
		diag_error(markup->diag, markup->line, markup->column,
			   "row of %zu cells where the header has"
			   " %zu",
			   reader->cell, reader->columns);
		return;
	}
	for (size_t i = 0; i < reader->columns; i++)
		if (reader->fields[i] >= 0)
			cells[reader->fields[i]] = markup_cell(markup, i);
	if (reader->table == SERVICES) {
		result =
			registry_add_row(markup->registry, cells, markup->diag);
	} else {
		/* As where it is referred to. */
		group_open(&cells[PERSON_ID]);
		result = registry_add_person(markup->registry, cells,
					     markup->diag);
	}
	if (result != 0)
		markup_stop(markup, result);
}

static void
close_row(struct reader *reader)
{
	if (reader->cell == 0)
		return;
	if (reader->table == HEADER) {
		take_header(reader);
		return;
	}
	reader->rows += reader->table == SERVICES;
	take_row(reader);
}

/* <dt>Last Updated</dt><dd>2015-03-16</dd> */
static void
close_term(struct reader *reader, bool definition)
{
	struct markup *markup = &reader->markup;
	struct cell cell = markup_cell(markup, 0);

	if (definition && reader->updated)
		registry_set_date(markup->registry, &cell, markup->diag);
	reader->updated = !definition &&
			  title_column(&titles_people, &cell) == PERSON_UPDATED;
}

static void
start(struct markup *markup, const char *element, const char **attributes)
{
	struct reader *reader = (struct reader *)markup;
	bool outside = reader->table == OUTSIDE;

	(void)attributes;
	if (reader->open != 0) {
		if (strcmp(element, "br") == 0 && reader->cell < MARKUP_TEXTS)
			markup_break(markup, reader->cell);
	} else if (outside && strcmp(element, "table") == 0) {
		reader->table = HEADER;
		reader->base = markup->depth;
		reader->cell = 0;
	} else if (outside &&
		   (strcmp(element, "dt") == 0 ||
		    (strcmp(element, "dd") == 0 && reader->updated))) {
		markup_begin(markup);
		reader->open = markup->depth;
		reader->cell = 0;
	} else if (outside || reader->table == OTHER) {
		return;
	} else if (strcmp(element, "tr") == 0) {
		markup_begin(markup);
		reader->cell = 0;
	} else if (strcmp(element, "td") == 0 || strcmp(element, "th") == 0) {
		reader->open = markup->depth;
	}
}

static void
end(struct markup *markup, const char *element)
{
	struct reader *reader = (struct reader *)markup;

	if (reader->open != 0) {
		if (reader->open != markup->depth)
			return;
		reader->open = 0;
		if (reader->table == OUTSIDE)
			close_term(reader, strcmp(element, "dd") == 0);
		else
			reader->cell++;
	} else if (reader->table == OUTSIDE) {
		return;
	} else if (markup->depth == reader->base) {
		reader->table = OUTSIDE;
	} else if (reader->table != OTHER && strcmp(element, "tr") == 0) {
		close_row(reader);
	}
}

static void
collect(struct markup *markup, const char *bytes, size_t length)
{
	struct reader *reader = (struct reader *)markup;

	if (reader->open == 0 || reader->cell >= MARKUP_TEXTS)
		return;
	/* &#160;, which stands in cells that would else be empty. */
	if (length == 2 && memcmp(bytes, "\xc2\xa0", 2) == 0) {
		bytes = " ";
		length = 1;
	}
	markup_append(markup, reader->cell, bytes, length);
}

int
xhtml_read(const struct source *source, struct registry *registry,
	   struct diag *diag)
{
	struct reader reader = {
		.markup = {.registry = registry,
			   .diag = diag,
			   .page = true,
			   .start = start,
			   .end = end,
			   .text = collect},
	};
	int result = markup_parse(&reader.markup, source);

	if (reader.markup.stopped)
		return result;
	if (!reader.found)
		diag_error(diag, 0, 0,
			   "the page has no table with the columns"
			   " 'Service Name' and 'Port Number'");
	else if (reader.rows == 0)
		diag_error(diag, 0, 0, "the table of services has no rows");
	return 0;
}
