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

#define DATABASE TEST_DATABASE ".restore"

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

/* A database with one row, sound as such. */
static void
make_database(const char *port, const char *date)
{
	const char *meta[META_FIELDS];
	const char *row[COLUMNS];
	unsigned char key[KEY_MAX], value[256];
	char scratch[] = "/tmp/ianaports-test-XXXXXX";
	struct writer *writer;
	int fd;

	for (size_t i = 0; i < LENGTH(meta); i++)
		meta[i] = "";
	for (size_t i = 0; i < LENGTH(row); i++)
		row[i] = "";
	meta[META_SCHEMA] = SCHEMA;
	meta[META_DATE] = date;
	row[COLUMN_PORT] = port;
	close(mkstemp(scratch));
	assert_int_equal(writer_new(&writer, scratch, 4096), 0);
	unlink(scratch);
	fields_encode(value, meta, LENGTH(meta));
	assert_int_equal(writer_put(writer, key, key_meta(key), value,
				    fields_size(meta, LENGTH(meta))),
			 0);
	fields_encode(value, row, LENGTH(row));
	assert_int_equal(writer_put(writer, key, key_position(key, TAG_ROW, 0),
				    value, fields_size(row, LENGTH(row))),
			 0);
	fd = open(DATABASE, O_RDWR | O_CREAT | O_TRUNC, 0644);
	assert_int_equal(writer_copy(writer, fd), 0);
	close(fd);
	writer_free(writer);
}

static void
what_no_import_would_have_written_is_refused(void **state)
{
	struct registry registry;

	(void)state;
	make_database("70000", "2020-01-02");
	assert_int_equal(registry_open(&registry, DATABASE, &diag), -EBADMSG);
	make_database("80", "yesterday");
	assert_int_equal(registry_open(&registry, DATABASE, &diag), -EBADMSG);
	make_database("80", "");
	assert_int_equal(registry_open(&registry, DATABASE, &diag), 0);
	assert_int_equal(registry.row_count, 1);
	assert_int_equal(registry.rows[0].first, 80);
	registry_free(&registry);
	unlink(DATABASE);
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
		cmocka_unit_test(what_no_import_would_have_written_is_refused),
		cmocka_unit_test(
			only_a_file_that_begins_with_a_page_number_is_a_database),
	};

	return cmocka_run_group_tests_name("restore", tests, NULL, NULL);
}
