/* SPDX-License-Identifier: MIT */
/* Tests of the reader of IANA's plain text form: what it reads. */
#include "tests/lib/columns_page.h"

static void
assert_field(const struct fixture *f, size_t row, enum column column,
	     const char *expected)
{
	assert_string_equal(said_all(&f->said), "");
	assert_true(row < f->registry.row_count);
	assert_string_equal(f->registry.rows[row].field[column], expected);
}

static void
assert_row(const struct fixture *f, size_t row, const char *name,
	   const char *port, const char *transport, const char *description)
{
	assert_field(f, row, COLUMN_NAME, name);
	assert_field(f, row, COLUMN_PORT, port);
	assert_field(f, row, COLUMN_TRANSPORT, transport);
	assert_field(f, row, COLUMN_DESCRIPTION, description);
}

static void
every_column_of_a_row_is_kept(void **state)
{
	static const union line line = {
		{"quux", " 4711-4712", "  dccp", "Quux Protocol", "[Quux_Ltd]",
		 "[Ann_Able]", " 2001-02-03", "  2010-11", "[RFC99999]",
		 "1234567", "seen on 4713", "see below"}};
	static const char *const expected[COLUMNS] = {
		"quux",       "4711-4712",  "dccp",         "Quux Protocol",
		"[Quux_Ltd]", "[Ann_Able]", "2001-02-03",   "2010-11",
		"[RFC99999]", "1234567",    "seen on 4713", "see below",
	};
	struct fixture *f = *state;

	take_services(f, &line, 1);
	for (enum column i = 0; i < COLUMNS; i++)
		assert_field(f, 0, i, expected[i]);
	assert_int_equal(f->registry.rows[0].first, 4711);
	assert_int_equal(f->registry.rows[0].last, 4712);
}

static void
the_date_is_the_line_after_last_updated(void **state)
{
	struct fixture *f = *state;

	take_services(f, &foo, 1);
	assert_row(f, 0, "foo", "4711", "tcp", "Foo Protocol");
	assert_string_equal(f->registry.date, "2001-02-03");
}

static void
a_cell_wrapped_over_five_lines_is_one_cell(void **state)
{
	static const union line lines[] = {
		{.description = "foo++"},
		{.description = ""},
		{ROW("foopp", "4711", "tcp", "IANA assigned")},
		{.description = "this name in its"},
		{.description = "stead."},
	};
	struct fixture *f = *state;

	take_services(f, lines, LENGTH(lines));
	assert_int_equal(f->registry.row_count, 1);
	assert_row(f, 0, "foopp", "4711", "tcp",
		   "foo++\nIANA assigned this name in its stead.");
}

static void
the_middle_of_four_lines_is_the_second(void **state)
{
	static const union line lines[] = {
		{.notes = "This entry is an"},
		{ROW("foo_bar", "4711", "tcp", "Foo"), .assignee = "[Ann_Able]",
		 .notes = "alias to \"foo-bar\"."},
		{.notes = "It is historic, not"},
		{.notes = "usable any more."},
	};
	struct fixture *f = *state;

	take_services(f, lines, LENGTH(lines));
	assert_int_equal(f->registry.row_count, 1);
	assert_row(f, 0, "foo_bar", "4711", "tcp", "Foo");
	assert_field(f, 0, COLUMN_ASSIGNEE, "[Ann_Able]");
	assert_field(f, 0, COLUMN_NOTES,
		     "This entry is an alias to \"foo-bar\"."
		     " It is historic, not usable any more.");
}

static void
rows_of_two_lines_do_not_run_into_each_other(void **state)
{
	static const union line lines[] = {
		{ROW("print", "4711", "tcp", "Remote Printing")},
		{.description = "Protocol"},
		{ROW("print", "4711", "udp", "Remote Printing")},
		{.description = "Protocol"},
		{ROW("print", "4711", "sctp", "Remote Printing")},
	};
	struct fixture *f = *state;

	take_services(f, lines, LENGTH(lines));
	assert_int_equal(f->registry.row_count, 3);
	assert_row(f, 0, "print", "4711", "tcp", "Remote Printing Protocol");
	assert_row(f, 1, "print", "4711", "udp", "Remote Printing Protocol");
	assert_row(f, 2, "print", "4711", "sctp", "Remote Printing");
}

static void
text_that_cannot_go_on_a_row_begins_the_next(void **state)
{
	static const union line lines[] = {
		{ROW("aaa", "4711", "tcp", "Short")},
		{.description = "Remote Printing"},
		{ROW("bbb", "4712", "tcp", "and also Another")},
		{.description = "Protocol"},
	};
	struct fixture *f = *state;

	take_services(f, lines, LENGTH(lines));
	assert_row(f, 0, "aaa", "4711", "tcp", "Short");
	assert_row(f, 1, "bbb", "4712", "tcp",
		   "Remote Printing and also Another Protocol");
}

static void
rows_may_lack_a_port_or_a_transport_or_a_name(void **state)
{
	static const union line lines[] = {
		{ROW(NULL, "0", "tcp", "Reserved")},
		{ROW(NULL, "12-34", "", "Unassigned")},
		{ROW("cms", "6400", "", "Contents")},
		{ROW("bird", "", "tcp", "Bird Watching")},
		{ROW("fish", "", "", "Fish Counting")},
	};
	struct fixture *f = *state;

	take_services(f, lines, LENGTH(lines));
	assert_row(f, 0, "", "0", "tcp", "Reserved");
	assert_row(f, 1, "", "12-34", "", "Unassigned");
	assert_row(f, 2, "cms", "6400", "", "Contents");
	assert_row(f, 3, "bird", "", "tcp", "Bird Watching");
	assert_row(f, 4, "fish", "", "", "Fish Counting");
}

