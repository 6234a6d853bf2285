/* SPDX-License-Identifier: MIT */
/* Tests of the reader of the registry's web page. */
#include "tests/lib/reading.h"

#include <string.h>

#define START "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body>\n"
#define END   "</body></html>\n"

#define HEADER                                                                 \
	"<table><thead><tr><th>Service Name</th><th>Port Number</th>"          \
	"<th>Transport Protocol</th><th>Description</th><th>Assignee</th>"     \
	"<th>Contact</th><th>Registration Date</th>"                           \
	"<th>Modification Date</th><th>Reference</th><th>Service Code</th>"    \
	"<th>Known Unauthorized Uses</th><th>Assignment Notes</th>"            \
	"</tr></thead><tbody>\n"
#define FOOT "</tbody></table>\n"

/* A row that gives its first four cells. */
#define ROW(cells)                                                             \
	"<tr>" cells "<td></td><td/><td/><td/><td/><td/><td/><td/></tr>\n"

#define GOOD_ROW ROW("<td>quux</td><td>7</td><td>udp</td><td>Quux</td>")

static int
set_up(void **state)
{
	return reading_begin(state, "x.xhtml", xhtml_read);
}

static const char *
only_field(void **state, const char *text, enum column column)
{
	struct reading *f = take(state, text);

	assert_string_equal(said_all(&f->said), "");
	assert_int_equal(f->registry.row_count, 1);
	return f->registry.rows[0].field[column];
}

static void
columns_are_found_by_their_titles(void **state)
{
	static const char *const expected[COLUMNS] = {
		"quux",       "4711-4712",   "dccp",         "Quux <Protocol>",
		"[Quux_Ltd]", "[A_Able][B]", "2001-02-03",   "2010-11",
		"[RFC99999]", "1234567890",  "seen on 4713", "see below",
	};
	struct reading *f = take(
		state, START
		"<table class=\"sortable\"><thead><tr>\n"
		"<th>Assignment Notes</th><th>Unauthorized Use Reported</th>\n"
		"<th>Service Code</th><th>Reference</th>\n"
		"<th>Modification Date</th><th>Registration Date</th>\n"
		"<th>Contact</th><th>Assignee</th><th>Description</th>\n"
		"<th>Transport Protocol</th><th>Port Number</th>\n"
		"<th>\n Service Name </th></tr></thead><tbody><tr>\n"
		"<td>see below</td><td>seen on 4713</td>\n"
		"<td align=\"center\">1234567890</td>\n"
		"<td>[<a href=\"http://a.b/rfc99999\">RFC99999</a>]</td>\n"
		"<td>2010-11</td><td>2001-02-03</td>\n"
		"<td>[<a href=\"#A_Able\">A_Able</a>][<a>B</a>]</td>\n"
		"<td>[<a href=\"#Quux_Ltd\">Quux_Ltd</a>]</td>\n"
		"<td>Quux &lt;Protocol&gt;</td><td>dccp</td>\n"
		"<td>4711-4712</td><td>\n  quux\n</td></tr>\n" FOOT END);

	assert_row(f, 0, expected);
	assert_int_equal(f->registry.row_count, 1);
}

static void
the_page_gives_the_registry_its_date(void **state)
{
	struct reading *f = take(
		state, START
		"<dl><dt>Expert(s)</dt><dd>2001-01-01</dd>\n"
		"<dt>Last Updated</dt><dd>\n 2020-06-07</dd>\n"
		"<dt>Note</dt><dd>none</dd></dl>\n" HEADER GOOD_ROW FOOT END);

	assert_string_equal(said_all(&f->said), "");
	assert_string_equal(f->registry.date, "2020-06-07");
}

static void
people_lose_the_brackets_of_their_ids(void **state)
{
	static const char *const expected[PERSON_FIELDS] = {
		"Ann_Able", "Ann Able", "Able & Co", "mailto:a&b.example",
		"2003-11"};
	struct reading *f = take(
		state, START HEADER GOOD_ROW FOOT
		"<table><thead><tr><th>ID</th><th>Name</th>"
		"<th>Organization</th><th>Contact URI</th>"
		"<th>Last Updated</th></tr></thead><tbody>\n"
		"<tr><td>\n <a name=\"Ann_Able\">[Ann_Able]</a>\n</td>"
		"<td>Ann Able</td><td>Able &amp; Co</td>"
		"<td><a href=\"mailto:a&amp;b.example\">mailto:a&amp;b.example"
		"</a></td><td>2003-11</td></tr>\n" FOOT END);

	assert_string_equal(said_all(&f->said), "");
	assert_people(&f->registry, &expected, 1);
}

static void
other_tables_are_left_alone(void **state)
{
	assert_string_equal(
		only_field(state,
			   START "<table><tr><td>7</td></tr><tr/></table>\n"
				 "<table><tr><th>Description</th></tr>"
				 "<tr><td>a</td></tr></table>\n" HEADER GOOD_ROW
					 FOOT END,
			   COLUMN_DESCRIPTION),
		"Quux");
}

static void
a_break_in_a_cell_is_one_line_feed(void **state)
{
	assert_string_equal(
		only_field(state,
			   START HEADER ROW("<td/><td/><td/>"
					    "<td>a<br /><br />\nb<br/>c</td>")
				   FOOT END,
			   COLUMN_DESCRIPTION),
		"a\nb\nc");
}

static void
entities_of_xhtml_need_no_declaration(void **state)
{
	struct reading *f = take(
		state, START HEADER ROW("<td>&nbsp;</td><td>&#160;</td>"
					"<td>tcp</td>"
					"<td>a&nbsp;b &eacute;</td>") FOOT END);
	const char *const *field = f->registry.rows[0].field;

	assert_string_equal(said_all(&f->said), "");
	assert_string_equal(field[COLUMN_NAME], "");
	assert_string_equal(field[COLUMN_PORT], "");
	assert_string_equal(field[COLUMN_DESCRIPTION], "a b &eacute;");
}

