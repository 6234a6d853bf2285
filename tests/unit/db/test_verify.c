/* SPDX-License-Identifier: MIT */
/* Databases that are whole, but do not mean what they should. */
#include "tests/lib/fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "db/fields.h"
#include "db/key.h"
#include "db/record.h"
#include "db/verify.h"
#include "db/writer.h"

#define DATABASE TEST_DATABASE ".verify"
#define SCRATCH  TEST_DATABASE ".scratch"

/* http and www on 80/tcp, a row and a person, with what may be wrong. */
struct contents {
	const char *name;       /* of the second key of a name */
	unsigned int transport; /* of that key */
	uint16_t port;          /* of the key of a port */
	uint32_t row, person;   /* their positions */
	const char *names, *records, *rows, *people; /* as the meta record */
	/* All records are lines, of which an enumeration tells one. */
	unsigned int line; /* RECORD_LINE, or RECORD_LOCAL for that one */
	uint32_t position; /* its */
	const char *lines;
};

static const struct contents sound = {"www", TRANSPORT_TCP, 80,  0, 0, "2",
				      "1",   "1",           "1", 0, 0, ""};

static void
put_fields(struct writer *writer, const unsigned char *key, size_t key_size,
	   const char *const *fields, size_t count)
{
	unsigned char value[512];

	for (size_t i = 0; i < count; i++)
		assert_non_null(fields[i]);
	fields_encode(value, fields, count);
	assert_int_equal(writer_put(writer, key, key_size, value,
				    fields_size(fields, count)),
			 0);
}

static void
put_meta(struct writer *writer, const struct contents *contents)
{
	const char *fields[META_FIELDS];
	unsigned char key[KEY_MAX];

	for (size_t i = 0; i < META_FIELDS; i++)
		fields[i] = "";
	fields[META_SCHEMA] = SCHEMA;
	fields[META_NAMES] = contents->names;
	fields[META_RECORDS] = contents->records;
	fields[META_ROWS] = contents->rows;
	fields[META_PEOPLE] = contents->people;
	fields[META_LINES] = contents->lines;
	put_fields(writer, key, key_meta(key), fields, META_FIELDS);
}

static void
put_record(struct writer *writer, const unsigned char *key, size_t key_size,
	   unsigned int line)
{
	const struct record http = {
		.port = 80,
		.transport = TRANSPORT_TCP,
		.line = line,
		.aliases = 1,
		.names = "http\0WWW",
		.size = 9,
	};
	unsigned char value[64];
	size_t size = record_encode(value, sizeof(value), &http);

	assert_int_equal(writer_put(writer, key, key_size, value, size), 0);
}

static void
put_empty(struct writer *writer, enum tag tag, uint32_t position, size_t count)
{
	const char *fields[] = {"", "", "", "", "", "", "", "", "", "", "", ""};
	unsigned char key[KEY_MAX];

	assert_true(count <= LENGTH(fields));
	put_fields(writer, key, key_position(key, tag, position), fields,
		   count);
}

static void
make(const struct contents *contents)
{
	static const int flags = O_RDWR | O_CREAT | O_TRUNC;
	unsigned int line = contents->line == 0 ? 0 : RECORD_LINE;
	unsigned char key[KEY_MAX];
	struct writer *writer;
	int fd = open(DATABASE, flags, 0600);

	close(open(SCRATCH, flags, 0600));
	assert_int_equal(writer_new(&writer, SCRATCH, 65536), 0);
	unlink(SCRATCH);
	put_meta(writer, contents);
	put_record(writer, key, key_name(key, "http", TRANSPORT_TCP), line);
	put_record(writer, key,
		   key_name(key, contents->name, contents->transport), line);
	if (line != 0)
		put_record(writer, key,
			   key_port(key, contents->port, TRANSPORT_ANY), line);
	put_record(writer, key, key_port(key, contents->port, TRANSPORT_TCP),
		   line);
	put_empty(writer, TAG_ROW, contents->row, COLUMNS);
	if (line != 0)
		put_record(writer, key,
			   key_position(key, TAG_LINE, contents->position),
			   contents->line);
	put_empty(writer, TAG_PERSON, contents->person, PERSON_FIELDS);
	assert_int_equal(writer_copy(writer, fd), 0);
	writer_free(writer);
	close(fd);
}

static int
verify(const struct contents *contents, struct counts *counts)
{
	struct reader *reader;
	int result;

	make(contents);
	assert_int_equal(reader_open(&reader, DATABASE), 0);
	result = verify_database(reader, counts);
	reader_free(reader);
	unlink(DATABASE);
	return result;
}

static void
a_database_that_means_what_it_should_is_sound(void **state)
{
	struct counts counts;

	(void)state;
	assert_int_equal(verify(&sound, &counts), 0);
	assert_int_equal(counts.names, 2);
	assert_int_equal(counts.ports, 1);
	assert_int_equal(counts.rows, 1);
	assert_int_equal(counts.people, 1);
}

static void
refused(const struct contents *contents)
{
	struct counts counts;

	assert_int_equal(verify(contents, &counts), -EBADMSG);
}

static void
a_record_behind_another_name_port_or_transport_is_not(void **state)
{
	struct contents contents = sound;

	(void)state;
	contents.name = "wwww";
	refused(&contents);
	contents.name = "nosuch";
	refused(&contents);
	contents = sound;
	contents.transport = TRANSPORT_UDP;
	refused(&contents);
	contents = sound;
	contents.port = 81;
	refused(&contents);
}

static void
rows_and_people_that_begin_with_the_second_are_not(void **state)
{
	struct contents contents = sound;

	(void)state;
	contents.row = 1;
	refused(&contents);
	contents = sound;
	contents.person = 1;
	refused(&contents);
}

static void
a_registry_of_lines_is_sound_if_each_is_told(void **state)
{
	struct contents contents = sound;
	struct counts counts;

	(void)state;
	contents.line = RECORD_LINE;
	contents.lines = "1";
	assert_int_equal(verify(&contents, &counts), 0);
	assert_int_equal(counts.lines, 1);
	/* What answers without a transport is counted once. */
	assert_int_equal(counts.ports, 1);
	contents.lines = "";
	refused(&contents);
	contents.lines = "2";
	refused(&contents);
	contents.lines = "1";
	contents.position = 1;
	refused(&contents);
	contents.position = 0;
	contents.line = RECORD_LOCAL;
	refused(&contents);
}

static void
counts_that_are_wrong_are_not(void **state)
{
	struct contents contents = sound;

	(void)state;
	contents.names = "1";
	refused(&contents);
	contents = sound;
	contents.records = "2";
	refused(&contents);
	contents = sound;
	contents.rows = "0";
	refused(&contents);
	contents = sound;
	contents.people = "";
	refused(&contents);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_database_that_means_what_it_should_is_sound),
		cmocka_unit_test(
			a_record_behind_another_name_port_or_transport_is_not),
		cmocka_unit_test(
			rows_and_people_that_begin_with_the_second_are_not),
		cmocka_unit_test(a_registry_of_lines_is_sound_if_each_is_told),
		cmocka_unit_test(counts_that_are_wrong_are_not),
	};

	return cmocka_run_group_tests_name("verify", tests, NULL, NULL);
}
