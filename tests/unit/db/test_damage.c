/* SPDX-License-Identifier: MIT */
/*
 * Every byte of a small database changed and every length cut: look-ups end,
 * within the map, in a right answer, an error, or what the bytes now spell.
 */
#include "tests/lib/fixture.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/check.h"
#include "db/lookup.h"
#include "tests/lib/layout.h"

#define DATABASE TEST_DATABASE ".damage"
#define LINES    TEST_DATABASE ".damage.services"
#define SERVICES 150

/* Each is a group of its own. */
static const struct layout layouts[] = {LAYOUTS(4096)}, *layout;
/* The registry is a services(5) file. */
static bool as_lines;
static unsigned char *whole;
static size_t whole_size;

static void
import_as_rows(void)
{
	struct small_row rows[SERVICES + 1] = {0};
	static char names[SERVICES][16], ports[SERVICES][8], notes[6000];

	memset(notes, 'x', sizeof(notes) - 1);
	for (int i = 0; i < SERVICES; i++) {
		snprintf(names[i], sizeof(names[i]), "service-%03d", i);
		snprintf(ports[i], sizeof(ports[i]), "%d", 1000 + i);
		rows[i] = (struct small_row){names[i], ports[i],
					     i % 3 == 0 ? "udp" : "tcp", "",
					     i == 7 ? notes : ""};
	}
	import_rows(rows, DATABASE);
}

static void
import_as_lines(void)
{
	FILE *out = fopen(LINES, "w");

	assert_non_null(out);
	for (int i = 0; i < SERVICES; i++)
		fprintf(out, "service-%03d %d/%s # %0*d\n", i, 1000 + i,
			i % 3 == 0 ? "udp" : "tcp", i == 7 ? 6000 : 1, 0);
	assert_int_equal(fclose(out), 0);
	import_file(LINES, DATABASE);
	unlink(LINES);
}

static int
make_database(void **state)
{
	(void)state;
	if (as_lines)
		import_as_lines();
	else
		import_as_rows();
	whole = layout_convert(layout, DATABASE, &whole_size);
	/* A branch page, and a value on pages of its own, are among them. */
	assert_true(whole_size > 6 * layout->page);
	return 0;
}

static int
free_database(void **state)
{
	(void)state;
	free(whole);
	unlink(DATABASE);
	return 0;
}

/* The names lie within the map, each ended there. */
static void
check_spelled(const unsigned char *map, size_t size,
	      const struct record *record)
{
	const unsigned char *names = (const unsigned char *)record->names;

	assert_true(names > map && names + record->size <= map + size);
	assert_int_equal(names[record->size - 1], '\0');
}

static void
look_up(const struct index *index, size_t size, int number)
{
	struct record record;
	char name[16];
	int found;

	found = lookup_port(index, htons((uint16_t)(1000 + number)), NULL,
			    &record);
	assert_true(found == 1 || found == 0 || found == -EBADMSG);
	if (found == 1) {
		check_spelled(index->walker.map, size, &record);
		assert_int_equal(record.port, 1000 + number);
	}
	snprintf(name, sizeof(name), "service-%03d", number);
	found = lookup_name(index, name, "tcp", &record);
	assert_true(found == 1 || found == 0 || found == -EBADMSG);
	if (found == 1) {
		check_spelled(index->walker.map, size, &record);
		assert_int_equal(record.transport, TRANSPORT_TCP);
	}
}

/* Ends after at most as many records as there are places. */
static void
enumerate(const struct index *index, size_t size)
{
	struct record record;
	unsigned int position = 0, last = 0;
	uint32_t place = 0;
	int found;

	while ((found = lookup_next(index, &position, &place, &record)) == 1) {
		check_spelled(index->walker.map, size, &record);
		assert_true(position > last);
		last = position;
	}
	assert_true(found == 0 || found == -EBADMSG);
}

/* The copy has the very size, so that a sanitizer sees any overrun. */
static void
use(const unsigned char *bytes, size_t size)
{
	struct index index;

	if (index_open(&index, bytes, size) != 0)
		return;
	for (int number = 0; number < SERVICES; number += 37)
		look_up(&index, size, number);
	enumerate(&index, size);
	check_tree(&index.walker, NULL, NULL);
}

static void
every_truncation_is_refused_or_read_within_bounds(void **state)
{
	(void)state;
	for (size_t size = 0; size < whole_size; size += 7) {
		unsigned char *copy = malloc(size + (size == 0));

		memcpy(copy, whole, size);
		use(copy, size);
		free(copy);
	}
}

static void
every_changed_byte_is_refused_or_read_within_bounds(void **state)
{
	static const unsigned char changes[] = {0x01, 0x80, 0xff};
	unsigned char *copy = malloc(whole_size);

	(void)state;
	memcpy(copy, whole, whole_size);
	for (size_t i = 0; i < whole_size; i++) {
		copy[i] ^= changes[i % LENGTH(changes)];
		use(copy, whole_size);
		copy[i] = whole[i];
	}
	free(copy);
}

/* Whole, or ended by an error. */
static void
check_enumeration(const unsigned char *bytes)
{
	struct index index;
	struct record record;
	unsigned int position = 0;
	uint32_t place = 0;
	int found, count = 0;

	found = index_open(&index, bytes, whole_size);
	if (found == -EBADMSG)
		return;
	assert_int_equal(found, 0);
	while ((found = lookup_next(&index, &position, &place, &record)) == 1)
		count++;
	assert_true(found == 0 ? count == SERVICES : found == -EBADMSG);
}

/* Page 0 is a meta page, and must not be taken for "no page". */
static void
an_enumeration_that_loses_a_page_does_not_just_end(void **state)
{
	unsigned char *copy = malloc(whole_size);
	size_t children = 0;

	(void)state;
	memcpy(copy, whole, whole_size);
	/* Branch pages have flags 1. */
	for (size_t page = 0; page < whole_size; page += layout->page) {
		unsigned char *branch = copy + page;

		if (layout_flags(layout, branch) != 1)
			continue;
		for (size_t i = 0; i < layout_nodes(layout, branch); i++) {
			memset(layout_node(layout, branch, i), 0, 6);
			check_enumeration(copy);
			memcpy(branch, whole + page, layout->page);
			children++;
		}
	}
	assert_true(children > 3);
	free(copy);
}

static void
the_whole_database_answers(void **state)
{
	struct index index;
	struct record record;

	(void)state;
	assert_int_equal(index_open(&index, whole, whole_size), 0);
	assert_int_equal(check_tree(&index.walker, NULL, NULL), 0);
	assert_int_equal(lookup_name(&index, "service-149", "tcp", &record), 1);
	assert_int_equal(record.port, 1149);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_whole_database_answers),
		cmocka_unit_test(
			an_enumeration_that_loses_a_page_does_not_just_end),
		cmocka_unit_test(
			every_truncation_is_refused_or_read_within_bounds),
		cmocka_unit_test(
			every_changed_byte_is_refused_or_read_within_bounds),
	};

	int failed = 0;

	for (layout = layouts; layout < layouts + LENGTH(layouts); layout++)
		failed += cmocka_run_group_tests_name(
			"damage", tests, make_database, free_database);
	as_lines = true;
	layout = layouts;
	failed += cmocka_run_group_tests_name("damage of lines", tests,
					      make_database, free_database);
	return failed;
}
