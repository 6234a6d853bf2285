/* SPDX-License-Identifier: MIT */
#include "importer/registry/registry.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "db/reader.h"
#include "db/transport.h"
#include "importer/input/array.h"
#include "importer/input/range.h"

static bool
read_port(struct row *row, const struct cell *cell, struct diag *diag)
{
	struct range range = {0};
	enum range_fault fault;

	if (cell->length == 0)
		return true;
	fault = range_parse(&range, cell->text, cell->length);
	if (fault != RANGE_GOOD) {
		diag_error(diag, cell->line, cell->column,
			   fault == RANGE_TOO_HIGH
				   ? "port '%.*s' is above 65535"
			   : fault == RANGE_REVERSED
				   ? "port range '%.*s' is reversed"
				   : "'%.*s' is not a port number or range",
			   TOKEN(*cell));
		return false;
	}
	row->numbered = true;
	row->first = (uint16_t)range.first;
	row->last = (uint16_t)range.last;
	return true;
}

static bool
read_transport(struct row *row, const struct cell *cell, struct diag *diag)
{
	char name[8];

	if (cell->length == 0)
		return true;
	if (cell->length < sizeof(name)) {
		memcpy(name, cell->text, cell->length);
		name[cell->length] = '\0';
		row->transport = transport_find(name);
	}
	if (row->transport == 0)
		diag_error(diag, cell->line, cell->column,
			   "unknown transport '%.*s'", TOKEN(*cell));
	return row->transport != 0;
}

size_t
name_span(const char *text, size_t most)
{
	size_t span = 0;

	while (span < most && text[span] >= ' ' && text[span] < 0x7f)
		span++;
	return span;
}

static bool
check_name(const struct cell *cell, struct diag *diag)
{
	size_t span = name_span(cell->text, cell->length);

	if (cell->length > SERVICE_NAME_MAX)
		diag_error(diag, cell->line, cell->column,
			   "name '%.*s...' is longer than %d bytes",
			   TOKEN(*cell), SERVICE_NAME_MAX);
	else if (span < cell->length)
		diag_error(diag, cell->line, cell->column + span,
			   "'%.*s' is not a service name", TOKEN(*cell));
	return cell->length <= SERVICE_NAME_MAX && span == cell->length;
}

static bool
check_fields(const struct cell *cells, size_t count, struct diag *diag)
{
	bool good = true;

	for (size_t i = 0; i < count; i++) {
		if (cells[i].length <= FIELD_MAX)
			continue;
		diag_error(diag, cells[i].line, cells[i].column,
			   "field of %zu bytes; at most %d are allowed",
			   cells[i].length, FIELD_MAX);
		good = false;
	}
	return good;
}

/* A cell with its NUL, CR LF made LF; returns where the next may begin. */
static char *
copy_cell(char *out, const struct cell *cell)
{
	const char *text = cell->text, *end = text + cell->length, *cr;

	while (text < end) {
		cr = memchr(text, '\r', (size_t)(end - text));
		if (cr == NULL)
			cr = end;
		out = mempcpy(out, text, (size_t)(cr - text));
		if (cr < end && (cr + 1 == end || cr[1] != '\n'))
			*out++ = '\r';
		text = cr + 1;
	}
	*out++ = '\0';
	return out;
}

/*
 * Copies the cells side by side, behind the pointers to them, into one block
 * to be freed; NULL if out of memory.
 */
static const char **
copy(const struct cell *cells, size_t count, uint32_t *size)
{
	size_t room = count * sizeof(char *) + cells[0].length + 1;
	const char **fields;
	char *out, *text;

	for (size_t i = 1; i < count; i++)
		room += cells[i].length + 1;
	fields = malloc(room);
	if (fields == NULL)
		return NULL;
	out = text = (char *)(fields + count);
	for (size_t i = 0; i < count; i++) {
		fields[i] = out;
		out = copy_cell(out, &cells[i]);
	}
	*size = (uint32_t)(out - text);
	return fields;
}

/*
 * A row is taken whatever its dates are, but only a day of the calendar that
 * does not lie ahead can be the newest.
 */
static void
take_date(struct registry *registry, const struct cell *cell, struct diag *diag)
{
	char text[DATE_SIZE] = "";

	if (cell->length == 0 || date_is_month(cell->text, cell->length))
		return;
	if (!date_is_day(cell->text, cell->length)) {
		diag_warning(
			diag, cell->line, cell->column,
			"date '%.*s' ignored: expected YYYY-MM-DD or YYYY-MM",
			TOKEN(*cell));
		return;
	}
	memcpy(text, cell->text, cell->length);
	if (strcmp(text, registry->newest) <= 0)
		return;
	if (date_is_ahead(text))
		diag_warning(diag, cell->line, cell->column,
			     "date '%s' ignored: it is in the future", text);
	else
		memcpy(registry->newest, text, sizeof(text));
}

