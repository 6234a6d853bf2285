/* SPDX-License-Identifier: MIT */
/* Tests of what the XML and the XHTML reader share. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "importer/forms/markup.h"
#include "tests/lib/said.h"

/* A reader that takes the whole document for one cell. */
struct fixture {
	struct markup markup;
	struct said said;
	char cell[256];
	size_t line, column;
	size_t elements;
};

static void
start(struct markup *markup, const char *element, const char **attributes)
{
	struct fixture *f = (struct fixture *)markup;

	(void)attributes;
	f->elements++;
	if (markup->depth == 1)
		markup_begin(markup);
	if (strcmp(element, "br") == 0)
		markup_break(markup, 0);
	if (strcmp(element, "stop") == 0)
		markup_stop(markup, 0);
}

static void
end(struct markup *markup, const char *element)
{
	struct fixture *f = (struct fixture *)markup;
	struct cell cell;

	(void)element;
	if (markup->depth != 1)
		return;
	cell = markup_cell(markup, 0);
	assert_true(cell.length < sizeof(f->cell));
	memcpy(f->cell, cell.text, cell.length);
	f->line = cell.line;
	f->column = cell.column;
}

static void
text(struct markup *markup, const char *bytes, size_t length)
{
	markup_append(markup, 0, bytes, length);
}

static int
set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	assert_non_null(f);
	said_begin(&f->said, "x");
	f->markup.diag = &f->said.diag;
	f->markup.start = start;
	f->markup.end = end;
	f->markup.text = text;
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	said_end(&f->said);
	free(f);
	return 0;
}

/* Parses from memory that ends where the text does. */
static void
parse(struct fixture *f, const char *document)
{
	struct source source = {.text = strdup(document),
				.length = strlen(document)};

	assert_non_null(source.text);
	assert_int_equal(markup_parse(&f->markup, &source), 0);
	free(source.text);
}

static void
assert_cell(void **state, const char *document, const char *expected)
{
	struct fixture *f = *state;

	parse(f, document);
	assert_string_equal(said_all(&f->said), "");
	assert_string_equal(f->cell, expected);
}

static void
assert_refused(void **state, const char *document, const char *messages)
{
	struct fixture *f = *state;

	parse(f, document);
	assert_string_equal(said_all(&f->said), messages);
}

static void
white_space_around_a_cell_is_left_out(void **state)
{
	assert_cell(state, "<a> \n\t<b> x </b>\n </a>", "x");
}

static void
a_cell_begins_at_its_first_character(void **state)
{
	struct fixture *f = *state;

	assert_cell(state, "<a>\n<b/> \xc3\xa9</a>", "\xc3\xa9");
	assert_int_equal(f->line, 2);
	assert_int_equal(f->column, 6);
}

static void
an_empty_cell_stands_where_its_row_does(void **state)
{
	struct fixture *f = *state;

	assert_cell(state, "<!-- -->\n <a/>", "");
	assert_int_equal(f->line, 2);
	assert_int_equal(f->column, 2);
}

static void
columns_count_bytes(void **state)
{
	struct fixture *f = *state;

	assert_cell(state, "<!-- \xc3\xa9 --><a>x</a>", "x");
	assert_int_equal(f->column, 15);
}

static void
a_line_feed_and_indentation_stay(void **state)
{
	assert_cell(state, "<a>one\n  two\n\nthree</a>", "one\n  two\n\nthree");
}

static void
a_space_before_an_indented_line_joins_the_lines(void **state)
{
	assert_cell(state, "<a>one  \n    two \n three</a>", "one two three");
}

static void
a_space_before_a_line_that_is_not_indented_stays(void **state)
{
	assert_cell(state, "<a>one \ntwo</a>", "one \ntwo");
}

static void
a_line_feed_after_a_break_is_the_break(void **state)
{
	assert_cell(state, "<a><br/>one<br/><br/>\ntwo<br/>three<br/></a>",
		    "one\ntwo\nthree");
}

static void
a_long_cell_is_collected_whole(void **state)
{
	char document[4096] = "<a>", expected[256] = "";

	for (int i = 0; i < 250; i++) {
		strcat(document, "<b>x</b>");
		strcat(expected, "x");
	}
	strcat(document, "</a>");
	assert_cell(state, document, expected);
}

