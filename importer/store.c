/* SPDX-License-Identifier: MIT */
#include "importer/store.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/fields.h"
#include "db/key.h"
#include "importer/input/array.h"

/* A count or a time in decimal, with its NUL. */
#define NUMBER_SIZE 48

/* Each value is put together in one place. */
struct store {
	struct writer *writer;
	unsigned char *value;
	size_t capacity;
};

static int
put_fields(struct store *store, const unsigned char *key, size_t key_size,
	   const char *const *fields, size_t count)
{
	size_t size = fields_size(fields, count);

	if (!array_grow(&store->value, 0, size, &store->capacity, 1))
		return -ENOMEM;
	fields_encode(store->value, fields, count);
	return writer_put(store->writer, key, key_size, store->value, size);
}

static int
put_record(struct store *store, const unsigned char *key, size_t key_size,
	   const struct record *record)
{
	if (!array_grow(&store->value, 0, RECORD_HEADER + record->size,
			&store->capacity, 1))
		return -ENOMEM;
	return writer_put(store->writer, key, key_size, store->value,
			  record_encode(store->value, store->capacity, record));
}

static bool
is_answered(const struct contents *contents, const struct record *record)
{
	return !local_has_pair(contents->local, record->port,
			       record->transport);
}

/* Whether an enumeration tells a line: it is the registry's, and the local file
 * does not have its port. */
static bool
is_told(const struct contents *contents, size_t line)
{
	const struct record record = answers_record(contents->answers, line);

	return record.line == RECORD_LINE && is_answered(contents, &record);
}

/* What the database says of itself. */
struct statement {
	const char *fields[META_FIELDS];
	char numbers[META_FIELDS][NUMBER_SIZE];
};

static void
state(struct statement *statement, enum meta field, size_t number)
{
	char *text = statement->numbers[field];

	snprintf(text, NUMBER_SIZE, "%zu", number);
	statement->fields[field] = text;
}

/* The names and ports that it will answer. */
static void
state_answers(struct statement *statement, const struct contents *contents)
{
	const struct collation *collation = contents->collation;
	const struct answers *answers = contents->answers;
	size_t names = collation->name_count, records = 0, told = 0;

	for (size_t i = 0; i < collation->record_count; i++)
		records += is_answered(contents, &collation->records[i]);
	for (size_t i = 0; i < answers->count; i++)
		told += is_told(contents, i);
	if (answers->registry) {
		answers_count(answers, &names, &records);
		state(statement, META_LINES, told);
	}
	state(statement, META_ASSIGNED, collation->pair_count);
	state(statement, META_RECORDS, records);
	state(statement, META_NAMES, names);
	state(statement, META_ELSEWHERE, collation->untold[UNTOLD_ELSEWHERE]);
	state(statement, META_TO_LOCAL, collation->untold[UNTOLD_LOCAL]);
	state(statement, META_NOWHERE, collation->untold[UNTOLD_NOWHERE]);
}

static void
state_local(struct statement *statement, const struct contents *contents)
{
	const struct local *local = contents->local;
	char *time = statement->numbers[META_LOCAL_MTIME];

	if (contents->answers->overlay)
		state(statement, META_OVERLAY, local->services.count);
	if (local->paths == NULL)
		return;
	statement->fields[META_LOCAL_PATH] = local->paths;
	state(statement, META_LOCAL_SIZE, local->size);
	/* What is packed is to be the same whenever it is built. */
	if (contents->names_only)
		return;
	snprintf(time, NUMBER_SIZE, "%lld.%09ld", (long long)local->time.tv_sec,
		 local->time.tv_nsec);
	statement->fields[META_LOCAL_MTIME] = time;
}

