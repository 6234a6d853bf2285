/* SPDX-License-Identifier: MIT */
/* Tests of the registry in memory: what a row may hold, and what not. */
#include "tests/lib/reading.h"

#include <stdlib.h>
#include <string.h>

static int
set_up(void **state)
{
	return reading_begin(state, "x", NULL);
}

static struct cell
cell(const char *text, size_t column)
{
	return (struct cell){text, strlen(text), 7, column};
}

/* A row on line 7: the name at column 10, the port at 20, and so on. */
static struct reading *
add(void **state, const char *name, const char *port, const char *transport,
    const char *notes)
{
	struct cell cells[COLUMNS];
	struct reading *f = *state;

	for (size_t i = 0; i < COLUMNS; i++)
		cells[i] = cell("", 10 * (i + 1));
	cells[COLUMN_NAME] = cell(name, 10);
	cells[COLUMN_PORT] = cell(port, 20);
	cells[COLUMN_TRANSPORT] = cell(transport, 30);
	cells[COLUMN_NOTES] = cell(notes, 120);
	assert_int_equal(registry_add_row(&f->registry, cells, &f->said.diag),
			 0);
	return f;
}

static void
assert_ports(void **state, const char *text, unsigned int first,
	     unsigned int last)
{
	struct reading *f = add(state, "a", text, "tcp", "");
	const struct row *row = &f->registry.rows[f->registry.row_count - 1];

	assert_string_equal(said_all(&f->said), "");
	assert_true(row->numbered);
	assert_int_equal(row->first, first);
	assert_int_equal(row->last, last);
	assert_string_equal(row->field[COLUMN_PORT], text);
}

static void
assert_faults(const struct reading *f, const char *messages)
{
	assert_string_equal(said_all(&f->said), messages);
	assert_int_not_equal(f->said.diag.errors, 0);
	assert_int_equal(f->registry.row_count, 0);
}

static void
ports_and_ranges_are_read_up_to_the_last_port(void **state)
{
	assert_ports(state, "0", 0, 0);
	assert_ports(state, "22", 22, 22);
	assert_ports(state, "65535", 65535, 65535);
	assert_ports(state, "6000-6063", 6000, 6063);
	assert_ports(state, "0-65535", 0, 65535);
	assert_ports(state, "7-7", 7, 7);
}

static void
a_row_may_have_no_name_no_port_and_no_transport(void **state)
{
	struct reading *f = add(state, "", "", "", "");

	assert_string_equal(said_all(&f->said), "");
	assert_int_equal(f->registry.row_count, 1);
	assert_false(f->registry.rows[0].numbered);
	assert_int_equal(f->registry.rows[0].transport, 0);
}

static void
each_transport_has_its_number(void **state)
{
	static const char *const names[] = {"tcp", "udp", "sctp", "dccp"};

	for (unsigned int i = 0; i < 4; i++) {
		struct reading *f = add(state, "a", "1", names[i], "");

		assert_int_equal(f->registry.rows[i].transport, i + 1);
	}
}

static void
a_port_above_65535_is_refused(void **state)
{
	assert_faults(add(state, "a", "70000", "tcp", ""),
		      "x:7:20: error: port '70000' is above 65535\n");
}

static void
a_port_too_large_for_any_number_is_refused(void **state)
{
	assert_faults(add(state, "a", "18446744073709551617", "tcp", ""),
		      "x:7:20: error: port '18446744073709551617' is above"
		      " 65535\n");
}

static void
a_range_that_ends_above_65535_is_refused(void **state)
{
	assert_faults(add(state, "a", "65535-65536", "tcp", ""),
		      "x:7:20: error: port '65535-65536' is above 65535\n");
}

static void
a_reversed_range_is_refused(void **state)
{
	assert_faults(add(state, "a", "80-79", "tcp", ""),
		      "x:7:20: error: port range '80-79' is reversed\n");
}

static void
what_is_no_number_is_no_port(void **state)
{
	assert_faults(add(state, "a", "abc", "tcp", ""),
		      "x:7:20: error: 'abc' is not a port number or range\n");
}

static void
half_a_range_or_more_than_one_is_no_port(void **state)
{
	static const char *const texts[] = {"1-",  "-1",  "1-2-3", "1 - 2",
					    "+1",  "0x1", "1,2",   "1.5",
					    "1--", "-",   "22x",   "x22"};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct reading *f = add(state, "a", texts[i], "tcp", "");

		assert_int_equal(f->said.diag.errors, i + 1);
		assert_int_equal(f->registry.row_count, 0);
	}
}

static void
an_unknown_transport_is_refused(void **state)
{
	add(state, "a", "1", "TCP", "");
	assert_faults(add(state, "a", "1", "tcpp", ""),
		      "x:7:30: error: unknown transport 'TCP'\n"
		      "x:7:30: error: unknown transport 'tcpp'\n");
}

