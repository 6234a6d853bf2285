/* SPDX-License-Identifier: MIT */
/* Tests of how the form of a source is told from its content. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "importer/forms/form.h"

/* Recognises memory that ends where the text does. */
static void
assert_form(const char *text, enum form expected)
{
	struct source source = {.text = strdup(text), .length = strlen(text)};

	assert_non_null(source.text);
	assert_int_equal(form_recognise(&source), expected);
	free(source.text);
}

static void
csv_is_known_by_its_header(void **state)
{
	(void)state;
	assert_form("Service Name,Port Number,Transport Protocol,Description\n",
		    FORM_CSV);
	assert_form("\r\nService Name,Port Number,Transport Protocol,X",
		    FORM_CSV);
}

static void
csv_is_known_by_a_part_of_its_header(void **state)
{
	(void)state;
	assert_form("Name,Port,Protocol,Description,Who\n", FORM_CSV);
	assert_form("Names,Transport Protocol,,\n", FORM_CSV);
}

static void
xml_is_known_by_its_first_tag(void **state)
{
	(void)state;
	assert_form("<?xml version='1.0'?><registry/>", FORM_XML);
	assert_form("\n <registry>", FORM_XML);
	assert_form("<", FORM_XML);
}

static void
a_page_is_known_by_html_near_its_beginning(void **state)
{
	(void)state;
	assert_form("<!DOCTYPE html PUBLIC 'x'><html>", FORM_XHTML);
	assert_form("<?xml version='1.0'?>\n<html xmlns='x'/>", FORM_XHTML);
	assert_form("<!doctype html>", FORM_XHTML);
	assert_form("<HTML><BODY>", FORM_XHTML);
}

static void
columns_are_known_by_their_heading(void **state)
{
	(void)state;
	assert_form("   Registry\n\n                 Transport\n"
		    " Service Name   Port Number Protocol   Description\n",
		    FORM_COLUMNS);
}

static void
a_page_as_text_is_known_by_its_heading(void **state)
{
	(void)state;
	assert_form("Registry\n\nService Name Port Number Transport Protocol\n",
		    FORM_PAGE);
}

static void
services_are_known_by_their_first_line(void **state)
{
	(void)state;
	assert_form("# Network services\n\nssh\t\t22/tcp\n", FORM_SERVICES);
	assert_form("a 1/x", FORM_SERVICES);
}

static void
anything_else_is_unknown(void **state)
{
	(void)state;
	assert_form("", FORM_UNKNOWN);
	assert_form("\n\n", FORM_UNKNOWN);
	assert_form("Hello, world.\n", FORM_UNKNOWN);
	assert_form("a,b,c,d\n1,2,3,4\n", FORM_UNKNOWN);
	assert_form("# ssh 22/tcp\n", FORM_UNKNOWN);
	assert_form("ssh 22/", FORM_UNKNOWN);
	assert_form("ssh /tcp", FORM_UNKNOWN);
	assert_form("{\"error\": 404}\n", FORM_UNKNOWN);
}

static void
each_form_has_the_name_of_the_option(void **state)
{
	(void)state;
	assert_string_equal(form_name(FORM_CSV), "csv");
	assert_string_equal(form_name(FORM_XML), "xml");
	assert_string_equal(form_name(FORM_XHTML), "xhtml");
	assert_string_equal(form_name(FORM_COLUMNS), "text");
	assert_string_equal(form_name(FORM_PAGE), "text");
	assert_string_equal(form_name(FORM_SERVICES), "services");
	assert_int_equal(form_find("csv"), FORM_CSV);
	assert_int_equal(form_find("text"), FORM_TEXT);
	assert_int_equal(form_find("services"), FORM_SERVICES);
	assert_int_equal(form_find("CSV"), FORM_UNKNOWN);
	assert_int_equal(form_find(""), FORM_UNKNOWN);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(csv_is_known_by_its_header),
		cmocka_unit_test(csv_is_known_by_a_part_of_its_header),
		cmocka_unit_test(xml_is_known_by_its_first_tag),
		cmocka_unit_test(a_page_is_known_by_html_near_its_beginning),
		cmocka_unit_test(columns_are_known_by_their_heading),
		cmocka_unit_test(a_page_as_text_is_known_by_its_heading),
		cmocka_unit_test(services_are_known_by_their_first_line),
		cmocka_unit_test(anything_else_is_unknown),
		cmocka_unit_test(each_form_has_the_name_of_the_option),
	};

	return cmocka_run_group_tests_name("form", tests, NULL, NULL);
}
