/* SPDX-License-Identifier: MIT */
/* Tests of the reader of IANA's CSV form. */
#include "tests/lib/reading.h"

#define HEADER                                                                 \
	"Service Name,Port Number,Transport Protocol,Description,Assignee,"    \
	"Contact,Registration Date,Modification Date,Reference,Service Code,"  \
	"Unauthorized Use Reported,Assignment Notes\r\n"

static int
set_up(void **state)
{
	return reading_begin(state, "x.csv", csv_read);
}

static void
assert_names(const struct reading *f, const char *first, const char *second)
{
	assert_string_equal(said_all(&f->said), "");
	assert_int_equal(f->registry.row_count, 2);
	assert_string_equal(f->registry.rows[0].field[0], first);
	assert_string_equal(f->registry.rows[1].field[0], second);
}

static void
every_column_of_a_row_is_kept(void **state)
{
	static const char *const expected[COLUMNS] = {
		"quux",       "4711-4712",  "dccp",         "Quux Protocol",
		"[Quux_Ltd]", "[Ann_Able]", "2001-02-03",   "2010-11",
		"[RFC99999]", "1234567890", "seen on 4713", "see below",
	};
	struct reading *f = take(state, HEADER
				 "quux,4711-4712,dccp,Quux Protocol,[Quux_Ltd],"
				 "[Ann_Able],2001-02-03,2010-11,[RFC99999],"
				 "1234567890,seen on 4713,see below\r\n");

	assert_row(f, 0, expected);
	assert_int_equal(f->registry.row_count, 1);
	assert_int_equal(f->registry.rows[0].first, 4711);
	assert_int_equal(f->registry.rows[0].last, 4712);
	assert_int_equal(f->registry.rows[0].transport, TRANSPORT_DCCP);
}

static void
columns_are_found_by_name_in_any_order(void **state)
{
	struct reading *f = take(
		state, "Port Number,Service Name,Contact,Description,Assignee,"
		       "Transport Protocol,Registration Date,Modification Date,"
		       "Reference,Extra,Service Code,Unauthorized Use Reported,"
		       "Assignment Notes\n"
		       "7,quux,[C],Q,[A],udp,,,,no matter,,,N\n");

	assert_string_equal(said_all(&f->said), "");
	assert_string_equal(f->registry.rows[0].field[COLUMN_NAME], "quux");
	assert_string_equal(f->registry.rows[0].field[COLUMN_CONTACT], "[C]");
	assert_string_equal(f->registry.rows[0].field[COLUMN_NOTES], "N");
	assert_int_equal(f->registry.rows[0].first, 7);
	assert_int_equal(f->registry.rows[0].transport, TRANSPORT_UDP);
}

static void
the_older_title_of_unauthorized_use_is_known(void **state)
{
	struct reading *f =
		take(state, "Service Name,Port Number,Transport Protocol,"
			    "Description,Assignee,Contact,Registration Date,"
			    "Modification Date,Reference,Service Code,"
			    "Known Unauthorized Uses,Assignment Notes\n"
			    "quux,7,udp,,,,,,,,seen on 8,\n");

	assert_string_equal(said_all(&f->said), "");
	assert_string_equal(f->registry.rows[0].field[COLUMN_UNAUTHORIZED],
			    "seen on 8");
}

static void
a_quoted_field_holds_commas_quotes_and_lines(void **state)
{
	struct reading *f = take(
		state, HEADER "quux,7,udp,\"one, two\nand \"\"three\"\"\r\n"
			      "\r\nfour\",,,,,,,,\r\nnext,8,udp,,,,,,,,,\r\n");

	assert_names(f, "quux", "next");
	assert_string_equal(f->registry.rows[0].field[COLUMN_DESCRIPTION],
			    "one, two\nand \"three\"\n\nfour");
}

static void
line_ends_may_be_mixed_and_the_last_one_missing(void **state)
{
	assert_names(take(state, HEADER "a,1,tcp,,,,,,,,,\nb,2,tcp,,,,,,,,,"),
		     "a", "b");
}

static void
blank_lines_are_passed_over(void **state)
{
	assert_names(take(state, HEADER "\n\r\na,1,tcp,,,,,,,,,\r\n\n"
					"b,2,tcp,,,,,,,,,\n\n"),
		     "a", "b");
}

static void
a_header_alone_gives_no_rows(void **state)
{
	struct reading *f = take(state, HEADER);

	assert_string_equal(said_all(&f->said), "");
	assert_int_equal(f->registry.row_count, 0);
}

static void
every_missing_column_is_named(void **state)
{
	assert_refused(state,
		       "Service Name,Port,Transport Protocol,Description,"
		       "Assignee,Contact,Registration Date,Modification Date,"
		       "Reference,Service Code,Assignment Notes\n"
		       "quux,7,udp,,,,,,,,\n",
		       "x.csv:1:1: error: column 'Port Number' is missing\n"
		       "x.csv:1:1: error: column 'Unauthorized Use Reported'"
		       " is missing\n");
}

