/* SPDX-License-Identifier: MIT */
/* Look-ups at the edges of what a database can hold. */
#include "tests/lib/fixture.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/index.h"
#include "db/lookup.h"
#include "tests/lib/layout.h"

#define DATABASE  TEST_DATABASE ".lookup"
#define LOCAL     TEST_DATABASE ".lookup.services"
#define LINES     TEST_DATABASE ".lookup.lines"
#define SPELLINGS 256
#define LEAST     1000

static const struct layout layout = {1, 8, 4096};
static unsigned char *bytes;
static struct index database;
static unsigned char *lines_bytes;
static struct index lines;

/* "abcdefghi" with those letters in upper case that have a bit in i. */
static const char *
spelling(unsigned int i)
{
	static char name[] = "abcdefghi";

	for (unsigned int j = 0; j < sizeof(name) - 1; j++)
		name[j] = (char)((i >> j & 1) != 0 ? toupper('a' + (int)j)
						   : 'a' + (int)j);
	return name;
}

static int
make_database(void **state)
{
	FILE *file = fopen(LOCAL, "w");
	size_t size;

	(void)state;
	assert_non_null(file);
	for (unsigned int i = 0; i < SPELLINGS; i++)
		fprintf(file, "%s %u/tcp\n", spelling(i), LEAST + i);
	assert_int_equal(fclose(file), 0);
	import_overlaid("tests/golden/sample.csv", LOCAL, DATABASE);
	bytes = layout_convert(&layout, DATABASE, &size);
	assert_int_equal(index_open(&database, bytes, size), 0);
	import_file("tests/golden/traps.services", LINES);
	lines_bytes = layout_convert(&layout, LINES, &size);
	return index_open(&lines, lines_bytes, size);
}

static int
free_database(void **state)
{
	(void)state;
	free(bytes);
	free(lines_bytes);
	unlink(LOCAL);
	unlink(LINES);
	unlink(DATABASE);
	return 0;
}

/* As many as an ordinal byte, and its absence, can tell apart. */
static void
of_names_that_differ_by_case_256_are_found(void **state)
{
	static const char *const protocols[] = {NULL, "tcp"};
	struct record record;

	(void)state;
	for (unsigned int i = 0; i < SPELLINGS; i++) {
		for (size_t p = 0; p < LENGTH(protocols); p++) {
			assert_int_equal(lookup_name(&database, spelling(i),
						     protocols[p], &record),
					 i < 256);
			if (i < 256)
				assert_int_equal(record.port, LEAST + i);
		}
	}
}

static void
a_local_port_is_found_whatever_its_name(void **state)
{
	struct record record;

	(void)state;
	for (unsigned int i = 0; i < SPELLINGS; i++) {
		assert_int_equal(lookup_port(&database,
					     htons((uint16_t)(LEAST + i)),
					     "tcp", &record),
				 1);
		assert_string_equal(record.names, spelling(i));
	}
}

static void
assert_line(const char *name, unsigned int port, const char *protocol,
	    const char *canonical)
{
	struct record record;
	int found = name == NULL ? lookup_port(&lines, htons((uint16_t)port),
					       protocol, &record)
				 : lookup_name(&lines, name, protocol, &record);

	assert_int_equal(found, 1);
	assert_int_equal(record.line, RECORD_LINE);
	assert_int_equal(record.port, port);
	assert_string_equal(record.names, canonical);
}

static void
of_a_registry_of_lines_each_is_found_by_its_own_names(void **state)
{
	struct record record;

	(void)state;
	assert_line(NULL, 80, "tcp", "a");
	assert_line("a", 80, "tcp", "a");
	assert_line("b", 80, "tcp", "b");
	assert_line("x", 80, NULL, "a");
	assert_line("y", 80, NULL, "b");
	assert_line("Foo", 1, NULL, "Foo");
	assert_line("foo", 2, NULL, "foo");
	assert_line("fOO", 2, NULL, "FOO");
	assert_int_equal(lookup_name(&lines, "fOo", NULL, &record), 0);
	/* In the file's order, not tcp before udp. */
	assert_line("split", 60, NULL, "split");
	assert_line(NULL, 55, NULL, "late");
}

static void
a_registry_of_lines_is_enumerated_in_the_order_of_the_file(void **state)
{
	static const char *const first[] = {"Foo", "foo", "FOO", "echo"};
	unsigned int position = 0;
	struct record record;
	uint32_t place = 0;

	(void)state;
	for (unsigned int i = 0; i < LENGTH(first); i++) {
		assert_int_equal(
			lookup_next(&lines, &position, &place, &record), 1);
		assert_int_equal(position, i + 1);
		assert_string_equal(record.names, first[i]);
	}
	while (lookup_next(&lines, &position, &place, &record) == 1)
		assert_true(position < 100);
	assert_string_equal(record.names, "comment");
	assert_int_equal(lookup_next(&lines, &position, &place, &record), 0);
}

/* Behind the meta pages, the leaf that has the first key. */
static unsigned char *
first_leaf(void)
{
	const struct walker *walker = &database.walker;

	for (uint64_t number = 2; number < walker->pages; number++) {
		unsigned char *page = bytes + number * walker->page_size;

		if (layout_flags(&layout, page) == 2 &&
		    layout_node(&layout, page, 0)[8] == 'M')
			return page;
	}
	return NULL;
}

/* Mdb.c's node: sizes of value (4 bytes), flags (2) and key (2), the key. */
static void
a_key_shorter_than_a_number_at_the_end_of_a_page_is_found(void **state)
{
	unsigned int offset = database.walker.page_size - (8 + 1);
	unsigned char *page = first_leaf(), *node;
	struct entry entry;

	(void)state;
	assert_non_null(page);
	node = page + offset;
	memset(node, 0, 8);
	layout_set16(node + 6, 1);
	node[8] = 'M';
	layout_set_node(&layout, page, 0, offset);
	assert_int_equal(walker_find(&database.walker, "M", 1, &entry), 1);
	assert_ptr_equal(entry.key, page + database.walker.page_size - 1);
	assert_int_equal(entry.value_size, 0);
	assert_int_equal(walker_find(&database.walker, "L", 1, &entry), 0);
	assert_int_equal(walker_find(&database.walker, "M\0", 2, &entry), 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(of_names_that_differ_by_case_256_are_found),
		cmocka_unit_test(a_local_port_is_found_whatever_its_name),
		cmocka_unit_test(
			of_a_registry_of_lines_each_is_found_by_its_own_names),
		cmocka_unit_test(
			a_registry_of_lines_is_enumerated_in_the_order_of_the_file),
		cmocka_unit_test(
			a_key_shorter_than_a_number_at_the_end_of_a_page_is_found),
	};

	return cmocka_run_group_tests_name("lookup", tests, make_database,
					   free_database);
}
