/* SPDX-License-Identifier: MIT */
#include "db/verify.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "db/check.h"
#include "db/fields.h"
#include "db/hash.h"
#include "db/key.h"
#include "db/record.h"

static bool
is_named(const struct record *record, const char *folded)
{
	const char *name = record->names;

	for (unsigned int i = 0; i <= record->aliases; i++) {
		size_t length = strlen(name), j = 0;

		while (j < length && fold_case((unsigned char)name[j]) ==
					     (unsigned char)folded[j])
			j++;
		if (j == length && folded[j] == '\0')
			return true;
		name += length + 1;
	}
	return false;
}

static bool
check_record(const struct key *key, const struct entry *entry, size_t *count)
{
	struct record record;

	if (record_decode(entry->value, entry->value_size, &record) != 0)
		return false;
	if (record.line != RECORD_LOCAL && key->transport != TRANSPORT_ANY)
		++*count;
	if (key->transport == TRANSPORT_ANY
		    ? record.line == 0
		    : record.transport != key->transport)
		return false;
	return key->tag == TAG_PORT ? record.port == key->port
				    : is_named(&record, key->name);
}

static bool
check_line(const struct entry *entry)
{
	struct record record;

	return record_decode(entry->value, entry->value_size, &record) == 0 &&
	       record.line == RECORD_LINE;
}

static bool
check_fields(const struct entry *entry, size_t count)
{
	const char *fields[FIELDS_MOST];

	return fields_decode(entry->value, entry->value_size, fields, count) ==
	       0;
}

static bool
check_entry(void *context, const struct entry *entry)
{
	struct counts *counts = context;
	struct key key;

	if (key_decode(entry->key, entry->key_size, &key) != 0)
		return false;
	switch (key.tag) {
	case TAG_META:
		return check_fields(entry, META_FIELDS);
	case TAG_NAME:
		return check_record(&key, entry, &counts->names);
	case TAG_PORT:
		return check_record(&key, entry, &counts->ports);
	case TAG_ROW:
		return key.position == counts->rows++ &&
		       check_fields(entry, COLUMNS);
	case TAG_LINE:
		return key.position == counts->lines++ && check_line(entry);
	case TAG_PERSON:
		return key.position == counts->people++ &&
		       check_fields(entry, PERSON_FIELDS);
	case TAG_HASH:
		return true;
	}
	return false;
}

static bool
is_stated(const char *const *meta, enum meta field, size_t count)
{
	return strtoull(meta[field], NULL, 10) == count;
}

int
verify_database(const struct reader *reader, struct counts *counts)
{
	const struct walker *walker = reader_walker(reader);
	const char *const *meta = reader_meta(reader);
	int result;

	*counts = (struct counts){0};
	result = check_tree(walker, check_entry, counts);
	if (result == 0)
		result = hash_check(walker);
	if (result < 0)
		return result;
	counts->hashed = result == 1;
	return is_stated(meta, META_NAMES, counts->names) &&
			       is_stated(meta, META_RECORDS, counts->ports) &&
			       is_stated(meta, META_ROWS, counts->rows) &&
			       is_stated(meta, META_LINES, counts->lines) &&
			       is_stated(meta, META_PEOPLE, counts->people)
		       ? 0
		       : -EBADMSG;
}