static void
a_row_of_another_width_is_refused_with_its_line(void **state)
{
	assert_refused(state,
		       HEADER "a,1,tcp,,,,,,,,,\nb,2,tcp,,,,,,,,\n"
			      "c,3,tcp,,,,,,,,,,\n",
		       "x.csv:3:1: error: row of 11 fields where the header"
		       " has 12\n"
		       "x.csv:4:1: error: row of 13 fields where the header"
		       " has 12\n");
	assert_int_equal(((struct reading *)*state)->registry.row_count, 1);
}

static void
a_row_of_more_fields_than_any_registry_is_counted(void **state)
{
	assert_refused(state,
		       HEADER ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\n",
		       "x.csv:2:1: error: row of 40 fields where the header"
		       " has 12\n");
}

static void
a_fault_is_reported_at_its_line_and_byte(void **state)
{
	assert_refused(state,
		       HEADER "a,70000,tcp,,,,,,,,,\nb,2,tcpp,,,,,,,,,\n"
			      "\"c\",\"9-8\",udp,,,,,,,,,\n",
		       "x.csv:2:3: error: port '70000' is above 65535\n"
		       "x.csv:3:5: error: unknown transport 'tcpp'\n"
		       "x.csv:4:5: error: port range '9-8' is reversed\n");
}

static void
lines_inside_a_field_are_counted(void **state)
{
	assert_refused(
		state,
		HEADER "a,1,tcp,\"x\r\n\r\n,y\n\",,,,,,,,\r\n"
		       "b,abc,tcp,,,,,,,,,\r\n",
		"x.csv:6:3: error: 'abc' is not a port number or range\n");
}

static void
blank_lines_are_counted(void **state)
{
	assert_refused(state, HEADER "\n\r\n\na,,quic,,,,,,,,,\n",
		       "x.csv:5:4: error: unknown transport 'quic'\n");
}

static void
the_other_fields_of_a_multi_line_row_have_their_line(void **state)
{
	assert_refused(state,
		       "Description,Service Name,Port Number,"
		       "Transport Protocol,Assignee,Contact,Registration Date,"
		       "Modification Date,Reference,Service Code,"
		       "Unauthorized Use Reported,Assignment Notes\n"
		       "\"one\ntwo\",a,70000,tcp,,,,,,,,\n",
		       "x.csv:3:8: error: port '70000' is above 65535\n");
}

static void
columns_count_bytes(void **state)
{
	assert_refused(state,
		       "Description,Service Name,Port Number,"
		       "Transport Protocol,Assignee,Contact,Registration Date,"
		       "Modification Date,Reference,Service Code,"
		       "Unauthorized Use Reported,Assignment Notes\n"
		       "J\xc3\xb6rg,a,1,ip,,,,,,,,\n",
		       "x.csv:2:11: error: unknown transport 'ip'\n");
}

static void
a_quote_left_open_is_reported_where_it_opens(void **state)
{
	assert_refused(state, HEADER "a,1,tcp,\"never closed\n,,,\n,\n",
		       "x.csv:2:9: error: the quote of this field is not"
		       " closed\n");
}

static void
text_after_a_closing_quote_is_refused(void **state)
{
	assert_refused(state, HEADER "a,1,tcp,\"closed\" too early,,,,,,,,\n",
		       "x.csv:2:9: error: stray quote in this field\n");
}

static void
a_quote_inside_a_plain_field_is_refused(void **state)
{
	assert_refused(state, HEADER "a,1,tcp,half \"quoted\",,,,,,,,\n",
		       "x.csv:2:9: error: stray quote in this field\n");
}

static void
a_good_row_after_a_bad_one_is_still_read(void **state)
{
	struct reading *f =
		take(state, HEADER "a,x,tcp,,,,,,,,,\nb,2,tcp,,,,,,,,,\n");

	assert_int_equal(f->said.diag.errors, 1);
	assert_int_equal(f->registry.row_count, 1);
	assert_string_equal(f->registry.rows[0].field[0], "b");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, reading_end)
	const struct CMUnitTest tests[] = {
		TEST(every_column_of_a_row_is_kept),
		TEST(columns_are_found_by_name_in_any_order),
		TEST(the_older_title_of_unauthorized_use_is_known),
		TEST(a_quoted_field_holds_commas_quotes_and_lines),
		TEST(line_ends_may_be_mixed_and_the_last_one_missing),
		TEST(blank_lines_are_passed_over),
		TEST(a_header_alone_gives_no_rows),
		TEST(every_missing_column_is_named),
		TEST(a_row_of_another_width_is_refused_with_its_line),
		TEST(a_row_of_more_fields_than_any_registry_is_counted),
		TEST(a_fault_is_reported_at_its_line_and_byte),
		TEST(lines_inside_a_field_are_counted),
		TEST(blank_lines_are_counted),
		TEST(the_other_fields_of_a_multi_line_row_have_their_line),
		TEST(columns_count_bytes),
		TEST(a_quote_left_open_is_reported_where_it_opens),
		TEST(text_after_a_closing_quote_is_refused),
		TEST(a_quote_inside_a_plain_field_is_refused),
		TEST(a_good_row_after_a_bad_one_is_still_read),
	};

	return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
