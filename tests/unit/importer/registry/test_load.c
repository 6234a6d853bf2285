/* SPDX-License-Identifier: MIT */
/* Tests of the registry as a database gives it back. */
#include "importer/registry/load.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/fields.h"
#include "db/key.h"
#include "db/writer.h"
#include "tests/lib/fixture.h"

#define DATABASE TEST_DATABASE ".load"

static struct diag diag = {.file = "x"};

static void
assert_same(const struct registry *a, const struct registry *b)
{
	assert_int_equal(a->row_count, b->row_count);
	assert_int_equal(a->person_count, b->person_count);
	assert_string_equal(a->date, b->date);
	for (size_t i = 0; i < a->row_count; i++) {
		const struct row *left = &a->rows[i];
		const struct row *right = &b->rows[i];

		for (size_t j = 0; j < COLUMNS; j++)
			assert_string_equal(left->field[j], right->field[j]);
		assert_int_equal(left->numbered, right->numbered);
		assert_int_equal(left->first, right->first);
		assert_int_equal(left->last, right->last);
		assert_int_equal(left->transport, right->transport);
	}
	for (size_t i = 0; i < a->person_count; i++)
		for (size_t j = 0; j < PERSON_FIELDS; j++)
			assert_string_equal(a->people[i][j], b->people[i][j]);
}

/* Rows and people, spread over many pages or none. */
static void
a_database_gives_back_what_was_imported(void **state)
{
	const char *const files[] = {"tests/golden/sample.xml", SHIPPED,
				     "tests/golden/sample.services"};

	(void)state;
	for (size_t i = 0; i < LENGTH(files); i++) {
		struct registry from_file, from_database;

		import_file(files[i], DATABASE);
		assert_int_equal(registry_open(&from_file, files[i], &diag), 0);
		assert_int_equal(registry_open(&from_database, DATABASE, &diag),
				 0);
		assert_true(from_file.row_count > 0);
		assert_same(&from_file, &from_database);
		registry_free(&from_file);
		registry_free(&from_database);
	}
	unlink(DATABASE);
}

/* What a small database says; its pages are sound. */
struct contents {
	const char *schema, *date;
	const char *rows, *people; /* counts, as stated */
	const char *name, *port, *transport;
	size_t columns;
	const char *ids[3]; /* of people, up to NULL */
};

static const struct contents sound = {
	.schema = SCHEMA,
	.date = "2020-01-02",
	.rows = "1",
	.people = "2",
	.name = "name",
	.port = "80-90",
	.transport = "tcp",
	.columns = COLUMNS,
	.ids = {"A_B", "A_C", NULL},
};

static void
put(struct writer *writer, const unsigned char *key, size_t key_size,
    const char *const *fields, size_t count)
{
	unsigned char *value = malloc(fields_size(fields, count));

	assert_non_null(value);
	fields_encode(value, fields, count);
	assert_int_equal(writer_put(writer, key, key_size, value,
				    fields_size(fields, count)),
			 0);
	free(value);
}

static void
make_database(const struct contents *contents)
{
	const char *meta[META_FIELDS], *row[COLUMNS], *person[PERSON_FIELDS];
	char scratch[] = "/tmp/ianaports-test-XXXXXX";
	unsigned char key[KEY_MAX];
	struct writer *writer;
	int fd;

	for (size_t i = 0; i < LENGTH(meta); i++)
		meta[i] = "";
	for (size_t i = 0; i < LENGTH(row); i++)
		row[i] = "";
	for (size_t i = 0; i < LENGTH(person); i++)
		person[i] = "";
	meta[META_SCHEMA] = contents->schema;
	meta[META_DATE] = contents->date;
	meta[META_ROWS] = contents->rows;
	meta[META_PEOPLE] = contents->people;
	row[COLUMN_NAME] = contents->name;
	row[COLUMN_PORT] = contents->port;
	row[COLUMN_TRANSPORT] = contents->transport;
	close(mkstemp(scratch));
	assert_int_equal(writer_new(&writer, scratch, 1 << 20), 0);
	unlink(scratch);
	put(writer, key, key_meta(key), meta, LENGTH(meta));
	put(writer, key, key_position(key, TAG_ROW, 0), row, contents->columns);
	for (uint32_t i = 0; contents->ids[i] != NULL; i++) {
		person[PERSON_ID] = contents->ids[i];
		put(writer, key, key_position(key, TAG_PERSON, i), person,
		    LENGTH(person));
	}
	fd = open(DATABASE, O_RDWR | O_CREAT | O_TRUNC, 0644);
	assert_int_equal(writer_copy(writer, fd), 0);
	close(fd);
	writer_free(writer);
}

static int
load(struct registry *registry, const struct contents *contents)
{
	int result;

	make_database(contents);
	result = registry_open(registry, DATABASE, &diag);
	unlink(DATABASE);
	return result;
}

static void
assert_damaged(const struct contents *contents)
{
	struct registry registry;

	assert_int_equal(load(&registry, contents), -EBADMSG);
}

static void
what_an_import_would_have_written_is_read(void **state)
{
	struct contents contents = sound;
	struct registry registry;

	(void)state;
	assert_int_equal(load(&registry, &sound), 0);
	assert_int_equal(registry.row_count, 1);
	assert_string_equal(registry.rows[0].name, "name");
	assert_string_equal(registry.rows[0].field[COLUMN_PORT], "80-90");
	assert_int_equal(registry.rows[0].first, 80);
	assert_int_equal(registry.rows[0].last, 90);
	assert_int_equal(registry.rows[0].transport, TRANSPORT_TCP);
	assert_string_equal(registry.date, "2020-01-02");
	registry_free(&registry);
	/* Neither a port nor a date is needed. */
	contents.port = contents.transport = contents.date = "";
	assert_int_equal(load(&registry, &contents), 0);
	assert_false(registry.rows[0].numbered);
	assert_string_equal(registry.date, "");
	registry_free(&registry);
}

