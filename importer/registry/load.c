/* SPDX-License-Identifier: MIT */
#include "importer/registry/load.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "db/fields.h"
#include "db/key.h"
#include "db/transport.h"
#include "importer/forms/form.h"
#include "importer/input/range.h"

/* How many entries the database says it has. */
static size_t
stated(const struct registry *registry, enum meta field)
{
	return strtoul(reader_meta(registry->reader)[field], NULL, 10);
}

/* The fields of a value, none longer than an import takes. */
static bool
decode(const char **fields, const void *value, size_t size, size_t count)
{
	const char *end = (const char *)value + size;

	if (fields_decode(value, size, fields, count) != 0)
		return false;
	for (size_t i = count; i-- > 0; end = fields[i])
		if (end - fields[i] > FIELD_MAX + 1)
			return false;
	return true;
}

/* What an import says of a row's name, port and transport, is said here too. */
static int
take_row(struct registry *registry, const struct entry *entry)
{
	struct row *row = &registry->rows[registry->row_count++];
	const char *name = (const char *)entry->value, *port, *transport;
	const char *end = name + entry->value_size;
	struct range range = {0};

	/* With a NUL at the end, every field before it ends. */
	if (entry->value_size == 0 || entry->value_size > UINT32_MAX ||
	    end[-1] != '\0')
		return -EBADMSG;
	port = name + name_span(name, SERVICE_NAME_MAX);
	if (*port++ != '\0' || port == end)
		return -EBADMSG;
	transport = port + strlen(port) + 1;
	if (transport == end)
		return -EBADMSG;
	row->name = name;
	row->size = (uint32_t)entry->value_size;
	row->numbered = port[0] != '\0';
	row->transport = transport_find(transport);
	if ((row->transport == 0 && transport[0] != '\0') ||
	    (row->numbered &&
	     range_parse(&range, port, (size_t)(transport - port) - 1) !=
		     RANGE_GOOD))
		return -EBADMSG;
	row->first = (uint16_t)range.first;
	row->last = (uint16_t)range.last;
	return 0;
}

static int
take_person(struct registry *registry, const struct entry *entry)
{
	const char **fields = registry->person_fields[registry->person_count];

	registry->people[registry->person_count++] = fields;
	return decode(fields, entry->value, entry->value_size, PERSON_FIELDS)
		       ? 0
		       : -EBADMSG;
}

/* Takes the entries of a tag, which must be as many as stated. */
static int
take_all(struct registry *registry, enum tag tag, size_t count,
	 int (*take)(struct registry *, const struct entry *))
{
	unsigned char key[KEY_MAX];
	struct entry entry;
	int result = 0, found;

	found = reader_seek(registry->reader, key, key_position(key, tag, 0),
			    &entry);
	for (; found == 1 && entry.key[0] == tag && result == 0;
	     found = reader_next(registry->reader, &entry))
		result = count-- == 0 ? -EBADMSG : take(registry, &entry);
	if (found < 0)
		return found;
	return result == 0 && count > 0 ? -EBADMSG : result;
}

static int
skim(struct registry *registry)
{
	const char *date = reader_meta(registry->reader)[META_DATE];
	size_t count = stated(registry, META_ROWS), length = strlen(date);
	int result;

	if (count > REGISTRY_MAX || (length > 0 && !date_is_day(date, length)))
		return -EBADMSG;
	memcpy(registry->date, date, length);
	registry->row_capacity = count + 1;
	registry->rows = calloc(count + 1, sizeof(*registry->rows));
	registry->row_fields = calloc(count + 1, sizeof(*registry->row_fields));
	if (registry->rows == NULL || registry->row_fields == NULL)
		return -ENOMEM;
	result = take_all(registry, TAG_ROW, count, take_row);
	if (result == 0 && reader_meta(registry->reader)[META_ROWS][0] == '\0')
		return -ENODATA;
	return result;
}

int
registry_skim(struct registry *registry, struct reader *reader)
{
	int result;

	*registry = (struct registry){.reader = reader};
	result = skim(registry);
	if (result != 0)
		registry_free(registry);
	return result;
}

const struct row *
registry_row(const struct registry *registry, size_t position)
{
	struct row *row = &registry->rows[position];
	const char **fields;

	if (row->field != NULL)
		return row;
	fields = registry->row_fields[position];
	if (!decode(fields, row->name, row->size, COLUMNS))
		return NULL;
	row->field = fields;
	return row;
}

int
registry_load_people(struct registry *registry)
{
	size_t count = stated(registry, META_PEOPLE);
	int result;

	if (count > REGISTRY_MAX)
		return -EBADMSG;
	registry->people = calloc(count + 1, sizeof(*registry->people));
	registry->person_fields =
		calloc(count + 1, sizeof(*registry->person_fields));
	if (registry->people == NULL || registry->person_fields == NULL)
		return -ENOMEM;
	result = take_all(registry, TAG_PERSON, count, take_person);
	if (result == 0)
		registry_sort_people(registry);
	return result;
}

int
registry_load(struct registry *registry, struct reader *reader)
{
	int result = registry_skim(registry, reader);

	if (result != 0)
		return result;
	for (size_t i = 0; i < registry->row_count && result == 0; i++)
		if (registry_row(registry, i) == NULL)
			result = -EBADMSG;
	if (result == 0)
		result = registry_load_people(registry);
	if (result != 0)
		registry_free(registry);
	return result;
}

int
registry_verify(struct reader *reader)
{
	struct registry registry;
	int result = registry_skim(&registry, reader_share(reader));

	if (result != 0)
		return result == -ENODATA ? 0 : result;
	/* A row no longer than a field may be has no longer field. */
	for (size_t i = 0; i < registry.row_count && result == 0; i++)
		if (registry.rows[i].size > FIELD_MAX &&
		    registry_row(&registry, i) == NULL)
			result = -EBADMSG;
	if (result == 0)
		result = registry_load_people(&registry);
	registry_free(&registry);
	return result;
}

int
registry_open_database(struct registry *registry, const char *path)
{
	struct reader *reader;
	int result = reader_open(&reader, path);

	return result != 0 ? result : registry_load(registry, reader);
}

int
registry_open(struct registry *registry, const char *path, struct diag *diag)
{
	enum form form = FORM_UNKNOWN;
	struct source source;
	int result;

	*registry = (struct registry){0};
	if (reader_fits(path))
		return registry_open_database(registry, path);
	result = source_load(&source, path, diag);
	if (result != 0)
		return result;
	result = form_read(&form, &source, registry, diag);
	source_free(&source);
	if (result != 0)
		registry_free(registry);
	return result;
}