static void
the_dtd_of_xhtml_is_not_fetched(void **state)
{
	assert_string_equal(
		only_field(state,
			   "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0"
			   " Strict//EN\" \"/etc/hostname\">\n" START HEADER
				   ROW("<td>a</td><td>7</td><td>tcp</td>"
				       "<td>a&nbsp;b</td>") FOOT END,
			   COLUMN_DESCRIPTION),
		"a b");
}

static void
a_bad_number_is_reported_where_it_begins(void **state)
{
	assert_refused(state,
		       START HEADER ROW("<td>\xc3\xa9</td><td>\n  70000</td>"
					"<td>tcp</td><td/>") FOOT END,
		       "x.xhtml:3:9: error: '\xc3\xa9' is not a service name\n"
		       "x.xhtml:4:3: error: port '70000' is above 65535\n");
}

static void
a_row_that_is_too_short_is_reported(void **state)
{
	assert_refused(state,
		       START HEADER
		       "<tr><td>a</td><td>7</td></tr>\n" GOOD_ROW FOOT END,
		       "x.xhtml:3:1: error: row of 2 cells where the header"
		       " has 12\n");
	assert_int_equal(((struct reading *)*state)->registry.row_count, 1);
}

static void
a_row_of_a_hundred_cells_is_reported(void **state)
{
	char text[4096] = START HEADER "<tr>";

	for (int i = 0; i < 100; i++)
		strcat(text, "<td>7</td>");
	strcat(text, "</tr>\n" FOOT END);
	assert_refused(state, text,
		       "x.xhtml:3:1: error: row of 100 cells where the header"
		       " has 12\n");
}

static void
every_missing_column_is_reported(void **state)
{
	assert_refused(
		state,
		START "<table><tr><th>Service Name</th><th>Port Number</th>"
		      "<th>Transport Protocol</th><th>Description</th>"
		      "<th>Assignee</th><th>Contact</th>"
		      "<th>Registration Date</th><th>Modification Date</th>"
		      "<th>Reference</th><th>Assignment Notes</th></tr>\n"
		      "<tr><td>a</td></tr>\n</table>" END,
		"x.xhtml:2:8: error: column 'Service Code' is missing\n"
		"x.xhtml:2:8: error: column 'Unauthorized Use Reported' is"
		" missing\n");
}

static void
a_column_given_twice_is_refused(void **state)
{
	assert_refused(state,
		       START
		       "<table><tr><th>ID</th><th>Contact URI</th>"
		       "<th>ID</th></tr></table>" HEADER GOOD_ROW FOOT END,
		       "x.xhtml:2:47: error: duplicate column 'ID'\n");
}

static void
an_unknown_column_is_warned_of(void **state)
{
	struct reading *f = take(
		state, START
		"<table><tr><th>ID</th><th>Shoe Size</th>"
		"<th>Contact URI</th></tr>\n"
		"<tr><td>[A]</td><td>44</td><td>b</td></tr></table>\n" HEADER
			GOOD_ROW FOOT END);

	assert_string_equal(said_all(&f->said),
			    "x.xhtml:2:27: warning: unknown column"
			    " 'Shoe Size' ignored\n");
	assert_string_equal(f->registry.people[0][PERSON_URI], "b");
}

static void
a_page_without_the_table_is_refused(void **state)
{
	assert_refused(state, START "<p>Not found</p>" END,
		       "x.xhtml: error: the page has no table with the columns"
		       " 'Service Name' and 'Port Number'\n");
}

static void
an_empty_table_is_refused(void **state)
{
	assert_refused(state, START HEADER FOOT END,
		       "x.xhtml: error: the table of services has no rows\n");
}

static void
html_that_is_not_well_formed_is_refused(void **state)
{
	assert_refused(state,
		       "<!DOCTYPE html>\n<html><body>\n<p>a<br>b</p>\n" END,
		       "x.xhtml:3:12: error: mismatched tag; a page must be"
		       " well-formed XHTML\n");
}

static void
a_truncated_page_is_refused(void **state)
{
	assert_refused(state, START HEADER GOOD_ROW "<tr><td>a",
		       "x.xhtml:4:10: error: no element found: the file ends"
		       " too early\n");
}

static void
declared_entities_are_refused(void **state)
{
	assert_refused(state,
		       "<!DOCTYPE html [<!ENTITY nbsp \"aaaa\">]>\n" START END,
		       "x.xhtml:1:16: error: the document declares entities or"
		       " attributes of its own, which is not allowed\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, reading_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(columns_are_found_by_their_titles),
		TEST(the_page_gives_the_registry_its_date),
		TEST(people_lose_the_brackets_of_their_ids),
		TEST(other_tables_are_left_alone),
		TEST(a_break_in_a_cell_is_one_line_feed),
		TEST(entities_of_xhtml_need_no_declaration),
		TEST(the_dtd_of_xhtml_is_not_fetched),
		TEST(a_bad_number_is_reported_where_it_begins),
		TEST(a_row_that_is_too_short_is_reported),
		TEST(a_row_of_a_hundred_cells_is_reported),
		TEST(every_missing_column_is_reported),
		TEST(a_column_given_twice_is_refused),
		TEST(an_unknown_column_is_warned_of),
		TEST(a_page_without_the_table_is_refused),
		TEST(an_empty_table_is_refused),
		TEST(html_that_is_not_well_formed_is_refused),
		TEST(a_truncated_page_is_refused),
		TEST(declared_entities_are_refused),
	};

	return cmocka_run_group_tests_name("xhtml", tests, NULL, NULL);
}
