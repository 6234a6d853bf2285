#include "importer/registry/registry.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "db/transport.h"
#include "importer/input/grow.h"

/* Seventy times the registry's, of rows and of people. */
#define COUNT_MAX ((size_t)1 << 20)

/* Where a field is missing; shared, so that empty cells cost nothing. */
static const char empty[] = "";

static bool
read_number(const char **text, const char *end, unsigned long *number)
{
	const char *start = *text;

	*number = 0;
	while (*text < end && **text >= '0' && **text <= '9') {
		if (*number <= UINT16_MAX)
			*number = *number * 10 + (unsigned long)(**text - '0');
		++*text;
	}
	return *text > start;
}

static bool
read_port(struct ianaports_row *row, const struct ianaports_cell *cell,
	  struct ianaports_diag *diag)
{
	const char *text = cell->text, *end = text + cell->length;
	unsigned long first, last;

	if (cell->length == 0)
		return true;
	if (!read_number(&text, end, &first))
		goto malformed;
	last = first;
	if (text < end && *text == '-') {
		text++;
		if (!read_number(&text, end, &last))
			goto malformed;
	}
	if (text != end)
		goto malformed;
	if (first > UINT16_MAX || last > UINT16_MAX || first > last) {
		ianaports_diag_error(diag, cell->line, cell->column,
				     first > last
					     ? "port range '%.*s' is reversed"
					     : "port '%.*s' is above 65535",
				     IANAPORTS_TOKEN(*cell));
		return false;
	}
	row->numbered = true;
	row->first = (uint16_t)first;
	row->last = (uint16_t)last;
	return true;
malformed:
	ianaports_diag_error(diag, cell->line, cell->column,
			     "'%.*s' is no port number or range",
			     IANAPORTS_TOKEN(*cell));
	return false;
}

static bool
read_transport(struct ianaports_row *row, const struct ianaports_cell *cell,
	       struct ianaports_diag *diag)
{
	char name[8];

	if (cell->length == 0)
		return true;
	if (cell->length < sizeof(name)) {
		memcpy(name, cell->text, cell->length);
		name[cell->length] = '\0';
		row->transport = ianaports_transport_find(name);
	}
	if (row->transport == 0)
		ianaports_diag_error(diag, cell->line, cell->column,
				     "unknown transport '%.*s'",
				     IANAPORTS_TOKEN(*cell));
	return row->transport != 0;
}

/*
 * More than RFC 6335, 5.1 allows, since older entries hold "/", "+", ".", "*"
 * and "_", and until 2020 even spaces.
 */
static bool
check_name(const struct ianaports_cell *cell, struct ianaports_diag *diag)
{
	if (cell->length > IANAPORTS_NAME_MAX) {
		ianaports_diag_error(diag, cell->line, cell->column,
				     "name '%.*s...' is longer than %d bytes",
				     IANAPORTS_TOKEN(*cell),
				     IANAPORTS_NAME_MAX);
		return false;
	}
	for (size_t i = 0; i < cell->length; i++) {
		unsigned char c = (unsigned char)cell->text[i];

		if (c < ' ' || c >= 0x7f) {
			ianaports_diag_error(diag, cell->line, cell->column + i,
					     "'%.*s' is no service name",
					     IANAPORTS_TOKEN(*cell));
			return false;
		}
	}
	return true;
}

static bool
check_fields(const struct ianaports_cell *cells, size_t count,
	     struct ianaports_diag *diag)
{
	bool good = true;

	for (size_t i = 0; i < count; i++) {
		if (cells[i].length <= IANAPORTS_FIELD_MAX)
			continue;
		ianaports_diag_error(diag, cells[i].line, cells[i].column,
				     "field of %zu bytes, of which %d are"
				     " allowed",
				     cells[i].length, IANAPORTS_FIELD_MAX);
		good = false;
	}
	return good;
}

/* A cell with its NUL, CR LF made LF; returns where the next may begin. */
static char *
copy_cell(char *out, const struct ianaports_cell *cell)
{
	const char *text = cell->text;

	for (size_t i = 0; i < cell->length; i++)
		if (text[i] != '\r' || i + 1 == cell->length ||
		    text[i + 1] != '\n')
			*out++ = text[i];
	*out++ = '\0';
	return out;
}