static void
a_declared_encoding_does_not_matter(void **state)
{
	assert_cell(state,
		    "<?xml version='1.0' encoding='UTF-16'?><a>\xc3\xa9</a>",
		    "\xc3\xa9");
}

static void
an_external_dtd_is_not_fetched(void **state)
{
	assert_cell(state, "<!DOCTYPE a SYSTEM '/etc/hostname'><a>x&y;</a>",
		    "x&y;");
}

static void
a_page_may_use_entities_without_a_dtd(void **state)
{
	struct fixture *f = *state;

	f->markup.page = true;
	assert_cell(state, "<a>x&nbsp;y&eacute;</a>", "x y&eacute;");
}

static void
no_call_back_follows_a_stop(void **state)
{
	struct fixture *f = *state;

	assert_cell(state, "<a>x<stop/>y<b/></a>", "");
	assert_int_equal(f->elements, 2);
}

static void
an_undefined_entity_is_refused(void **state)
{
	assert_refused(state, "<a>\nx&y;</a>",
		       "x:2:2: error: undefined entity\n");
}

static void
a_mismatched_tag_is_reported_where_it_is(void **state)
{
	assert_refused(state, "<a>\n<b>\xc3\xa9</c></a>",
		       "x:2:8: error: mismatched tag\n");
}

static void
a_truncated_document_is_refused(void **state)
{
	assert_refused(state, "<a>\n<b>x",
		       "x:2:5: error: no element found: the file ends too"
		       " early\n");
}

static void
a_document_cut_inside_a_tag_is_refused(void **state)
{
	assert_refused(state, "<a>\n <b", "x:2:2: error: unclosed token\n");
}

static void
what_is_no_markup_is_refused(void **state)
{
	assert_refused(state, "http 80/tcp\n", "x:1:1: error: syntax error\n");
}

static void
entities_are_refused_before_they_expand(void **state)
{
	assert_refused(state,
		       "<!DOCTYPE a [\n<!ENTITY b 'xxxxxxxxxx'>\n"
		       "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>\n]>\n"
		       "<a>&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;</a>",
		       "x:1:13: error: the document declares entities or"
		       " attributes of its own, which is not allowed\n");
}

static void
default_attributes_are_refused(void **state)
{
	assert_refused(state, "<!DOCTYPE a [<!ATTLIST b c CDATA 'x'>]><a/>",
		       "x:1:13: error: the document declares entities or"
		       " attributes of its own, which is not allowed\n");
}

static void
deep_nesting_is_refused(void **state)
{
	char document[512] = "";

	for (int i = 0; i < 100; i++)
		strcat(document, "<a>");
	/* Where the 65th element begins. */
	assert_refused(state, document,
		       "x:1:193: error: elements are nested too deep\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(white_space_around_a_cell_is_left_out),
		TEST(a_cell_begins_at_its_first_character),
		TEST(an_empty_cell_stands_where_its_row_does),
		TEST(columns_count_bytes),
		TEST(a_line_feed_and_indentation_stay),
		TEST(a_space_before_an_indented_line_joins_the_lines),
		TEST(a_space_before_a_line_that_is_not_indented_stays),
		TEST(a_line_feed_after_a_break_is_the_break),
		TEST(a_long_cell_is_collected_whole),
		TEST(a_declared_encoding_does_not_matter),
		TEST(an_external_dtd_is_not_fetched),
		TEST(a_page_may_use_entities_without_a_dtd),
		TEST(no_call_back_follows_a_stop),
		TEST(an_undefined_entity_is_refused),
		TEST(a_mismatched_tag_is_reported_where_it_is),
		TEST(a_truncated_document_is_refused),
		TEST(a_document_cut_inside_a_tag_is_refused),
		TEST(what_is_no_markup_is_refused),
		TEST(entities_are_refused_before_they_expand),
		TEST(default_attributes_are_refused),
		TEST(deep_nesting_is_refused),
	};

	return cmocka_run_group_tests_name("markup", tests, NULL, NULL);
}
