/* SPDX-License-Identifier: MIT */
/* Tests of the reader of IANA's plain text form: what it refuses. */
#include "tests/lib/columns_page.h"

static void
a_bad_cell_is_reported_at_its_place(void **state)
{
	static const union line lines[] = {
		{ROW("foo", "70000", "tcp", "Foo")},
		{.description = "Remote Printing"},
		{ROW("bar", "4712", "tcpp", "and also Another")},
		{.description = "Protocol"},
		{.transport = "   udp", .description = "Neither"},
	};
	struct fixture *f = *state;

	take_services(f, lines, LENGTH(lines));
	assert_string_equal(
		said_all(&f->said),
		"x.txt:7:21: error: port '70000' is above 65535\n"
		"x.txt:9:32: error: unknown transport 'tcpp'\n"
		"x.txt:11:32: error: row with neither a name nor a port\n");
	assert_int_equal(f->registry.row_count, 0);
}

static void
text_between_two_columns_is_refused(void **state)
{
	static const union line lines[] = {
		{ROW("foo", "1", "tcp", "Foo"), .assignee = "[Quux_Limited]"},
		{ROW("bar", "2", "tcp", "Bar"), .assignee = "[Quux_Limited]"},
		{ROW("baz", "3", "tcp", "Baz Protocol over it")},
	};
	struct fixture *f = *state;

	take_services(f, lines, LENGTH(lines));
	assert_string_equal(said_all(&f->said),
			    "x.txt:9:55: error: 'r' stands between"
			    " two columns\n");
}

static void
text_that_belongs_to_no_row_is_refused(void **state)
{
	static const union line lines[] = {
		{.description = "stray text"},
		{ROW("foo", "4711", "tcp", "Foo")},
	};
	struct fixture *f = *state;

	take_services(f, lines, LENGTH(lines));
	assert_string_equal(said_all(&f->said),
			    "x.txt:7:39: error: 'stray text'"
			    " belongs to no row\n");
}

static void
a_person_without_an_identifier_is_refused(void **state)
{
	static const union line nobody = {PERSON("Ann_Able", "Ann Able")};
	struct fixture *f = *state;

	put_services(f, &foo, 1);
	put_people(f, &nobody, 1);
	take(f, f->page, f->page_size);
	assert_string_equal(said_all(&f->said),
			    "x.txt:13:1: error: 'Ann_Able' is not an "
			    "identifier in brackets\n");
}

static void
a_heading_that_lacks_columns_is_refused(void **state)
{
	union line heading = service_heading[1];
	struct fixture *f = *state;

	heading.assignee = heading.reference = "";
	put(f, service_widths, &service_heading[0], 1);
	put(f, service_widths, &heading, 1);
	put(f, service_widths, &foo, 1);
	put_people(f, &ann, 1);
	take(f, f->page, f->page_size);
	assert_string_equal(said_all(&f->said),
			    "x.txt:1:1: error: column 'Assignee' is missing\n"
			    "x.txt:1:1: error: column 'Reference' is"
			    " missing\n");
}

static void
a_table_without_rows_is_refused(void **state)
{
	struct fixture *f = *state;

	take_services(f, NULL, 0);
	assert_string_equal(said_all(&f->said),
			    "x.txt:4:1: error: the table has no rows\n");
}

static void
a_file_without_a_heading_is_refused(void **state)
{
	static const char text[] = "Last Updated\nReference\n";
	struct fixture *f = *state;

	take(f, text, sizeof(text) - 1);
	assert_string_equal(
		said_all(&f->said),
		"x.txt: error: no heading of the table of services\n");
}

static void
a_date_that_is_none_is_refused(void **state)
{
	struct fixture *f = *state;

	put_services(f, &foo, 1);
	put_people(f, &ann, 1);
	memcpy(strstr(f->page, "2001-02-03"), "2001-Feb-3", 10);
	take(f, f->page, f->page_size);
	assert_string_equal(said_all(&f->said),
			    "x.txt:2:12: error: '2001-Feb-3' is not a date\n");
}

static void
a_file_that_was_cut_short_is_refused(void **state)
{
	struct fixture *f = *state;

	put_services(f, &foo, 1);
	take(f, f->page, f->page_size);
	put_people(f, &ann, 1);
	take(f, f->page, f->page_size - 1);
	assert_string_equal(said_all(&f->said),
			    "x.txt:7:1: error: the file ends before the table"
			    " of people\n"
			    "x.txt:13:1: error: the file ends within a line\n");
}

static void
every_beginning_of_a_file_is_refused(void **state)
{
	static const union line lines[] = {
		{.notes = "This entry is an"},
		{ROW("foo_bar", "4711", "tcp", "Foo"),
		 .assignee = "[Quux_Limited]",
		 .notes = "alias to \"foo-bar\"."},
		{.assignee = "[Ann_Able]", .notes = "It is historic, not"},
		{.notes = "usable any more."},
	};
	struct fixture *f = *state;

	put_services(f, lines, LENGTH(lines));
	put_people(f, &ann, 1);
	for (size_t i = 0; i < f->page_size; i++) {
		unsigned int errors = f->said.diag.errors;

		take(f, f->page, i);
		assert_true(f->said.diag.errors > errors);
		registry_free(&f->registry);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_bad_cell_is_reported_at_its_place),
		TEST(text_between_two_columns_is_refused),
		TEST(text_that_belongs_to_no_row_is_refused),
		TEST(a_person_without_an_identifier_is_refused),
		TEST(a_heading_that_lacks_columns_is_refused),
		TEST(a_table_without_rows_is_refused),
		TEST(a_file_without_a_heading_is_refused),
		TEST(a_date_that_is_none_is_refused),
		TEST(a_file_that_was_cut_short_is_refused),
		TEST(every_beginning_of_a_file_is_refused),
	};

	return cmocka_run_group_tests_name("columns refused", tests, NULL,
					   NULL);
}
