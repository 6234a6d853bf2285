/* SPDX-License-Identifier: MIT */
/* Tests of the reader of the registry's web page saved as text. */
#include "tests/lib/reading.h"

#include <stdlib.h>
#include <string.h>

/* Rows begin at line 6. */
#define HEAD                                                                   \
	"Service Name and Transport Protocol Port Number Registry\n"           \
	"Last Updated\n"                                                       \
	"2001-02-03\n"                                                         \
	"Reference\n"                                                          \
	"Service Name Port Number Transport Protocol Description Assignee"     \
	" Contact Registration Date Modification Date Reference Service Code"  \
	" Unauthorized Use Reported Assignment Notes\n"
#define PEOPLE                                                                 \
	"\nContact Information\n\n"                                            \
	"ID Name Organization Contact URI Last Updated\n"
#define ANN "[Ann_Able] Ann Able mailto:ann&foo.example 2001-02-03\n"
#define BEN "[Ben_Best] Ben Best Quux mailto:ben@quux.example\n"

static int
set_up(void **state)
{
	return reading_begin(state, "x.txt", page_read);
}

#define ROW(f, i, ...)                                                         \
	assert_row(f, i, (const char *const[COLUMNS]){__VA_ARGS__})

static void
every_cell_of_a_row_is_kept(void **state)
{
	struct reading *f = take(
		state, HEAD
		"quux 4711-4712 dccp Quux Protocol [Quux_Ltd][Ben_Best]"
		" [Ann_Able] 2001-02-03 2010-11 [RFC99999][ISO/IEC 4711 Foo]"
		" 1234567 Known Unauthorized Use on port 4713 This entry is an"
		" alias to \"foo\".\n" PEOPLE ANN BEN);

	ROW(f, 0, "quux", "4711-4712", "dccp", "Quux Protocol",
	    "[Quux_Ltd][Ben_Best]", "[Ann_Able]", "2001-02-03", "2010-11",
	    "[RFC99999][ISO/IEC 4711 Foo]", "1234567",
	    "Known Unauthorized Use on port 4713",
	    "This entry is an alias to \"foo\".");
	assert_int_equal(f->registry.row_count, 1);
	assert_string_equal(f->registry.date, "2001-02-03");
}

static void
cells_may_be_missing(void **state)
{
	struct reading *f = take(
		state, HEAD
		"emc 1 tcp EMC Service\n"
		"2-3 Unassigned\n"
		"3link 4 udp 3Link [Ann_Able] [Ann_Able]\n"
		"5 udp Reserved\n"
		"cms 6 Contents [Ann_Able] [Ann_Able] 2001-02\n"
		"7 Reserved 2001-02-03 [RFC99999]\n"
		"ssh 8 tcp Shell Protocol [RFC99998] Defined TXT keys: u\n"
		"sso 9 tcp Single [Ann_Able] 2001-02-03\n"
		"10 Unassigned Unofficial use of port 10 by Quux\n" PEOPLE ANN);

	assert_int_equal(f->registry.row_count, 9);
	ROW(f, 0, "emc", "1", "tcp", "EMC Service");
	ROW(f, 1, "", "2-3", "", "Unassigned");
	ROW(f, 2, "3link", "4", "udp", "3Link", "[Ann_Able]", "[Ann_Able]");
	ROW(f, 3, "", "5", "udp", "Reserved");
	ROW(f, 4, "cms", "6", "", "Contents", "[Ann_Able]", "[Ann_Able]",
	    "2001-02");
	ROW(f, 5, "", "7", "", "Reserved", "", "", "", "2001-02-03",
	    "[RFC99999]");
	ROW(f, 6, "ssh", "8", "tcp", "Shell Protocol", "", "", "", "",
	    "[RFC99998]", "", "", "Defined TXT keys: u");
	ROW(f, 7, "sso", "9", "tcp", "Single", "[Ann_Able]", "", "2001-02-03");
	ROW(f, 8, "", "10", "", "Unassigned", "", "", "", "", "", "",
	    "Unofficial use of port 10 by Quux");
}

static void
brackets_in_descriptions_are_no_people(void **state)
{
	struct reading *f = take(
		state, HEAD
		"ftp 21 tcp Files [Control] [Ann_Able] [Ann_Able] [RFC99999]\n"
		"mpm 45 tcp Messages [recv]\n"
		"46 tcp Unassigned [was mpm]\n"
		"pc 47 tcp PC over IP [Quux] [Ann_Able] 2001-02\n"
		"reg 48 tcp Registrar [RFC99998] [Ann_Able] [Ben_Best]"
		" [RFC99997]\n" PEOPLE ANN);

	ROW(f, 0, "ftp", "21", "tcp", "Files [Control]", "[Ann_Able]",
	    "[Ann_Able]", "", "", "[RFC99999]");
	ROW(f, 1, "mpm", "45", "tcp", "Messages [recv]");
	ROW(f, 2, "", "46", "tcp", "Unassigned [was mpm]");
	ROW(f, 3, "pc", "47", "tcp", "PC over IP", "[Quux]", "[Ann_Able]",
	    "2001-02");
	ROW(f, 4, "reg", "48", "tcp", "Registrar [RFC99998]", "[Ann_Able]",
	    "[Ben_Best]", "", "", "[RFC99997]");
}

