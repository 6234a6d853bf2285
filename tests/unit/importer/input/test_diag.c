/* SPDX-License-Identifier: MIT */
/* Tests of diagnostics: one line each, whatever the input has in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/said.h"

static void
assert_message(const char *token, const char *expected)
{
	struct said said;

	said_begin(&said, "x");
	diag_error(&said.diag, 1, 2, "'%s'", token);
	assert_string_equal(said_all(&said), expected);
	said_end(&said);
}

static void
a_token_cannot_break_the_line_or_steer_a_terminal(void **state)
{
	(void)state;
	assert_message("a\nb\rc\033[2Jd\x7f",
		       "x:1:2: error: 'a\\x0ab\\x0dc\\x1b[2Jd\\x7f'\n");
	/* U+009B, which is ESC [ to some. */
	assert_message("a\xc2\x9b"
		       "2Jb",
		       "x:1:2: error: 'a\\xc2\\x9b2Jb'\n");
}

static void
letters_of_other_languages_and_tabs_are_shown(void **state)
{
	(void)state;
	assert_message("\xc3\x9b\t\xc2\xa0\xe2\x82\xac",
		       "x:1:2: error: '\xc3\x9b\t\xc2\xa0\xe2\x82\xac'\n");
}

/* As a euro sign is that was cut, and a letter of Latin-1. */
static void
what_is_no_character_is_not(void **state)
{
	(void)state;
	assert_message("a\xe2\x82"
		       "b\xfc",
		       "x:1:2: error: 'a\\xe2\\x82b\\xfc'\n");
}

static void
a_long_text_is_cut(void **state)
{
	char token[2000] = "", expected[2000] = "x:1:2: error: '";
	size_t start = strlen(expected);

	(void)state;
	memset(token, 'n', sizeof(token) - 1);
	memset(expected + start, 'n', 510);
	strcpy(expected + start + 510, "\n");
	assert_message(token, expected);
}

/* Two kinds, the one 20 and the other 23 times. */
static void
after_twenty_of_a_kind_the_rest_is_counted(void **state)
{
	struct said said;
	char expected[4000] = "";
	size_t used;

	(void)state;
	said_begin(&said, "x");
	for (unsigned int i = 1; i <= 23; i++) {
		diag_warning(&said.diag, i, 1, "'%c' is odd", 'a' + (int)i);
		if (i <= 20)
			diag_error(&said.diag, i, 2, "bad");
	}
	for (unsigned int i = 1; i <= 20; i++) {
		used = strlen(expected);
		sprintf(expected + used,
			"x:%u:1: warning: '%c' is odd\nx:%u:2: error: bad\n", i,
			'a' + (int)i, i);
	}
	assert_string_equal(said_all(&said), expected);
	diag_end(&said.diag);
	strcat(expected, "x:21:1: warning: 'v' is odd, and 2 more like it\n");
	assert_string_equal(said_all(&said), expected);
	assert_int_equal(said.diag.errors, 20);
	said_end(&said);
}

static void
the_twenty_first_is_printed_if_it_is_the_last(void **state)
{
	struct said said;

	(void)state;
	said_begin(&said, "x");
	for (unsigned int i = 1; i <= 21; i++)
		diag_error(&said.diag, i, 2, "bad");
	diag_end(&said.diag);
	assert_non_null(strstr(said_all(&said), "\nx:21:2: error: bad\n"));
	said_end(&said);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_token_cannot_break_the_line_or_steer_a_terminal),
		cmocka_unit_test(letters_of_other_languages_and_tabs_are_shown),
		cmocka_unit_test(what_is_no_character_is_not),
		cmocka_unit_test(a_long_text_is_cut),
		cmocka_unit_test(after_twenty_of_a_kind_the_rest_is_counted),
		cmocka_unit_test(the_twenty_first_is_printed_if_it_is_the_last),
	};

	return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
