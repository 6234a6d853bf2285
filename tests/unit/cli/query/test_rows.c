/* SPDX-License-Identifier: MIT */
/* The registry as a database has it, for the command. */
#include "tests/lib/fixture.h"

#include <stdlib.h>
#include <string.h>

#include "cli/query/naming.h"

#define DATABASE TEST_DATABASE ".rows"

static struct rows *
open_rows(const struct small_row *rows)
{
	import_rows(rows, DATABASE);
	return rows_open(DATABASE);
}

static void
every_port_has_its_rows_in_their_order(void **state)
{
	struct rows *rows;
	size_t count, compared = 0;

	(void)state;
	import_file(SHIPPED, DATABASE);
	rows = rows_open(DATABASE);
	count = rows->registry.row_count;
	assert_int_equal(count, 14252 + 1);
	for (unsigned int port = 0; port <= UINT16_MAX; port += 7) {
		size_t at = 0;

		for (size_t i = 0; i < count; i++) {
			const struct row *row = rows_get(rows, i);

			if (!row->numbered || port < row->first ||
			    port > row->last)
				continue;
			assert_ptr_equal(rows_next(rows, (uint16_t)port, &at),
					 row);
			compared++;
		}
		assert_null(rows_next(rows, (uint16_t)port, &at));
	}
	assert_true(compared > UINT16_MAX / 7);
	rows_free(rows);
}

static const struct small_row mixed[] = {
	{"www", "80", "tcp", "World Wide Web HTTP",
	 "This is a duplicate of the http service."},
	{"http", "80", "tcp", "World Wide Web HTTP", ""},
	{"", "80", "udp", "Reserved", ""},
	{"swx", "7300-7359", "", "The Swiss Exchange", ""},
	{"", "7360-7390", "", "Unassigned", ""},
	{"sua", "14001", "udp", "De-Registered", ""},
	{"", "15", "tcp", "Unassigned [was netstat]", ""},
	{"bonjour", "", "tcp", "No port", ""},
	{0},
};

static void
the_state_of_a_port_is_the_highest_of_its_rows(void **state)
{
	struct rows *rows = open_rows(mixed);
	static const struct {
		uint16_t port;
		unsigned int transport;
		enum state state;
	} expected[] = {
		{80, 0, STATE_ASSIGNED},
		{80, TRANSPORT_TCP, STATE_ASSIGNED},
		{80, TRANSPORT_UDP, STATE_RESERVED},
		/* Not listed, where others are. */
		{80, TRANSPORT_SCTP, STATE_RESERVED},
		/* Without a transport: tcp and udp. */
		{7359, TRANSPORT_UDP, STATE_ASSIGNED},
		{7359, TRANSPORT_SCTP, STATE_RESERVED},
		{7360, TRANSPORT_SCTP, STATE_UNASSIGNED},
		{14001, 0, STATE_RESERVED},
		{15, TRANSPORT_TCP, STATE_UNASSIGNED},
		{49151, 0, STATE_UNASSIGNED},
		{49152, 0, STATE_DYNAMIC},
		{65535, TRANSPORT_TCP, STATE_DYNAMIC},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(expected); i++)
		assert_int_equal(rows_state(rows, expected[i].port,
					    expected[i].transport),
				 expected[i].state);
	rows_free(rows);
}

static void
a_duplicate_does_not_name_its_port(void **state)
{
	struct rows *rows = open_rows(mixed);
	const struct row *row = rows_canonical(rows, 80, TRANSPORT_TCP);

	(void)state;
	assert_string_equal(row->field[COLUMN_NAME], "http");
	assert_null(rows_canonical(rows, 80, TRANSPORT_UDP));
	assert_null(rows_canonical(rows, 14001, TRANSPORT_UDP));
	row = rows_canonical(rows, 7310, TRANSPORT_UDP);
	assert_string_equal(row->field[COLUMN_NAME], "swx");
	assert_null(rows_canonical(rows, 7310, TRANSPORT_SCTP));
	rows_free(rows);
}

static void
nobody_is_known_where_the_form_has_no_people(void **state)
{
	struct rows *rows = open_rows(mixed);

	(void)state;
	assert_null(rows_person(rows, "Jon_Postel", 10));
	assert_null(rows_person(rows, "", 0));
	rows_free(rows);
}

static void
people_are_found_by_the_whole_identifier(void **state)
{
	struct rows *rows;
	const char *const *person;

	(void)state;
	import_file("tests/golden/sample.xml", DATABASE);
	rows = rows_open(DATABASE);
	person = rows_person(rows, "Ann_Able]", 8);
	assert_non_null(person);
	assert_string_equal(person[PERSON_NAME], "Ann Able");
	assert_null(rows_person(rows, "Ann_Able", 7));
	assert_null(rows_person(rows, "Ann_Able_2", 10));
	assert_null(rows_person(rows, "Jon_Postel", 10));
	rows_free(rows);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_port_has_its_rows_in_their_order),
		cmocka_unit_test(
			the_state_of_a_port_is_the_highest_of_its_rows),
		cmocka_unit_test(a_duplicate_does_not_name_its_port),
		cmocka_unit_test(nobody_is_known_where_the_form_has_no_people),
		cmocka_unit_test(people_are_found_by_the_whole_identifier),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