static void
without_a_table_of_people_brackets_are_judged_by_themselves(void **state)
{
	struct reading *f =
		take(state,
		     HEAD "ftp 21 tcp Files [Control] [Ann] [Ben] 2001-02-03\n"
			  "foo 22 tcp Foo [ISO/IEC 1 Foo]\n");

	ROW(f, 0, "ftp", "21", "tcp", "Files [Control]", "[Ann]", "[Ben]",
	    "2001-02-03");
	ROW(f, 1, "foo", "22", "tcp", "Foo", "", "", "", "", "[ISO/IEC 1 Foo]");
}

static void
lines_that_begin_no_row_go_on_with_the_one_before(void **state)
{
	struct reading *f = take(
		state, HEAD
		"foopp 126 tcp foo++\n"
		"IANA assigned this name. [Ann_Able] [Ann_Able] 2001-02-03\n"
		"foo++ 126 tcp foo++ [Ann_Able] [Ann_Able] This entry is an"
		" alias to \"foopp\".\n"
		"Port 126 Previously assigned to bar:\n"
		"126 used to be another's\n"
		"\n"
		"over it.\n"
		"bar 127 tcp Bar\n" PEOPLE ANN);

	assert_int_equal(f->registry.row_count, 3);
	ROW(f, 0, "foopp", "126", "tcp", "foo++\nIANA assigned this name.",
	    "[Ann_Able]", "[Ann_Able]", "2001-02-03");
	ROW(f, 1, "foo++", "126", "tcp", "foo++", "[Ann_Able]", "[Ann_Able]",
	    "", "", "", "", "",
	    "This entry is an alias to \"foopp\".\n"
	    "Port 126 Previously assigned to bar:\n"
	    "126 used to be another's\n\nover it.");
	ROW(f, 2, "bar", "127", "tcp", "Bar");
}

static void
services_without_a_port_follow_the_last_port(void **state)
{
	struct reading *f =
		take(state, HEAD
		     "49151 IANA Reserved\n"
		     "argus ARGUS Protocol\n"
		     "bird tcp Birds [Ann_Able] [Ann_Able] Defined TXT keys:\n"
		     "height the height\n"
		     "path=the path\n"
		     "cat Cats [Ann_Able] [Ann_Able]\n"
		     "x-dog Dogs\n" PEOPLE ANN);

	assert_int_equal(f->registry.row_count, 5);
	ROW(f, 1, "argus", "", "", "ARGUS Protocol");
	ROW(f, 2, "bird", "", "tcp", "Birds", "[Ann_Able]", "[Ann_Able]", "",
	    "", "", "", "",
	    "Defined TXT keys:\nheight the height\npath=the path");
	ROW(f, 3, "cat", "", "", "Cats", "[Ann_Able]", "[Ann_Able]");
	ROW(f, 4, "x-dog", "", "", "Dogs");
}

static void
names_may_hold_spaces(void **state)
{
	struct reading *f =
		take(state, HEAD "Fruit Remote Desktop (Net Assistant)"
				 " 3283 tcp Net Assistant\n");

	ROW(f, 0, "Fruit Remote Desktop (Net Assistant)", "3283", "tcp",
	    "Net Assistant");
}

static void
identifiers_tell_where_names_end(void **state)
{
	static const char *const expected[][PERSON_FIELDS] = {
		{"Ann_Able", "Ann Able", "", "mailto:ann&foo.example",
		 "2001-02-03"},
		{"Ben_Best", "Ben Best", "Quux", "mailto:ben@quux.example", ""},
		{"Zoe_O_Hara_2", "Zo\303\253 O'Hara", "Foo AG", "", "2001-02"},
		{"Foo_Project", "Cat Call", "Foo Project 25", "", ""},
		{"Quux_Ltd", "Quux Ltd., Inc. of Nowhere", "", "", ""},
		{"Association_of_Frien", "Association of Friends Foo", "", "",
		 ""},
		{"gary", "Someone Else", "", "mailto:g&foo.example tel:+1-2",
		 ""},
	};
	struct reading *f =
		take(state,
		     HEAD "foo 1 tcp Foo\n" PEOPLE ANN BEN
			  "[Zoe_O_Hara_2] Zo\303\253 O'Hara Foo AG 2001-02\n"
			  "[Foo_Project] Cat Call Foo Project 25\n"
			  "[Quux_Ltd] Quux Ltd., Inc. of Nowhere\n"
			  "[Association_of_Frien] Association of Friends Foo\n"
			  "[gary] Someone Else mailto:g&foo.example tel:+1-2\n"
			  "\n"
			  "Footnotes\n"
			  "[1] See RFC 99999.\n");

	assert_string_equal(said_all(&f->said), "");
	assert_people(&f->registry, expected, LENGTH(expected));
}

