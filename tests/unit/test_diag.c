/* Tests of diagnostics: one line each, whatever the input has in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/said.h"

static void
assert_message(const char *token, const char *expected)
{
	struct said said;

	said_begin(&said, "x");
	ianaports_diag_error(&said.diag, 1, 2, "'%s'", token);
	assert_string_equal(said_all(&said), expected);
	said_end(&said);
}

static void
a_token_cannot_break_the_line_or_steer_a_terminal(void **state)
{
	(void)state;
	assert_message("a\nb\rc\033[2Jd\x7f", "x:1:2: error: 'a?b?c?[2Jd?'\n");
	/* U+009B, which is ESC [ to some. */
	assert_message("a\xc2\x9b"
		       "2Jb",
		       "x:1:2: error: 'a??2Jb'\n");
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
		       "x:1:2: error: 'a??b?'\n");
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_token_cannot_break_the_line_or_steer_a_terminal),
		cmocka_unit_test(letters_of_other_languages_and_tabs_are_shown),
		cmocka_unit_test(what_is_no_character_is_not),
		cmocka_unit_test(a_long_text_is_cut),
	};

	return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
