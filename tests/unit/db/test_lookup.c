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
#define SPELLINGS 256
#define LEAST     1000

static const struct layout layout = {1, 8, 4096};
static unsigned char *bytes;
static struct index database;

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
	return index_open(&database, bytes, size);
}

static int
free_database(void **state)
{
	(void)state;
	free(bytes);
	unlink(LOCAL);
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
			a_key_shorter_than_a_number_at_the_end_of_a_page_is_found),
	};

	return cmocka_run_group_tests_name("lookup", tests, make_database,
					   free_database);
}
