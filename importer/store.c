/* SPDX-License-Identifier: MIT */
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

/* Each value is put together in one place. */
struct store {
	struct writer *writer;
	unsigned char *value;
	size_t capacity;
};

static int
make_room(struct store *store, size_t size)
{
	unsigned char *larger;

	if (size <= store->capacity)
		return 0;
	larger = realloc(store->value, 2 * size);
	if (larger == NULL)
		return -ENOMEM;
	store->value = larger;
	store->capacity = 2 * size;
	return 0;
}

static int
put_fields(struct store *store, const unsigned char *key, size_t key_size,
	   const char *const *fields, size_t count)
{
	size_t size = fields_size(fields, count);
	int result = make_room(store, size);

	if (result != 0)
		return result;
	fields_encode(store->value, fields, count);
	return writer_put(store->writer, key, key_size, store->value, size);
}

static int
put_record(struct store *store, const unsigned char *key, size_t key_size,
	   const struct record *record)
{
	int result = make_room(store, RECORD_HEADER + record->size);

	if (result != 0)
		return result;
	return writer_put(store->writer, key, key_size, store->value,
			  record_encode(store->value, store->capacity, record));
}

static bool
is_answered(const struct contents *contents, const struct record *record)
{
	return !local_has_pair(contents->local, record->port,
			       record->transport);
}

/* The records that the port index will have. */
static size_t
count_answered(const struct contents *contents)
{
	const struct collation *collation = contents->collation;
	size_t count = 0;

	for (size_t i = 0; i < collation->record_count; i++)
		count += is_answered(contents, &collation->records[i]);
	return count;
}

static void
print_number(char text[static NUMBER_SIZE], size_t number)
{
	snprintf(text, NUMBER_SIZE, "%zu", number);
}

static int
put_meta(struct store *store, const struct contents *contents)
{
	const struct local *local = contents->local;
	const struct collation *collation = contents->collation;
	char rows[NUMBER_SIZE] = "", people[NUMBER_SIZE] = "";
	char assigned[NUMBER_SIZE];
	char records[NUMBER_SIZE], names[NUMBER_SIZE];
	char size[NUMBER_SIZE] = "", time[NUMBER_SIZE] = "";
	char elsewhere[NUMBER_SIZE], to_local[NUMBER_SIZE];
	char nowhere[NUMBER_SIZE], overlay[NUMBER_SIZE] = "";
	unsigned char key[KEY_MAX];
	const char *fields[META_FIELDS] = {
		[META_SCHEMA] = SCHEMA,
		[META_DATE] = contents->registry->date,
		[META_FORM] = contents->form,
		[META_DIGEST] = contents->digest,
		[META_ROWS] = rows,
		[META_PEOPLE] = people,
		[META_ASSIGNED] = assigned,
		[META_RECORDS] = records,
		[META_NAMES] = names,
		[META_LOCAL_PATH] = local->paths ? local->paths : "",
		[META_LOCAL_SIZE] = size,
		[META_LOCAL_MTIME] = time,
		[META_LOCAL_DIGEST] = local->digest,
		[META_OVERLAY] = overlay,
		[META_ALL_PAIRS] = collation->all_pairs ? "1" : "",
		[META_ELSEWHERE] = elsewhere,
		[META_TO_LOCAL] = to_local,
		[META_NOWHERE] = nowhere,
	};

	if (!contents->names_only) {
		print_number(rows, contents->registry->row_count);
		print_number(people, contents->registry->person_count);
	}
	print_number(assigned, collation->pair_count);
	print_number(records, count_answered(contents));
	print_number(names, collation->name_count);
	print_number(elsewhere, collation->untold[UNTOLD_ELSEWHERE]);
	print_number(to_local, collation->untold[UNTOLD_LOCAL]);
	print_number(nowhere, collation->untold[UNTOLD_NOWHERE]);
	if (local->paths != NULL)
		print_number(size, local->size);
	/* What is packed is to be the same whenever it is built. */
	if (local->paths != NULL && !contents->names_only)
		snprintf(time, sizeof(time), "%lld.%09ld",
			 (long long)local->time.tv_sec, local->time.tv_nsec);
	if (contents->overlay->wanted)
		print_number(overlay, local->services.count);
	return put_fields(store, key, key_meta(key), fields, META_FIELDS);
}

