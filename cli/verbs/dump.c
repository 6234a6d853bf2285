/* SPDX-License-Identifier: MIT */
/* ianaports dump: the database as text, one key a line. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/output/text.h"
#include "cli/usage.h"
#include "db/fields.h"
#include "db/key.h"
#include "db/record.h"
#include "db/transport.h"

/* A tab and a transport; "*" stands for none. */
static void
print_transport(unsigned int transport)
{
	const char *name = transport_name(transport);

	printf("\t%s", name == NULL ? "*" : name);
}

static void
print_text(const char *text)
{
	putchar('\t');
	text_escape(text, false);
}

static int
print_fields(const struct entry *entry, size_t count)
{
	const char *fields[FIELDS_MOST];
	int result =
		fields_decode(entry->value, entry->value_size, fields, count);

	for (size_t i = 0; result == 0 && i < count; i++)
		print_text(fields[i]);
	return result;
}

static int
print_record(const struct entry *entry)
{
	struct record record;
	const char *name;
	int result = record_decode(entry->value, entry->value_size, &record);

	if (result != 0)
		return result;
	printf("\t%s%u", record.line == RECORD_LOCAL ? "local " : "",
	       record.port);
	print_transport(record.transport);
	name = record.names;
	for (unsigned int i = 0; i <= record.aliases; i++) {
		print_text(name);
		name += strlen(name) + 1;
	}
	return 0;
}

static void
print_key(const struct key *key)
{
	putchar((int)key->tag);
	switch (key->tag) {
	case TAG_META:
	case TAG_HASH:
		break;
	case TAG_NAME:
		print_text(key->name);
		print_transport(key->transport);
		break;
	case TAG_PORT:
		printf("\t%u", key->port);
		print_transport(key->transport);
		break;
	case TAG_ROW:
	case TAG_LINE:
	case TAG_PERSON:
		printf("\t%" PRIu32, key->position);
		break;
	}
}

static int
print_entry(const struct entry *entry)
{
	static const size_t fields[] = {[TAG_META] = META_FIELDS,
					[TAG_ROW] = COLUMNS,
					[TAG_PERSON] = PERSON_FIELDS};
	struct key key;
	int result = key_decode(entry->key, entry->key_size, &key);

	if (result != 0)
		return result;
	print_key(&key);
	if (key.tag == TAG_NAME || key.tag == TAG_PORT || key.tag == TAG_LINE)
		result = print_record(entry);
	else if (key.tag == TAG_HASH)
		printf("\t%zu", entry->value_size);
	else
		result = print_fields(entry, fields[key.tag]);
	putchar('\n');
	return result;
}

int
cli_dump(int argc, char **argv)
{
	const char *path = NULL;
	const struct usage usage = {
		.summary = "Print the database as text, one key a line, fields "
			   "separated by tabs,"
			   " as ianaports(5) describes.",
		.examples = "dump | grep ssh\ndump --db copy.mdb",
		.database = &path};
	struct reader *reader;
	struct entry entry;
	int found, result = 0;

	usage_parse(&usage, argc, argv);
	reader = cli_open(path);
	for (found = reader_first(reader, &entry); found == 1;
	     found = reader_next(reader, &entry)) {
		result = print_entry(&entry);
		if (result != 0)
			break;
	}
	if (found < 0)
		result = found;
	reader_free(reader);
	if (result != 0)
		return cli_complain(path, result);
	return cli_finish();
}
