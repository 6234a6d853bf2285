/* SPDX-License-Identifier: MIT */
/* Tests of the reader of IANA's XML form. */
#include "tests/lib/reading.h"

#include <stdlib.h>

static int
set_up(void **state)
{
	return reading_begin(state, "x.xml", xml_read);
}

/* Reads one record, which holds what is given from line 2 on. */
static struct reading *
take_record(void **state, const char *inside)
{
	struct reading *f;
	char *text;

	assert_true(asprintf(&text,
			     "<registry><record>\n%s</record></registry>",
			     inside) > 0);
	f = take(state, text);
	free(text);
	return f;
}

static void
assert_field(void **state, const char *inside, enum column column,
	     const char *expected)
{
	struct reading *f = take_record(state, inside);

	assert_string_equal(said_all(&f->said), "");
	assert_int_equal(f->registry.row_count, 1);
	assert_string_equal(f->registry.rows[0].field[column], expected);
}

static void
every_element_of_a_record_has_its_column(void **state)
{
	static const char *const expected[COLUMNS] = {
		"quux",       "4711-4712",  "dccp",         "Quux Protocol",
		"[Quux_Ltd]", "[Ann_Able]", "2001-02-03",   "2010-11",
		"[RFC99999]", "1234567890", "seen on 4713", "see below",
	};
	struct reading *f = take(
		state, "<?xml version='1.0' encoding='UTF-8'?>\n"
		       "<?xml-stylesheet type='text/xsl' href='a.xsl'?>\n"
		       "<registry xmlns='http://www.iana.org/assignments'"
		       " id='service-names-port-numbers'>\n"
		       "<title>Names</title><updated>2020-06-07</updated>\n"
		       "<note>As in <xref type='rfc' data='rfc1'/></note>\n"
		       "<record date='2001-02-03' updated='2010-11'>\n"
		       "  <note>see below</note>\n"
		       "  <number>4711-4712</number>\n"
		       "  <xref type='rfc' data='rfc99999'/>\n"
		       "  <unauthorized>seen on 4713</unauthorized>\n"
		       "  <sc>1234567890</sc>\n"
		       "  <xref type='person' data='Ann_Able'/>\n"
		       "  <assignee>\n"
		       "    <xref type='person' data='Quux_Ltd'/>\n"
		       "  </assignee>\n"
		       "  <protocol>dccp</protocol>\n"
		       "  <description>Quux Protocol</description>\n"
		       "  <name>quux</name>\n"
		       "</record>\n"
		       "<footnote anchor='1'>Not so</footnote>\n"
		       "</registry>\n");

	assert_row(f, 0, expected);
	assert_int_equal(f->registry.row_count, 1);
	assert_string_equal(f->registry.date, "2020-06-07");
}

static void
a_person_reference_becomes_a_bracketed_id(void **state)
{
	assert_field(state, "<xref type='person' data='_9Lives'/>",
		     COLUMN_CONTACT, "[_9Lives]");
}

static void
several_contacts_stand_side_by_side(void **state)
{
	assert_field(state,
		     "<xref type='person' data='A'/>\n"
		     "<xref type='rfc' data='rfc7'/>\n"
		     "<xref type='person' data='B'/>\n",
		     COLUMN_CONTACT, "[A][B]");
}

static void
several_references_stand_side_by_side(void **state)
{
	assert_field(state,
		     "<xref type='note' data='1'/>\n"
		     "<xref type='person' data='Ann_Able'/>\n"
		     "<xref type='rfc' data='rfc7'/>\n"
		     "<xref type='draft' data='draft-x-y-03'/>",
		     COLUMN_REFERENCE, "[1][RFC7][draft-x-y-03]");
}

static void
several_assignees_stand_side_by_side(void **state)
{
	assert_field(state,
		     "<assignee>\n  <xref type='person' data='A'/>\n"
		     "  <xref type='person' data='B'/>\n</assignee>",
		     COLUMN_ASSIGNEE, "[A][B]");
}

static void
the_contact_is_the_assignee_where_none_is_named(void **state)
{
	assert_field(state, "<xref type='person' data='Ann_Able'/>",
		     COLUMN_ASSIGNEE, "[Ann_Able]");
}

static void
an_assignee_is_no_contact(void **state)
{
	assert_field(state,
		     "<assignee><xref type='person' data='A'/></assignee>",
		     COLUMN_CONTACT, "");
}

static void
the_text_of_a_reference_replaces_its_data(void **state)
{
	assert_field(state,
		     "<xref type='uri' data='http://a.b/c'>\n  TR-1 &amp;"
		     " TR-2 </xref><xref type='uri' data='http://d.e/f'>\n"
		     "</xref>",
		     COLUMN_REFERENCE, "[TR-1 & TR-2][http://d.e/f]");
}

static void
a_reference_without_data_or_text_is_nothing(void **state)
{
	assert_field(state, "<note>a<xref type='text'/>b</note><xref/>",
		     COLUMN_NOTES, "ab");
}

static void
a_reference_inside_a_note_stays_in_its_place(void **state)
{
	assert_field(state, "<note>See <xref type='rfc' data='rfc7'/>.</note>",
		     COLUMN_NOTES, "See [RFC7].");
}

static void
breaks_and_the_line_feed_after_them_are_one_line_feed(void **state)
{
	assert_field(state,
		     "<description>a<br/><br/>\nb<br/>c<br/></description>",
		     COLUMN_DESCRIPTION, "a\nb\nc");
}

static void
a_paragraph_is_indented_further(void **state)
{
	assert_field(state,
		     "<note>\n <paragraph>one</paragraph>\n"
		     " <paragraph>two</paragraph>\n</note>",
		     COLUMN_NOTES, "one\n         two");
}