static void
pages_may_follow_each_other(void **state)
{
	struct reading *f = take(state, HEAD "foo 2 tcp Foo\n" PEOPLE ANN HEAD
					     "bar 1 Bar\n" PEOPLE BEN);

	assert_int_equal(f->registry.row_count, 2);
	assert_int_equal(f->registry.person_count, 2);
	ROW(f, 1, "bar", "1", "", "Bar");
}

static void
a_bad_cell_is_reported_at_its_place(void **state)
{
	assert_refused(state,
		       HEAD "foo 70000 tcp Foo\n"
			    "  bar 80-79 udp Bar\n" PEOPLE ANN "[] Nobody\n",
		       "x.txt:6:5: error: port '70000' is above 65535\n"
		       "x.txt:7:7: error: port range '80-79' is reversed\n"
		       "x.txt:13:1: error: '[] Nobody' does not begin with an"
		       " identifier in brackets\n");
}

static void
a_first_line_that_is_no_row_is_refused(void **state)
{
	assert_refused(state, HEAD "1 2 3 ... 146\n" PEOPLE ANN,
		       "x.txt:6:1: error: '1 2 3 ... 146' is not a row of the "
		       "registry\n"
		       "x.txt:5:1: error: the table has no rows\n");
}

static void
a_table_without_rows_is_refused(void **state)
{
	assert_refused(state, HEAD PEOPLE ANN,
		       "x.txt:5:1: error: the table has no rows\n");
}

static void
a_heading_that_lacks_columns_is_refused(void **state)
{
	assert_refused(state,
		       "Service Name Port Number Transport Protocol Assignee"
		       " Contact Registration Date Reference Service Code"
		       " Unauthorized Use Reported Assignment Notes\n"
		       "foo 1 tcp Foo\n",
		       "x.txt:1:1: error: column 'Description' is missing\n"
		       "x.txt:1:1: error: column 'Modification Date' is"
		       " missing\n");
}

static void
a_file_without_a_heading_is_refused(void **state)
{
	assert_refused(state, "foo 1 tcp Foo\n",
		       "x.txt: error: no heading of the table of services\n");
}

static void
a_file_that_ends_within_a_row_is_refused(void **state)
{
	assert_refused(state, HEAD "foo 1 tcp Foo\nbar 2 t",
		       "x.txt:7:1: error: the file ends within a line\n");
}

static void
every_beginning_of_a_file_is_read_or_refused(void **state)
{
	static const char page[] = HEAD
		"foo 1 dccp Foo [Bar [Ann_Able] [Ann_Able] 2001-02-03 2001-02"
		" [RFC1][ISO 2] 12 Unauthorized Use This entry is\nold.\n"
		"2-3 Unassigned\n49151 Reserved\n"
		"bar Bar\nbaz tcp Baz\n" PEOPLE ANN BEN;
	struct reading *f = *state;
	char *beginning = strdup(page);

	assert_non_null(beginning);
	for (size_t i = sizeof(page); i-- > 0;) {
		beginning[i] = '\0';
		take(state, beginning);
		registry_free(&f->registry);
	}
	free(beginning);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, reading_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_cell_of_a_row_is_kept),
		TEST(cells_may_be_missing),
		TEST(brackets_in_descriptions_are_no_people),
		TEST(without_a_table_of_people_brackets_are_judged_by_themselves),
		TEST(lines_that_begin_no_row_go_on_with_the_one_before),
		TEST(services_without_a_port_follow_the_last_port),
		TEST(names_may_hold_spaces),
		TEST(identifiers_tell_where_names_end),
		TEST(pages_may_follow_each_other),
		TEST(a_bad_cell_is_reported_at_its_place),
		TEST(a_first_line_that_is_no_row_is_refused),
		TEST(a_table_without_rows_is_refused),
		TEST(a_heading_that_lacks_columns_is_refused),
		TEST(a_file_without_a_heading_is_refused),
		TEST(a_file_that_ends_within_a_row_is_refused),
		TEST(every_beginning_of_a_file_is_read_or_refused),
	};

	return cmocka_run_group_tests_name("page", tests, NULL, NULL);
}