static void
every_fault_of_a_row_is_reported(void **state)
{
	assert_faults(add(state, "b\tc", "70000", "ip", ""),
		      "x:7:11: error: 'b\tc' is not a service name\n"
		      "x:7:20: error: port '70000' is above 65535\n"
		      "x:7:30: error: unknown transport 'ip'\n");
}

static void
a_long_token_is_cut_in_the_message(void **state)
{
	assert_faults(add(state, "a", "1", /* 64 letters */
			  "abcdefghijklmnopqrstuvwxyzabcdef"
			  "abcdefghijklmnopqrstuvwxyzabcdef",
			  ""),
		      "x:7:30: error: unknown transport"
		      " 'abcdefghijklmnopqrstuvwxyzabcdef"
		      "abcdefghijklmnopqrstuvwxyzab'\n");
}

static void
a_name_may_hold_what_old_entries_hold(void **state)
{
	struct reading *f = add(state, "Net/IP+1_2.*", "1", "tcp", "");

	f = add(state, "Apple Remote (Net)", "2", "tcp", "");
	assert_string_equal(said_all(&f->said), "");
	assert_int_equal(f->registry.row_count, 2);
	assert_string_equal(f->registry.rows[0].field[0], "Net/IP+1_2.*");
	assert_string_equal(f->registry.rows[1].field[0], "Apple Remote (Net)");
}

static void
a_name_of_other_letters_is_refused_at_the_byte(void **state)
{
	assert_faults(add(state, "na\xc3\xafve", "1", "tcp", ""),
		      "x:7:12: error: 'na\xc3\xafve' is not a service name\n");
}

static void
a_name_is_255_bytes_at_most(void **state)
{
	char name[257];
	struct reading *f;

	memset(name, 'n', sizeof(name));
	name[255] = '\0';
	f = add(state, name, "1", "tcp", "");
	assert_string_equal(said_all(&f->said), "");
	assert_int_equal(f->registry.row_count, 1);
	name[255] = 'n';
	name[256] = '\0';
	f = add(state, name, "1", "tcp", "");
	assert_non_null(
		strstr(said_all(&f->said), "is longer than 255 bytes\n"));
	assert_int_equal(f->registry.row_count, 1);
}

static void
a_field_is_65535_bytes_at_most(void **state)
{
	char *notes = malloc(65537);
	struct reading *f;

	assert_non_null(notes);
	memset(notes, 'n', 65536);
	notes[65535] = '\0';
	f = add(state, "a", "1", "tcp", notes);
	assert_string_equal(said_all(&f->said), "");
	notes[65535] = 'n';
	notes[65536] = '\0';
	f = add(state, "a", "1", "tcp", notes);
	free(notes);
	assert_string_equal(said_all(&f->said),
			    "x:7:120: error: field of 65536 bytes; at most "
			    "65535 are allowed\n");
	assert_int_equal(f->registry.row_count, 1);
}

static void
white_space_around_a_field_is_left_out(void **state)
{
	struct reading *f =
		add(state, " a\t", "\n 22 ", " tcp\r\n", "\r\n two words \n");

	assert_string_equal(said_all(&f->said), "");
	assert_string_equal(f->registry.rows[0].field[0], "a");
	assert_string_equal(f->registry.rows[0].field[COLUMN_PORT], "22");
	assert_string_equal(f->registry.rows[0].field[COLUMN_NOTES],
			    "two words");
}

static void
white_space_is_counted_in_positions(void **state)
{
	assert_faults(add(state, "a", " \n  70000", "tcp", ""),
		      "x:8:3: error: port '70000' is above 65535\n");
}

static void
line_ends_inside_a_field_become_line_feeds(void **state)
{
	struct reading *f = add(state, "a", "1", "tcp", "one\r\n\r\ntwo\rx");

	assert_string_equal(f->registry.rows[0].field[COLUMN_NOTES],
			    "one\n\ntwo\rx");
}

static void
many_rows_keep_their_order(void **state)
{
	char name[16];
	struct reading *f = *state;

	for (int i = 0; i < 1000; i++) {
		snprintf(name, sizeof(name), "name-%d", i);
		add(state, name, "1", "tcp", "");
	}
	assert_int_equal(f->registry.row_count, 1000);
	assert_string_equal(f->registry.rows[0].field[0], "name-0");
	assert_string_equal(f->registry.rows[999].field[0], "name-999");
}

static void
a_person_has_all_fields(void **state)
{
	struct reading *f = *state;
	struct cell cells[PERSON_FIELDS] = {
		cell(" Ann_Able", 1),        cell("Ann Able ", 2),
		cell("Able Ltd", 3),         cell("mailto:ann&able.example", 4),
		cell("\n2001-02-03\r\n", 5),
	};
	static const char *const expected[PERSON_FIELDS] = {
		"Ann_Able", "Ann Able", "Able Ltd", "mailto:ann&able.example",
		"2001-02-03"};

	assert_int_equal(
		registry_add_person(&f->registry, cells, &f->said.diag), 0);
	assert_people(&f->registry, &expected, 1);
}

