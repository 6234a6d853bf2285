/* The registry's web page: a table of services, then a table of people. */
#include "importer/forms/reader.h"

#include <string.h>
#include <strings.h>

#include "importer/forms/markup.h"
#include "importer/registry/columns.h"

#define NONE (-1)

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
	int fields[MARKUP_TEXTS]; /* by column, or NONE */
	bool updated;             /* the next <dd> is a date */
	bool found;               /* a table of services */
	size_t rows;
};

static bool
equals(const struct cell *cell, const char *string)
{
	return cell->length == strlen(string) &&
	       strncasecmp(cell->text, string, cell->length) == 0;
}

static int
find_field(const struct cell *title, enum table table)
{
	bool people = table == PEOPLE;
	const char *const *titles = people ? person_titles : column_titles;

	for (int i = 0; i < (people ? (int)PERSON_FIELDS : (int)COLUMNS); i++)
		if (equals(title, titles[i]))
			return i;
	return !people && equals(title, UNAUTHORIZED_BEFORE)
		       ? (int)COLUMN_UNAUTHORIZED
		       : NONE;
}

/* Only the titles that no other table has tell what a table holds. */
static enum table
identify(struct reader *reader)
{
	bool id = false, uri = false;

	if (reader->cell > MARKUP_TEXTS)
		return OTHER;
	for (size_t i = 0; i < reader->cell; i++) {
		struct cell title = markup_cell(&reader->markup, i);

		if (equals(&title, "Service Name") ||
		    equals(&title, "Port Number"))
			return SERVICES;
		id |= equals(&title, "ID");
		uri |= equals(&title, "Contact URI");
	}
	return id && uri ? PEOPLE : OTHER;
}

static bool
check_columns(struct markup *markup, const bool *present)
{
	bool complete = true;

	for (size_t i = 0; i < COLUMNS; i++) {
		if (present[i])
			continue;
		diag_error(markup->diag, markup->line, markup->column,
			   "column '%s' is missing", column_titles[i]);
		complete = false;
	}
	return complete;
}

static void
take_header(struct reader *reader)
{
	struct markup *markup = &reader->markup;
	bool present[COLUMNS] = {false}, good = true;

	reader->table = identify(reader);
	reader->columns = reader->cell;
	reader->found |= reader->table == SERVICES;
	for (size_t i = 0; reader->table != OTHER && i < reader->cell; i++) {
		struct cell title = markup_cell(markup, i);

		reader->fields[i] = find_field(&title, reader->table);
		if (reader->fields[i] == NONE) {
			diag_warning(markup->diag, title.line, title.column,
				     "unknown column '%.*s' is"
				     " ignored",
				     TOKEN(title));
		} else if (present[reader->fields[i]]) {
			diag_error(markup->diag, title.line, title.column,
				   "a second column '%.*s'", TOKEN(title));
			good = false;
		} else {
			present[reader->fields[i]] = true;
		}
	}
	if (reader->table == SERVICES && !check_columns(markup, present))
		good = false;
	if (!good)
		markup_stop(markup, 0);
}

/* The identifier stands in brackets, as where it is referred to. */
static void
strip_brackets(struct cell *cell)
{
	if (cell->length < 2 || cell->text[0] != '[' ||
	    cell->text[cell->length - 1] != ']')
		return;
	cell->text++;
	cell->column++;
	cell->length -= 2;
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
		if (reader->fields[i] != NONE)
			cells[reader->fields[i]] = markup_cell(markup, i);
	if (reader->table == SERVICES) {
		result =
			registry_add_row(markup->registry, cells, markup->diag);
	} else {
		strip_brackets(&cells[PERSON_ID]);
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
	reader->updated = !definition && equals(&cell, "Last Updated");
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