static void
a_date_that_is_none_is_damage(void **state)
{
	static const char *const dates[] = {"yesterday", "31/12/2019",
					    "2020-02-30", "2020-01", "x"};
	struct contents contents = sound;

	(void)state;
	for (size_t i = 0; i < LENGTH(dates); i++) {
		contents.date = dates[i];
		assert_damaged(&contents);
	}
}

static void
counts_that_are_wrong_are_damage(void **state)
{
	static const char *const counts[] = {"", "0", "3", "4294967295",
					     "99999999999999999999"};
	struct contents contents = sound;

	(void)state;
	for (size_t i = 0; i < LENGTH(counts); i++) {
		contents = sound;
		contents.rows = counts[i];
		assert_damaged(&contents);
		contents = sound;
		contents.people = counts[i];
		assert_damaged(&contents);
	}
}

/* As an import would refuse them. */
static void
a_row_that_cannot_be_what_it_claims_is_damage(void **state)
{
	static const char *const ports[] = {"70000", "80-79", "80x", "-",
					    " 80"};
	struct contents contents = sound;
	struct registry registry;
	char name[257] = "", port[65537] = "";

	(void)state;
	for (size_t i = 0; i < LENGTH(ports); i++) {
		contents.port = ports[i];
		assert_damaged(&contents);
	}
	memset(port, '0', sizeof(port) - 1);
	contents.port = port;
	assert_damaged(&contents);
	contents = sound;
	contents.transport = "TCP";
	assert_damaged(&contents);
	contents = sound;
	contents.name = "\033[2J";
	assert_damaged(&contents);
	contents.name = "na\303\257ve";
	assert_damaged(&contents);
	memset(name, 'n', 256);
	contents.name = name;
	assert_damaged(&contents);
	name[255] = '\0';
	assert_int_equal(load(&registry, &contents), 0);
	registry_free(&registry);
}

static void
too_few_or_too_long_fields_are_damage(void **state)
{
	struct contents contents = sound;
	struct registry registry;
	char *id = malloc(FIELD_MAX + 2);

	(void)state;
	for (contents.columns = 1; contents.columns < COLUMNS;
	     contents.columns++)
		assert_damaged(&contents);
	assert_non_null(id);
	memset(id, 'i', FIELD_MAX + 1);
	id[FIELD_MAX + 1] = '\0';
	contents.ids[1] = id;
	assert_damaged(&contents);
	id[FIELD_MAX] = '\0';
	assert_int_equal(load(&registry, &contents), 0);
	registry_free(&registry);
	free(id);
}

/* So had databases whose import did not sort them. */
static void
people_in_another_order_are_found_all_the_same(void **state)
{
	static const char *const orders[][3] = {
		{"A_B", "a_b", NULL},
		{"a_b", "A_B", NULL},
	};
	struct contents contents = sound;
	struct registry registry;

	(void)state;
	for (size_t i = 0; i < LENGTH(orders); i++) {
		memcpy(contents.ids, orders[i], sizeof(contents.ids));
		assert_int_equal(load(&registry, &contents), 0);
		for (size_t j = 0; j < 2; j++) {
			const char *const *person =
				registry_person(&registry, orders[i][j], 3);

			assert_non_null(person);
			assert_string_equal(person[PERSON_ID], orders[i][j]);
		}
		assert_null(registry_person(&registry, "A_", 2));
		assert_null(registry_person(&registry, "A_BC", 4));
		assert_null(registry_person(&registry, "", 0));
		registry_free(&registry);
	}
}

/* Unreadable is not absent, and neither is damaged. */
static void
each_failure_has_its_own_error(void **state)
{
	struct contents contents = sound;
	struct registry registry;

	(void)state;
	assert_int_equal(registry_open_database(&registry, "/nowhere"),
			 -ENOENT);
	assert_int_equal(registry_open_database(&registry, "/tmp"), -EISDIR);
	assert_int_equal(registry_open_database(&registry, SHIPPED), -EBADMSG);
	contents.schema = "999";
	assert_int_equal(load(&registry, &contents), -EPROTONOSUPPORT);
}

static void
only_a_file_that_begins_with_a_page_number_is_a_database(void **state)
{
	const char *const others[] = {SHIPPED,    "/dev/zero",
				      "/tmp",     "/dev/null",
				      "/nowhere", DATABASE ".fifo"};

	(void)state;
	import_file("tests/golden/sample.csv", DATABASE);
	assert_true(reader_fits(DATABASE));
	mkfifo(DATABASE ".fifo", 0600);
	for (size_t i = 0; i < LENGTH(others); i++)
		assert_false(reader_fits(others[i]));
	unlink(DATABASE ".fifo");
	unlink(DATABASE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_database_gives_back_what_was_imported),
		cmocka_unit_test(what_an_import_would_have_written_is_read),
		cmocka_unit_test(a_date_that_is_none_is_damage),
		cmocka_unit_test(counts_that_are_wrong_are_damage),
		cmocka_unit_test(a_row_that_cannot_be_what_it_claims_is_damage),
		cmocka_unit_test(too_few_or_too_long_fields_are_damage),
		cmocka_unit_test(
			people_in_another_order_are_found_all_the_same),
		cmocka_unit_test(each_failure_has_its_own_error),
		cmocka_unit_test(
			only_a_file_that_begins_with_a_page_number_is_a_database),
	};

	return cmocka_run_group_tests_name("load", tests, NULL, NULL);
}