static void
a_second_note_goes_on_a_line_of_its_own(void **state)
{
	assert_field(state, "<note>one</note><note>two</note>", COLUMN_NOTES,
		     "one\ntwo");
}

static void
people_are_read_with_their_ids(void **state)
{
	static const char *const expected[][PERSON_FIELDS] = {
		{"_9Lives", "", "9 Lives", "mailto:a&nine.example", "2003-11"},
		{"Ann_Able", "Ann \303\204ble", "", "", ""},
	};
	struct reading *f =
		take(state, "<registry><record><name>a</name></record><people>"
			    "<person id='_9Lives'><org>9 Lives</org>"
			    "<uri>mailto:a&amp;nine.example</uri>"
			    "<updated>2003-11</updated></person>"
			    "<person id='Ann_Able'><name>Ann &#196;ble"
			    "</name></person></people></registry>");

	assert_string_equal(said_all(&f->said), "");
	assert_people(&f->registry, expected, LENGTH(expected));
}

static void
nothing_of_a_row_reaches_the_next(void **state)
{
	struct reading *f = take(
		state, "<registry><record><name>a</name><note>b<br/></note>"
		       "</record><record><note>c</note></record></registry>");

	assert_int_equal(f->registry.row_count, 2);
	assert_string_equal(f->registry.rows[1].field[COLUMN_NAME], "");
	assert_string_equal(f->registry.rows[1].field[COLUMN_NOTES], "c");
}

static void
every_bad_record_is_reported_and_the_good_ones_kept(void **state)
{
	assert_refused(state,
		       "<registry>\n<record><number>9-8</number></record>\n"
		       "<record><name>good</name></record>\n"
		       "<record><number>\n  1</number><protocol>tcpp</protocol>"
		       "</record>\n</registry>\n",
		       "x.xml:2:17: error: port range '9-8' is reversed\n"
		       "x.xml:5:23: error: unknown transport 'tcpp'\n");
	assert_int_equal(((struct reading *)*state)->registry.row_count, 1);
}

static void
a_bad_date_of_the_registry_is_reported(void **state)
{
	assert_refused(state,
		       "<registry>\n<updated> June</updated><record/>"
		       "</registry>",
		       "x.xml:2:11: error: 'June' is not a date\n");
}

static void
an_unknown_element_is_warned_of_once(void **state)
{
	struct reading *f =
		take_record(state, "<value>a<number>7</number></value><other/>"
				   "<name>b</name>");

	assert_string_equal(said_all(&f->said),
			    "x.xml:2:1: warning: unknown element 'value' "
			    "ignored, as is any further one\n");
	assert_int_equal(f->registry.row_count, 1);
	assert_string_equal(f->registry.rows[0].field[COLUMN_PORT], "");
	assert_string_equal(f->registry.rows[0].field[COLUMN_NAME], "b");
}

static void
a_second_number_is_refused(void **state)
{
	struct reading *f =
		take_record(state, "<number>80</number><number>443</number>");

	assert_string_equal(said_all(&f->said),
			    "x.xml:2:20: error: 'number' is given twice\n");
}

static void
an_element_inside_a_number_is_refused(void **state)
{
	struct reading *f = take_record(state, "<number>8<b>0</b></number>");

	assert_string_equal(
		said_all(&f->said),
		"x.xml:2:10: error: 'b' where only text is allowed\n");
}

static void
a_document_of_another_kind_is_refused(void **state)
{
	assert_refused(state, "<html><record/></html>",
		       "x.xml:1:1: error: 'html' where IANA's 'registry'"
		       " should begin\n");
}

static void
another_registry_is_refused(void **state)
{
	assert_refused(state, "<registry id='colours'><record/></registry>",
		       "x.xml:1:1: error: 'colours' is another of IANA's"
		       " registries\n");
}

static void
a_registry_without_records_is_refused(void **state)
{
	assert_refused(state,
		       "<registry><updated>2020-06-07</updated></registry>",
		       "x.xml: error: no records in the registry\n");
}

static void
a_truncated_registry_gives_one_error(void **state)
{
	assert_refused(state, "<registry>\n<record><name>a",
		       "x.xml:2:16: error: no element found: the file ends too"
		       " early\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, reading_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_element_of_a_record_has_its_column),
		TEST(a_person_reference_becomes_a_bracketed_id),
		TEST(several_contacts_stand_side_by_side),
		TEST(several_references_stand_side_by_side),
		TEST(several_assignees_stand_side_by_side),
		TEST(the_contact_is_the_assignee_where_none_is_named),
		TEST(an_assignee_is_no_contact),
		TEST(the_text_of_a_reference_replaces_its_data),
		TEST(a_reference_without_data_or_text_is_nothing),
		TEST(a_reference_inside_a_note_stays_in_its_place),
		TEST(breaks_and_the_line_feed_after_them_are_one_line_feed),
		TEST(a_paragraph_is_indented_further),
		TEST(a_second_note_goes_on_a_line_of_its_own),
		TEST(people_are_read_with_their_ids),
		TEST(nothing_of_a_row_reaches_the_next),
		TEST(every_bad_record_is_reported_and_the_good_ones_kept),
		TEST(a_bad_date_of_the_registry_is_reported),
		TEST(an_unknown_element_is_warned_of_once),
		TEST(a_second_number_is_refused),
		TEST(an_element_inside_a_number_is_refused),
		TEST(a_document_of_another_kind_is_refused),
		TEST(another_registry_is_refused),
		TEST(a_registry_without_records_is_refused),
		TEST(a_truncated_registry_gives_one_error),
	};

	return cmocka_run_group_tests_name("xml", tests, NULL, NULL);
}