static int
put_meta(struct store *store, const struct contents *contents)
{
	struct statement statement;
	unsigned char key[KEY_MAX];

	for (size_t i = 0; i < META_FIELDS; i++)
		statement.fields[i] = "";
	statement.fields[META_SCHEMA] = SCHEMA;
	statement.fields[META_DATE] = contents->registry->date;
	statement.fields[META_FORM] = contents->form;
	statement.fields[META_DIGEST] = contents->digest;
	statement.fields[META_LOCAL_DIGEST] = contents->local->digest;
	if (contents->collation->all_pairs)
		statement.fields[META_ALL_PAIRS] = "1";
	if (!contents->names_only) {
		state(&statement, META_ROWS, contents->registry->row_count);
		state(&statement, META_PEOPLE,
		      contents->registry->person_count);
	}
	state_answers(&statement, contents);
	state_local(&statement, contents);
	return put_fields(store, key, key_meta(key), statement.fields,
			  META_FIELDS);
}

/* The entries of lines, of which some have been put. */
struct queue {
	const struct answers *answers;
	size_t put;
};

/* Puts the entries whose keys come before one, or all that are left. */
static int
put_queue(struct store *store, struct queue *queue, const unsigned char *key,
	  size_t key_size)
{
	const struct answers *answers = queue->answers;
	int result = 0;

	while (result == 0 && queue->put < answers->entry_count) {
		const struct answers_entry *entry =
			&answers->entries[queue->put];
		struct record record = answers_record(answers, entry->line);
		unsigned char own[KEY_MAX];
		size_t size = answers_key(entry, own);

		if (key != NULL && key_compare(own, size, key, key_size) > 0)
			break;
		result = put_record(store, own, size, &record);
		queue->put++;
	}
	return result;
}

static int
put_names(struct store *store, const struct collation *collation,
	  struct queue *queue)
{
	unsigned char key[KEY_MAX];
	int result = 0;

	for (size_t i = 0; result == 0 && i < collation->name_count; i++) {
		const struct name *name = &collation->names[i];
		size_t size = key_name(key, name->name, name->transport);

		result = put_queue(store, queue, key, size);
		if (result == 0)
			result = put_record(store, key, size,
					    &collation->records[name->record]);
	}
	return result;
}

static int
put_ports(struct store *store, const struct contents *contents,
	  struct queue *queue)
{
	const struct collation *collation = contents->collation;
	unsigned char key[KEY_MAX];
	int result = 0;

	for (size_t i = 0; result == 0 && i < collation->record_count; i++) {
		const struct record *record = &collation->records[i];
		size_t size = key_port(key, record->port, record->transport);

		if (!is_answered(contents, record))
			continue;
		result = put_queue(store, queue, key, size);
		if (result == 0)
			result = put_record(store, key, size, record);
	}
	return result;
}

/* Collation and lines are in the order of keys already. */
static int
put_answers(struct store *store, const struct contents *contents)
{
	struct queue queue = {.answers = contents->answers};
	int result = put_names(store, contents->collation, &queue);

	if (result == 0)
		result = put_ports(store, contents, &queue);
	return result != 0 ? result : put_queue(store, &queue, NULL, 0);
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
	return result;
}

static int
put_people(struct store *store, const struct registry *registry)
{
	unsigned char key[KEY_MAX];
	int result = 0;

	for (size_t i = 0; i < registry->person_count && result == 0; i++)
		result = put_fields(store, key,
				    key_position(key, TAG_PERSON, (uint32_t)i),
				    registry->people[i], PERSON_FIELDS);
	return result;
}

static int
put_lines(struct store *store, const struct contents *contents)
{
	const struct answers *answers = contents->answers;
	unsigned char key[KEY_MAX];
	uint32_t position = 0;
	int result = 0;

	for (size_t i = 0; i < answers->count && result == 0; i++) {
		struct record record = answers_record(answers, i);

		if (is_told(contents, i))
			result = put_record(
				store, key,
				key_position(key, TAG_LINE, position++),
				&record);
	}
	return result;
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
	if (result == 0)
		result = put_lines(&store, contents);
	if (result == 0 && !contents->names_only)
		result = put_people(&store, contents->registry);
	free(store.value);
	return result;
}
