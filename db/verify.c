#include "db/verify.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "db/fields.h"
#include "db/hash.h"
#include "db/key.h"
#include "db/record.h"

static bool
is_named(const struct ianaports_record *record, const char *folded)
{
	const char *name = record->names;

	for (unsigned int i = 0; i <= record->aliases; i++) {
		size_t length = strlen(name), j = 0;

		while (j < length && ianaports_fold((unsigned char)name[j]) ==
					     (unsigned char)folded[j])
			j++;
		if (j == length && folded[j] == '\0')
			return true;
		name += length + 1;
	}
	return false;
}

/* Lines of an overlay are no part of the counts. */
static bool
check_record(const struct ianaports_key *key,
	     const struct ianaports_entry *entry, size_t *count)
{
	struct ianaports_record record;

	if (ianaports_record_decode(entry->value, entry->value_size, &record) !=
	    0)
		return false;
	if (!record.local)
		++*count;
	if (key->transport == IANAPORTS_ANY
		    ? !record.local
		    : record.transport != key->transport)
		return false;
	return key->tag == IANAPORTS_TAG_PORT ? record.port == key->port
					      : is_named(&record, key->name);
}

static bool
check_fields(const struct ianaports_entry *entry, size_t count)
{
	const char *fields[IANAPORTS_FIELDS_MOST];

	return ianaports_fields_decode(entry->value, entry->value_size, fields,
				       count) == 0;
}

static bool
check_row(const struct ianaports_entry *entry)
{
	const char *fields[IANAPORTS_FIELDS_MOST];

	return ianaports_fields_decode(entry->value, entry->value_size, fields,
				       IANAPORTS_COLUMNS) == 0 &&
	       strlen(fields[IANAPORTS_NAME]) <= IANAPORTS_NAME_MAX;
}

static bool
check_entry(const struct ianaports_entry *entry,
	    struct ianaports_counts *counts)
{
	struct ianaports_key key;

	if (ianaports_key_decode(entry->key, entry->key_size, &key) != 0)
		return false;
	switch (key.tag) {
	case IANAPORTS_TAG_META:
		return check_fields(entry, IANAPORTS_META_FIELDS);
	case IANAPORTS_TAG_NAME:
		return check_record(&key, entry, &counts->names);
	case IANAPORTS_TAG_PORT:
		return check_record(&key, entry, &counts->ports);
	case IANAPORTS_TAG_ROW:
		return key.position == counts->rows++ && check_row(entry);
	case IANAPORTS_TAG_PERSON:
		return key.position == counts->people++ &&
		       check_fields(entry, IANAPORTS_PERSON_FIELDS);
	case IANAPORTS_TAG_HASH:
		return true;
	}
	return false;
}

static bool
is_stated(const char *const *meta, enum ianaports_meta field, size_t count)
{
	return strtoull(meta[field], NULL, 10) == count;
}

int
ianaports_verify(struct ianaports_reader *reader,
		 struct ianaports_counts *counts)
{
	const char *const *meta = ianaports_reader_meta(reader);
	struct ianaports_entry entry;
	int found;

	*counts = (struct ianaports_counts){0};
	for (found = ianaports_reader_first(reader, &entry); found == 1;
	     found = ianaports_reader_next(reader, &entry))
		if (!check_entry(&entry, counts))
			return -EBADMSG;
	if (found == 0)
		found = ianaports_hash_check(ianaports_reader_walker(reader));
	if (found < 0)
		return found;
	counts->hashed = found == 1;
	return is_stated(meta, IANAPORTS_META_NAMES, counts->names) &&
			       is_stated(meta, IANAPORTS_META_RECORDS,
					 counts->ports) &&
			       is_stated(meta, IANAPORTS_META_ROWS,
					 counts->rows) &&
			       is_stated(meta, IANAPORTS_META_PEOPLE,
					 counts->people)
		       ? 0
		       : -EBADMSG;
}