/* Copies the cells side by side into one block, which fields[0] then owns. */
static int
copy(const char **fields, const struct ianaports_cell *cells, size_t count)
{
	size_t size = cells[0].length + 1;
	char *out;

	for (size_t i = 1; i < count; i++)
		size += cells[i].length + 1;
	out = malloc(size);
	fields[0] = out;
	if (out == NULL)
		return -ENOMEM;
	out = copy_cell(out, &cells[0]);
	for (size_t i = 1; i < count; i++) {
		fields[i] = cells[i].length == 0 ? empty : out;
		if (cells[i].length > 0)
			out = copy_cell(out, &cells[i]);
	}
	return 0;
}

int
ianaports_registry_add_row(
	struct ianaports_registry *registry,
	const struct ianaports_cell cells[static IANAPORTS_COLUMNS],
	struct ianaports_diag *diag)
{
	struct ianaports_cell trimmed[IANAPORTS_COLUMNS];
	struct ianaports_row row = {0}, *rows;
	bool good;

	for (size_t i = 0; i < IANAPORTS_COLUMNS; i++)
		trimmed[i] = ianaports_cell_trim(cells[i]);
	good = check_fields(trimmed, IANAPORTS_COLUMNS, diag);
	good &= check_name(&trimmed[IANAPORTS_NAME], diag);
	good &= read_port(&row, &trimmed[IANAPORTS_PORT], diag);
	good &= read_transport(&row, &trimmed[IANAPORTS_TRANSPORT], diag);
	if (!good)
		return 0;
	if (registry->row_count == COUNT_MAX)
		return -E2BIG;

	rows = ianaports_array_grow(registry->rows, registry->row_count, 1,
				    &registry->row_capacity, sizeof(row));
	if (rows == NULL)
		return -ENOMEM;
	registry->rows = rows;
	if (copy(row.field, trimmed, IANAPORTS_COLUMNS) != 0)
		return -ENOMEM;
	rows[registry->row_count++] = row;
	return 0;
}

int
ianaports_registry_add_person(
	struct ianaports_registry *registry,
	const struct ianaports_cell cells[static IANAPORTS_PERSON_FIELDS],
	struct ianaports_diag *diag)
{
	struct ianaports_cell trimmed[IANAPORTS_PERSON_FIELDS];
	const char *(*people)[IANAPORTS_PERSON_FIELDS];

	for (size_t i = 0; i < IANAPORTS_PERSON_FIELDS; i++)
		trimmed[i] = ianaports_cell_trim(cells[i]);
	if (!check_fields(trimmed, IANAPORTS_PERSON_FIELDS, diag))
		return 0;
	if (registry->person_count == COUNT_MAX)
		return -E2BIG;
	people = ianaports_array_grow(registry->people, registry->person_count,
				      1, &registry->person_capacity,
				      sizeof(*people));
	if (people == NULL)
		return -ENOMEM;
	registry->people = people;
	if (copy(people[registry->person_count], trimmed,
		 IANAPORTS_PERSON_FIELDS) != 0)
		return -ENOMEM;
	registry->person_count++;
	return 0;
}

void
ianaports_registry_set_date(struct ianaports_registry *registry,
			    const struct ianaports_cell *cell,
			    struct ianaports_diag *diag)
{
	static const char shape[] = "dddd-dd-dd";
	struct ianaports_cell date = ianaports_cell_trim(*cell);
	bool good = date.length == sizeof(shape) - 1;

	for (size_t i = 0; good && i < date.length; i++)
		good = shape[i] == '-'
			       ? date.text[i] == '-'
			       : date.text[i] >= '0' && date.text[i] <= '9';
	if (!good) {
		ianaports_diag_error(diag, cell->line, cell->column,
				     "'%.*s' is no date",
				     IANAPORTS_TOKEN(date));
		return;
	}
	memcpy(registry->date, date.text, date.length);
	registry->date[date.length] = '\0';
}

void
ianaports_registry_free(struct ianaports_registry *registry)
{
	for (size_t i = 0; i < registry->row_count; i++)
		free((void *)registry->rows[i].field[0]);
	for (size_t i = 0; i < registry->person_count; i++)
		free((void *)registry->people[i][0]);
	free(registry->rows);
	free(registry->people);
	*registry = (struct ianaports_registry){0};
}