/* The lines of an overlay, of which some have been put. */
struct lines {
	const struct overlay *overlay;
	size_t put;
};

/* Puts the lines whose keys come before one, or all that are left. */
static int
put_lines(struct store *store, struct lines *lines, const unsigned char *key,
	  size_t key_size)
{
	const struct overlay *overlay = lines->overlay;
	int result = 0;

	while (result == 0 && lines->put < overlay->count) {
		const struct overlay_entry *entry =
			&overlay->entries[lines->put];
		struct record record = overlay_record(overlay, entry);
		unsigned char own[KEY_MAX];
		size_t size = overlay_key(entry, own);

		if (key != NULL && key_compare(own, size, key, key_size) > 0)
			break;
		result = put_record(store, own, size, &record);
		lines->put++;
	}
	return result;
}

static int
put_names(struct store *store, const struct collation *collation,
	  struct lines *lines)
{
	unsigned char key[KEY_MAX];
	int result = 0;

	for (size_t i = 0; result == 0 && i < collation->name_count; i++) {
		const struct name *name = &collation->names[i];
		size_t size = key_name(key, name->name, name->transport);

		result = put_lines(store, lines, key, size);
		if (result == 0)
			result = put_record(store, key, size,
					    &collation->records[name->record]);
	}
	return result;
}

static int
put_ports(struct store *store, const struct contents *contents,
	  struct lines *lines)
{
	const struct collation *collation = contents->collation;
	unsigned char key[KEY_MAX];
	int result = 0;

	for (size_t i = 0; result == 0 && i < collation->record_count; i++) {
		const struct record *record = &collation->records[i];
		size_t size = key_port(key, record->port, record->transport);

		if (!is_answered(contents, record))
			continue;
		result = put_lines(store, lines, key, size);
		if (result == 0)
			result = put_record(store, key, size, record);
	}
	return result;
}

/* Collation and overlay are in the order of keys already. */
static int
put_answers(struct store *store, const struct contents *contents)
{
	struct lines lines = {.overlay = contents->overlay};
	int result = put_names(store, contents->collation, &lines);

	if (result == 0)
		result = put_ports(store, contents, &lines);
	return result != 0 ? result : put_lines(store, &lines, NULL, 0);
}

static int
put_rows(struct store *store, const struct registry *registry)
{
	unsigned char key[KEY_MAX];
	int result = 0;

	/* A row's texts lie side by side, as a value has them. */
	for (size_t i = 0; i < registry->row_count && result == 0; i++)
		result = writer_put(store->writer, key,
				    key_position(key, TAG_ROW, (uint32_t)i),
				    registry->rows[i].name,
				    registry->rows[i].size);
	for (size_t i = 0; i < registry->person_count && result == 0; i++)
		result = put_fields(store, key,
				    key_position(key, TAG_PERSON, (uint32_t)i),
				    registry->people[i], PERSON_FIELDS);
	return result;
}

size_t
contents_size(const struct contents *contents)
{
	const struct registry *registry = contents->registry;
	const struct collation *collation = contents->collation;
	const struct overlay *overlay = contents->overlay;
	size_t size = 65536;

	for (size_t i = 0; i < registry->row_count; i++)
		size += ENTRY_SIZE + registry->rows[i].size;
	for (size_t i = 0; i < registry->person_count; i++)
		size += ENTRY_SIZE +
			fields_size(registry->people[i], PERSON_FIELDS);
	for (size_t i = 0; i < collation->record_count; i++)
		size += ENTRY_SIZE + collation->records[i].size;
	for (size_t i = 0; i < overlay->count; i++) {
		const char *name = overlay->entries[i].name;

		size += ENTRY_SIZE + (name == NULL ? 0 : strlen(name)) +
			overlay_record(overlay, &overlay->entries[i]).size;
	}
	for (size_t i = 0; i < collation->name_count; i++)
		size += ENTRY_SIZE + strlen(collation->names[i].name) +
			collation->records[collation->names[i].record].size;
	return size;
}

int
contents_store(const struct contents *contents, struct writer *writer)
{
	struct store store = {.writer = writer};
	int result;

	result = put_meta(&store, contents);
	if (result == 0)
		result = put_answers(&store, contents);
	if (result == 0 && !contents->names_only)
		result = put_rows(&store, contents->registry);
	free(store.value);
	return result;
}
