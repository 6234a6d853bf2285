/* SPDX-License-Identifier: MIT */
/* The built module while its database is replaced. */
#include "tests/lib/asked.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <unistd.h>

#include "db/walker.h"

static const struct small_row one[] = {{"one", "1001", "tcp", "", ""}, {0}};
static const struct small_row two[] = {
	{"two", "1002", "tcp", "", ""}, {"twice", "1003", "udp", "", ""}, {0}};

/* The module looks once a second by the coarse clock. */
static void
wait_for_refresh(void)
{
	usleep(1100000);
}

static void
a_replaced_database_is_seen_within_a_second(void **state)
{
	struct servent servent;

	(void)state;
	import_rows(one, TEST_DATABASE);
	wait_for_refresh();
	assert_int_equal(by_port(1001, "tcp", &servent), NSS_STATUS_SUCCESS);
	expect(&servent, "one 1001/tcp");
	assert_int_equal(by_port(13782, "tcp", &servent), NSS_STATUS_NOTFOUND);
	import_rows(two, TEST_DATABASE);
	wait_for_refresh();
	assert_int_equal(by_name("one", "tcp", &servent), NSS_STATUS_NOTFOUND);
	assert_int_equal(by_name("two", "tcp", &servent), NSS_STATUS_SUCCESS);
}

static void
a_walk_sees_the_snapshot_that_it_began_on(void **state)
{
	struct servent servent;
	int error;

	(void)state;
	import_rows(two, TEST_DATABASE);
	wait_for_refresh();
	assert_int_equal(module.set(0), NSS_STATUS_SUCCESS);
	assert_int_equal(module.get(&servent, buffer, sizeof(buffer), &error),
			 NSS_STATUS_SUCCESS);
	expect(&servent, "two 1002/tcp");
	for (int i = 0; i < 2; i++) {
		import_rows(one, TEST_DATABASE);
		wait_for_refresh();
		assert_int_equal(by_port(1001, "tcp", &servent),
				 NSS_STATUS_SUCCESS);
	}
	assert_int_equal(module.get(&servent, buffer, sizeof(buffer), &error),
			 NSS_STATUS_SUCCESS);
	expect(&servent, "twice 1003/udp");
	assert_int_equal(module.get(&servent, buffer, sizeof(buffer), &error),
			 NSS_STATUS_NOTFOUND);
	module.end();
	assert_int_equal(module.get(&servent, buffer, sizeof(buffer), &error),
			 NSS_STATUS_SUCCESS);
	expect(&servent, "one 1001/tcp");
	module.end();
}

static void
a_snapshot_outlives_its_file(void **state)
{
	struct servent servent;

	(void)state;
	import_rows(one, TEST_DATABASE);
	wait_for_refresh();
	assert_int_equal(by_port(1001, "tcp", &servent), NSS_STATUS_SUCCESS);
	assert_int_equal(unlink(TEST_DATABASE), 0);
	wait_for_refresh();
	assert_int_equal(by_port(1001, "tcp", &servent), NSS_STATUS_SUCCESS);
	replace_file(TEST_DATABASE, "no database", 11);
	wait_for_refresh();
	assert_int_equal(by_port(1001, "tcp", &servent), NSS_STATUS_SUCCESS);
	import_rows(two, TEST_DATABASE);
	wait_for_refresh();
	assert_int_equal(by_port(1002, "tcp", &servent), NSS_STATUS_SUCCESS);
}

/* Whatever the rest of it looks like. */
static void
a_database_of_another_schema_is_not_taken(void **state)
{
	struct walker walker;
	struct entry meta;
	struct servent servent;
	unsigned char *bytes;
	size_t size;

	(void)state;
	import_rows(two, TEST_DATABASE);
	bytes = read_file(TEST_DATABASE, &size);
	assert_int_equal(walker_open(&walker, bytes, size), 0);
	assert_int_equal(walker_find(&walker, "M", 1, &meta), 1);
	assert_string_equal((const char *)meta.value, SCHEMA);
	bytes[meta.value - bytes]++;
	import_rows(one, TEST_DATABASE);
	wait_for_refresh();
	assert_int_equal(by_port(1001, "tcp", &servent), NSS_STATUS_SUCCESS);
	replace_file(TEST_DATABASE, bytes, size);
	free(bytes);
	wait_for_refresh();
	assert_int_equal(by_port(1002, "tcp", &servent), NSS_STATUS_NOTFOUND);
	assert_int_equal(by_port(1001, "tcp", &servent), NSS_STATUS_SUCCESS);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_replaced_database_is_seen_within_a_second),
		cmocka_unit_test(a_walk_sees_the_snapshot_that_it_began_on),
		cmocka_unit_test(a_snapshot_outlives_its_file),
		cmocka_unit_test(a_database_of_another_schema_is_not_taken),
	};

	return cmocka_run_group_tests_name("replacement", tests, asked_begin,
					   asked_end);
}