static void
the_registry_takes_a_date(void **state)
{
	struct reading *f = *state;
	struct cell date = cell(" 2026-08-17\n", 3);

	registry_set_date(&f->registry, &date, &f->said.diag);
	assert_int_equal(f->said.diag.errors, 0);
	assert_string_equal(f->registry.date, "2026-08-17");
}

static void
what_is_no_date_is_refused(void **state)
{
	static const char *const dates[] = {
		"2026-8-17", "2026-08",    "today",      "2026-08-17x",
		"",          "2026/08/17", "9999-99-99", "2023-02-29",
	};
	struct reading *f = *state;

	for (size_t i = 0; i < sizeof(dates) / sizeof(dates[0]); i++) {
		struct cell date = cell(dates[i], 3);

		registry_set_date(&f->registry, &date, &f->said.diag);
		assert_int_equal(f->said.diag.errors, i + 1);
	}
	assert_string_equal(f->registry.date, "");
	assert_non_null(strstr(said_all(&f->said),
			       "x:7:3: error: 'today' is not a date\n"));
}

static void
a_registry_of_the_future_is_refused(void **state)
{
	struct reading *f = *state;
	struct cell date = cell("2262-08-17", 3);

	registry_set_date(&f->registry, &date, &f->said.diag);
	assert_string_equal(f->registry.date, "");
	assert_string_equal(said_all(&f->said),
			    "x:7:3: error: the registry's date '2262-08-17' is "
			    "in the future\n");
}

static void
add_dated(struct reading *f, const char *registered, const char *modified)
{
	struct cell cells[COLUMNS];

	for (size_t i = 0; i < COLUMNS; i++)
		cells[i] = cell("", 10 * (i + 1));
	cells[COLUMN_REGISTERED] = cell(registered, 70);
	cells[COLUMN_MODIFIED] = cell(modified, 80);
	assert_int_equal(registry_add_row(&f->registry, cells, &f->said.diag),
			 0);
}

static void
the_newest_of_the_rows_is_a_day_that_is_not_ahead(void **state)
{
	struct reading *f = *state;

	assert_string_equal(f->registry.newest, "");
	add_dated(f, "2005-08", "");
	assert_string_equal(f->registry.newest, "");
	add_dated(f, "2001-02-03", "1999-12-31");
	assert_string_equal(f->registry.newest, "2001-02-03");
	add_dated(f, "2001-02-02", "2004-01-01");
	assert_string_equal(f->registry.newest, "2004-01-01");
	assert_string_equal(said_all(&f->said), "");
	add_dated(f, "31/12/2019", "2262-08-17");
	assert_string_equal(f->registry.newest, "2004-01-01");
	assert_string_equal(said_all(&f->said),
			    "x:7:70: warning: date '31/12/2019' ignored: "
			    "expected YYYY-MM-DD or YYYY-MM\n"
			    "x:7:80: warning: date '2262-08-17' ignored: it is "
			    "in the future\n");
	assert_int_equal(f->registry.row_count, 4);
	assert_int_equal(f->said.diag.errors, 0);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, reading_end)
	const struct CMUnitTest tests[] = {
		TEST(ports_and_ranges_are_read_up_to_the_last_port),
		TEST(a_row_may_have_no_name_no_port_and_no_transport),
		TEST(each_transport_has_its_number),
		TEST(a_port_above_65535_is_refused),
		TEST(a_port_too_large_for_any_number_is_refused),
		TEST(a_range_that_ends_above_65535_is_refused),
		TEST(a_reversed_range_is_refused),
		TEST(what_is_no_number_is_no_port),
		TEST(half_a_range_or_more_than_one_is_no_port),
		TEST(an_unknown_transport_is_refused),
		TEST(every_fault_of_a_row_is_reported),
		TEST(a_long_token_is_cut_in_the_message),
		TEST(a_name_may_hold_what_old_entries_hold),
		TEST(a_name_of_other_letters_is_refused_at_the_byte),
		TEST(a_name_is_255_bytes_at_most),
		TEST(a_field_is_65535_bytes_at_most),
		TEST(white_space_around_a_field_is_left_out),
		TEST(white_space_is_counted_in_positions),
		TEST(line_ends_inside_a_field_become_line_feeds),
		TEST(many_rows_keep_their_order),
		TEST(a_person_has_all_fields),
		TEST(the_registry_takes_a_date),
		TEST(what_is_no_date_is_refused),
		TEST(a_registry_of_the_future_is_refused),
		TEST(the_newest_of_the_rows_is_a_day_that_is_not_ahead),
	};

	return cmocka_run_group_tests_name("registry", tests, NULL, NULL);
}
