#include "importer/store.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/fields.h"
#include "db/key.h"

/* A count or a time in decimal, with its NUL. */
#define NUMBER_SIZE 48

/* Rounds up what an entry may take beside its strings. */
#define ENTRY_SIZE 32

/* The largest value, a row's fields, is put together here. */
struct store {
	struct ianaports_writer *writer;
	unsigned char *value;
	size_t capacity;
};

static int
put_fields(struct store *store, const unsigned char *key, size_t key_size,
	   const char *const *fields, size_t count)
{
	size_t size = ianaports_fields_size(fields, count);

	if (size > store->capacity) {
		unsigned char *larger = realloc(store->value, 2 * size);

		if (larger == NULL)
			return -ENOMEM;
		store->value = larger;
		store->capacity = 2 * size;
	}
	ianaports_fields_encode(store->value, fields, count);
	return ianaports_writer_put(store->writer, key, key_size, store->value,
				    size);
}

static int
put_record(struct store *store, const unsigned char *key, size_t key_size,
	   const struct ianaports_record *record)
{
	unsigned char value[4 + (IANAPORTS_ALIASES_MAX + 1) *
					(IANAPORTS_NAME_MAX + 1)];
	size_t size = ianaports_record_encode(value, sizeof(value), record);

	return ianaports_writer_put(store->writer, key, key_size, value, size);
}

static bool
is_answered(const struct ianaports_contents *contents,
	    const struct ianaports_record *record)
{
	return !ianaports_local_has_pair(contents->local, record->port,
					 record->transport);
}

static void
print_number(char text[static NUMBER_SIZE], size_t number)
{
	snprintf(text, NUMBER_SIZE, "%zu", number);
}

static int
put_meta(struct store *store, const struct ianaports_contents *contents)
{
	const struct ianaports_local *local = contents->local;
	char rows[NUMBER_SIZE], people[NUMBER_SIZE], assigned[NUMBER_SIZE];
	char records[NUMBER_SIZE], names[NUMBER_SIZE];
	char size[NUMBER_SIZE] = "", time[NUMBER_SIZE] = "";
	unsigned char key[IANAPORTS_KEY_MAX];
	const char *fields[IANAPORTS_META_FIELDS] = {
		[IANAPORTS_META_SCHEMA] = IANAPORTS_SCHEMA,
		[IANAPORTS_META_DATE] = contents->registry->date,
		[IANAPORTS_META_FORM] = contents->form,
		[IANAPORTS_META_DIGEST] = contents->digest,
		[IANAPORTS_META_ROWS] = rows,
		[IANAPORTS_META_PEOPLE] = people,
		[IANAPORTS_META_ASSIGNED] = assigned,
		[IANAPORTS_META_RECORDS] = records,
		[IANAPORTS_META_NAMES] = names,
		[IANAPORTS_META_LOCAL_PATH] = local->path ? local->path : "",
		[IANAPORTS_META_LOCAL_SIZE] = size,
		[IANAPORTS_META_LOCAL_MTIME] = time,
		[IANAPORTS_META_LOCAL_DIGEST] = local->digest,
	};

	print_number(rows, contents->registry->row_count);
	print_number(people, contents->registry->person_count);
	print_number(assigned, contents->collation->record_count);
	print_number(records, ianaports_contents_records(contents));
	print_number(names, contents->collation->name_count);
	if (local->path != NULL) {
		print_number(size, (size_t)local->status.st_size);
		snprintf(time, sizeof(time), "%lld.%09ld",
			 (long long)local->status.st_mtim.tv_sec,
			 local->status.st_mtim.tv_nsec);
	}
	return put_fields(store, key, ianaports_key_meta(key), fields,
			  IANAPORTS_META_FIELDS);
}

static int
put_names(struct store *store, const struct ianaports_collation *collation)
{
	unsigned char key[IANAPORTS_KEY_MAX];
	int result = 0;

	for (size_t i = 0; i < collation->name_count && result == 0; i++) {
		const struct ianaports_name *name = &collation->names[i];

		result = put_record(
			store, key,
			ianaports_key_name(key, name->name, name->transport),
			&collation->records[name->record]);
	}
	return result;
}

static int
put_ports(struct store *store, const struct ianaports_contents *contents)
{
	const struct ianaports_collation *collation = contents->collation;
	unsigned char key[IANAPORTS_KEY_MAX];
	int result = 0;

	for (size_t i = 0; i < collation->record_count && result == 0; i++) {
		const struct ianaports_record *record = &collation->records[i];

		if (is_answered(contents, record))
			result = put_record(
				store, key,
				ianaports_key_port(key, record->port,
						   record->transport),
				record);
	}
	return result;
}

static int
put_rows(struct store *store, const struct ianaports_registry *registry)
{
	unsigned char key[IANAPORTS_KEY_MAX];
	int result = 0;

	for (size_t i = 0; i < registry->row_count && result == 0; i++)
		result =
			put_fields(store, key,
				   ianaports_key_position(
					   key, IANAPORTS_TAG_ROW, (uint32_t)i),
				   registry->rows[i].field, IANAPORTS_COLUMNS);
	for (size_t i = 0; i < registry->person_count && result == 0; i++)
		result = put_fields(
			store, key,
			ianaports_key_position(key, IANAPORTS_TAG_PERSON,
					       (uint32_t)i),
			registry->people[i], IANAPORTS_PERSON_FIELDS);
	return result;
}

size_t
ianaports_contents_size(const struct ianaports_contents *contents)
{
	const struct ianaports_registry *registry = contents->registry;
	const struct ianaports_collation *collation = contents->collation;
	size_t size = 65536;

	for (size_t i = 0; i < registry->row_count; i++)
		size += ENTRY_SIZE +
			ianaports_fields_size(registry->rows[i].field,
					      IANAPORTS_COLUMNS);
	for (size_t i = 0; i < registry->person_count; i++)
		size += ENTRY_SIZE +
			ianaports_fields_size(registry->people[i],
					      IANAPORTS_PERSON_FIELDS);
	for (size_t i = 0; i < collation->record_count; i++)
		size += ENTRY_SIZE + collation->records[i].size;
	for (size_t i = 0; i < collation->name_count; i++)
		size += ENTRY_SIZE + strlen(collation->names[i].name) +
			collation->records[collation->names[i].record].size;
	return size;
}

size_t
ianaports_contents_records(const struct ianaports_contents *contents)
{
	const struct ianaports_collation *collation = contents->collation;
	size_t count = 0;

	for (size_t i = 0; i < collation->record_count; i++)
		count += is_answered(contents, &collation->records[i]);
	return count;
}

int
ianaports_contents_store(const struct ianaports_contents *contents,
			 struct ianaports_writer *writer)
{
	struct store store = {.writer = writer};
	int result;

	result = put_meta(&store, contents);
	if (result == 0)
		result = put_names(&store, contents->collation);
	if (result == 0)
		result = put_ports(&store, contents);
	if (result == 0)
		result = put_rows(&store, contents->registry);
	free(store.value);
	return result;
}