int
registry_add_row(struct registry *registry,
		 const struct cell cells[static COLUMNS], struct diag *diag)
{
	struct cell trimmed[COLUMNS];
	struct row row = {0};
	bool good;

	for (size_t i = 0; i < COLUMNS; i++)
		trimmed[i] = cell_trim(cells[i]);
	good = check_fields(trimmed, COLUMNS, diag);
	good &= check_name(&trimmed[COLUMN_NAME], diag);
	good &= read_port(&row, &trimmed[COLUMN_PORT], diag);
	good &= read_transport(&row, &trimmed[COLUMN_TRANSPORT], diag);
	if (!good)
		return 0;
	if (registry->row_count == REGISTRY_MAX)
		return -E2BIG;

	if (!array_grow(&registry->rows, registry->row_count, 1,
			&registry->row_capacity, sizeof(row)))
		return -ENOMEM;
	row.field = copy(trimmed, COLUMNS, &row.size);
	if (row.field == NULL)
		return -ENOMEM;
	row.name = row.field[COLUMN_NAME];
	registry->rows[registry->row_count++] = row;
	take_date(registry, &trimmed[COLUMN_REGISTERED], diag);
	take_date(registry, &trimmed[COLUMN_MODIFIED], diag);
	return 0;
}

int
registry_add_person(struct registry *registry,
		    const struct cell cells[static PERSON_FIELDS],
		    struct diag *diag)
{
	struct cell trimmed[PERSON_FIELDS];
	const char **person;
	uint32_t size;

	for (size_t i = 0; i < PERSON_FIELDS; i++)
		trimmed[i] = cell_trim(cells[i]);
	if (!check_fields(trimmed, PERSON_FIELDS, diag))
		return 0;
	if (registry->person_count == REGISTRY_MAX)
		return -E2BIG;
	if (!array_grow(&registry->people, registry->person_count, 1,
			&registry->person_capacity, sizeof(*registry->people)))
		return -ENOMEM;
	person = copy(trimmed, PERSON_FIELDS, &size);
	if (person == NULL)
		return -ENOMEM;
	registry->people[registry->person_count++] = person;
	return 0;
}

/* By identifier; the other fields decide if one is there twice. */
static int
compare_people(const void *a, const void *b)
{
	const char *const *const *left = a, *const *const *right = b;
	int order = 0;

	for (size_t i = 0; i < PERSON_FIELDS && order == 0; i++)
		order = strcmp((*left)[i], (*right)[i]);
	return order;
}

void
registry_sort_people(struct registry *registry)
{
	const char *const **people = registry->people;

	/* A database has them sorted, unless it is an old one. */
	for (size_t i = 1; i < registry->person_count; i++)
		if (compare_people(&people[i - 1], &people[i]) > 0) {
			qsort(people, registry->person_count, sizeof(*people),
			      compare_people);
			return;
		}
}

static int
compare_id(const void *key, const void *element)
{
	const struct cell *id = key;
	const char *other = (*(const char *const *const *)element)[PERSON_ID];
	int order = strncmp(id->text, other, id->length);

	return order != 0 ? order : other[id->length] == '\0' ? 0 : -1;
}

const char *const *
registry_person(const struct registry *registry, const char *id, size_t length)
{
	struct cell key = {.text = id, .length = length};
	const char *const **found = NULL;

	if (registry->person_count > 0)
		found = bsearch(&key, registry->people, registry->person_count,
				sizeof(*found), compare_id);
	return found == NULL ? NULL : *found;
}

void
registry_set_date(struct registry *registry, const struct cell *cell,
		  struct diag *diag)
{
	struct cell date = cell_trim(*cell);
	char text[DATE_SIZE] = "";

	if (!date_is_day(date.text, date.length)) {
		diag_error(diag, date.line, date.column, "'%.*s' is not a date",
			   TOKEN(date));
		return;
	}
	memcpy(text, date.text, date.length);
	if (date_is_ahead(text))
		diag_error(diag, date.line, date.column,
			   "the registry's date '%s' is in the future", text);
	else
		memcpy(registry->date, text, sizeof(text));
}

void
registry_free(struct registry *registry)
{
	bool owned = registry->reader == NULL;

	for (size_t i = 0; owned && i < registry->row_count; i++)
		free((void *)registry->rows[i].field);
	for (size_t i = 0; owned && i < registry->person_count; i++)
		free((void *)registry->people[i]);
	free(registry->rows);
	free(registry->people);
	free(registry->row_fields);
	free(registry->person_fields);
	reader_free(registry->reader);
	*registry = (struct registry){0};
}