static void
a_name_may_be_wrapped(void **state)
{
	static const union line lines[] = {
		{.name = "Fruit Remote"},
		{ROW("Desktop (Net", "3283", "tcp", "Assistant")},
		{.name = "Assistant)"},
		{ROW("Newt (Fruit", "3679", "tcp", "Newt Dock")},
		{.name = "Docks)"},
		{ROW("Newt (Fruit", "3679", "udp", "Newt Dock")},
		{.name = "Docks)"},
	};
	struct fixture *f = *state;

	take_services(f, lines, LENGTH(lines));
	assert_row(f, 0, "Fruit Remote Desktop (Net Assistant)", "3283", "tcp",
		   "Assistant");
	assert_row(f, 1, "Newt (Fruit Docks)", "3679", "tcp", "Newt Dock");
	assert_row(f, 2, "Newt (Fruit Docks)", "3679", "udp", "Newt Dock");
}

static void
brackets_are_joined_without_a_space(void **state)
{
	static const union line lines[] = {
		{ROW("foo", "4711", "tcp", "Foo"), .assignee = "[Quux_Limited]",
		 .contact = "[Association_", .reference = "[ISO/IEC 4711"},
		{.assignee = "[Ann_Able]",
		 .contact = "of_Friends]",
		 .reference = "Foo]"},
	};
	struct fixture *f = *state;

	take_services(f, lines, LENGTH(lines));
	assert_field(f, 0, COLUMN_ASSIGNEE, "[Quux_Limited][Ann_Able]");
	assert_field(f, 0, COLUMN_CONTACT, "[Association_of_Friends]");
	assert_field(f, 0, COLUMN_REFERENCE, "[ISO/IEC 4711 Foo]");
}

static void
columns_are_measured_in_bytes_or_else_in_characters(void **state)
{
	static const union line lines[] = {
		{ROW("foo", "1", "tcp", "Foo"), .assignee = "[Quux_Limited]"},
		{ROW("bar", "2", "tcp", "Zw\303\266lf"),
		 .assignee = "[Quux_Limited]", .contact = "[Ann_Able]"},
		{ROW("baz", "3", "tcp", "Zw\303\266lf           "),
		 .assignee = "[Quux_Limited]", .contact = "[Ann_Able]"},
	};
	struct fixture *f = *state;

	take_services(f, lines, LENGTH(lines));
	assert_int_equal(f->registry.row_count, 3);
	for (size_t i = 1; i < 3; i++) {
		assert_field(f, i, COLUMN_DESCRIPTION, "Zw\303\266lf");
		assert_field(f, i, COLUMN_ASSIGNEE, "[Quux_Limited]");
		assert_field(f, i, COLUMN_CONTACT, "[Ann_Able]");
	}
}

static void
every_column_of_a_person_is_kept(void **state)
{
	static const union line people[] = {
		{.organisation = "Friends of the"},
		{PERSON("[Ann_Able]", "Ann Able"),
		 .organisation = "International",
		 .uri = "mailto:ann&foo.example", .updated = "2001-02-03"},
		{.organisation = "Foo"},
		{.id = "[Quux_Ltd]", .organisation = "Quux Ltd."},
	};
	static const char *const expected[][PERSON_FIELDS] = {
		{"Ann_Able", "Ann Able", "Friends of the International Foo",
		 "mailto:ann&foo.example", "2001-02-03"},
		{"Quux_Ltd", "", "Quux Ltd.", "", ""},
	};
	struct fixture *f = *state;

	put_services(f, &foo, 1);
	put_people(f, people, LENGTH(people));
	fputs("\n        Footnote\n\n   [1] See RFC 99999.\n", f->out);
	fflush(f->out);
	take(f, f->page, f->page_size);
	assert_string_equal(said_all(&f->said), "");
	assert_people(&f->registry, expected, LENGTH(expected));
}

static void
lines_may_end_in_cr_lf(void **state)
{
	struct fixture *f = *state;
	char *text, *end;

	put_services(f, &foo, 1);
	put_people(f, &ann, 1);
	end = text = malloc(2 * f->page_size);
	assert_non_null(text);
	for (size_t i = 0; i < f->page_size; i++) {
		if (f->page[i] == '\n')
			*end++ = '\r';
		*end++ = f->page[i];
	}
	take(f, text, (size_t)(end - text));
	free(text);
	assert_row(f, 0, "foo", "4711", "tcp", "Foo Protocol");
	assert_string_equal(f->registry.people[0][1], "Ann Able");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_column_of_a_row_is_kept),
		TEST(the_date_is_the_line_after_last_updated),
		TEST(a_cell_wrapped_over_five_lines_is_one_cell),
		TEST(the_middle_of_four_lines_is_the_second),
		TEST(rows_of_two_lines_do_not_run_into_each_other),
		TEST(text_that_cannot_go_on_a_row_begins_the_next),
		TEST(rows_may_lack_a_port_or_a_transport_or_a_name),
		TEST(a_name_may_be_wrapped),
		TEST(brackets_are_joined_without_a_space),
		TEST(columns_are_measured_in_bytes_or_else_in_characters),
		TEST(every_column_of_a_person_is_kept),
		TEST(lines_may_end_in_cr_lf),
	};

	return cmocka_run_group_tests_name("columns", tests, NULL, NULL);
}
