/* SPDX-License-Identifier: MIT */
/* Texts on their way to a person, and what was meant by a wrong word. */
#include "tests/lib/fixture.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/output/text.h"
#include "cli/query/suggest.h"

static void
assert_clean(const char *text, bool lines, const char *expected)
{
	char *clean = text_clean(text, lines);

	assert_string_equal(clean, expected);
	free(clean);
}

static void
white_space_becomes_one_space_or_newline(void **state)
{
	(void)state;
	assert_clean("", true, "");
	assert_clean(" \n\t ", true, "");
	assert_clean("  a \t b\r\n  c \n", false, "a b c");
	assert_clean("  a \t b\r\n  c \n", true, "a b\nc");
}

static void
nothing_that_a_terminal_obeys_is_left(void **state)
{
	(void)state;
	assert_clean("\x1b[31mred\x07\x7f", false, "\\x1b[31mred\\x07\\x7f");
	/* U+009B is CSI; U+202E writes from right to left; U+2066 too. */
	assert_clean("a\xc2\x9b"
		     "b\xe2\x80\xae"
		     "c\xe2\x81\xa6",
		     false, "a\\xc2\\x9bb\\xe2\\x80\\xaec\\xe2\\x81\\xa6");
	assert_clean("\x01", false, "\\x01");
}

/* As a services(5) file in Latin-1 has them; 0x9b alone is CSI there. */
static void
what_is_not_utf_8_is_escaped(void **state)
{
	(void)state;
	assert_clean("caf\xe9", false, "caf\\xe9");
	assert_clean("\x9b[31m\xc3\xa9\xe2\x82", false,
		     "\\x9b[31m\xc3\xa9\\xe2\\x82");
}

static void
letters_of_all_kinds_are_kept(void **state)
{
	static const char text[] = "\xc3\x89lan \xe2\x82\xac \xf0\x9f\x90\xa7"
				   " \\x \xc2\xa0";

	(void)state;
	assert_clean(text, false, text);
}

static void
assert_wrapped(const char *text, unsigned int indent, unsigned int width,
	       const char *expected)
{
	char *wrapped = NULL;
	size_t size;
	FILE *out = open_memstream(&wrapped, &size);

	text_wrap(out, text, true, indent, width);
	fclose(out);
	assert_string_equal(wrapped, expected);
	free(wrapped);
}

static void
words_that_reach_beyond_the_width_go_on_the_next_line(void **state)
{
	(void)state;
	assert_wrapped("aa bb cc", 2, 7, "aa bb\n  cc\n");
	assert_wrapped("aa bb cc", 2, 10, "aa bb cc\n");
	assert_wrapped("aa bb cc", 2, 9, "aa bb\n  cc\n");
	assert_wrapped("aa bb\ncc", 2, 0, "aa bb\n  cc\n");
	assert_wrapped("aaaaaaaaaaaa bb", 2, 5, "aaaaaaaaaaaa\n  bb\n");
	assert_wrapped("", 2, 5, "\n");
	/* Two bytes, one column each. */
	assert_wrapped("\xc3\xa4\xc3\xa4 \xc3\xa4\xc3\xa4", 0, 5,
		       "\xc3\xa4\xc3\xa4 \xc3\xa4\xc3\xa4\n");
}

static void
words_are_marked_without_regard_to_case(void **state)
{
	char a[] = "net", b[] = "netback";
	const char *words[] = {a, b};
	char *marked = NULL;
	size_t size;
	FILE *out = open_memstream(&marked, &size);

	(void)state;
	text_highlight(out, "NetBackup net", words, 2);
	fclose(out);
	assert_string_equal(marked,
			    "\033[1;31mNetBack\033[0mup \033[1;31mnet\033[0m");
	free(marked);
}

static void
assert_meant(const char *word, const char *expected)
{
	static const char *const names[] = {"show",  "search", "list",
					    "free",  "map",    "bpcd",
					    "https", "http",   "http-alt"};
	struct suggestion nearest = {.word = word};
	char *text;

	for (size_t i = 0; i < LENGTH(names); i++)
		suggestion_offer(&nearest, names[i]);
	text = suggestion_text(&nearest, "");
	assert_string_equal(text, expected);
	free(text);
}

static void
a_slip_is_recognised(void **state)
{
	(void)state;
	assert_meant("shwo", "; did you mean 'show'?");  /* swapped */
	assert_meant("sho", "; did you mean 'show'?");   /* left out */
	assert_meant("shoow", "; did you mean 'show'?"); /* put in */
	assert_meant("lisz", "; did you mean 'list'?");  /* changed */
	assert_meant("SERACH", "; did you mean 'search'?");
	assert_meant("mpa", "; did you mean 'map'?");
	assert_meant("bpdc", "; did you mean 'bpcd'?");
	assert_meant("htt", "; did you mean 'https', 'http' or 'http-alt'?");
}

static void
another_word_is_not(void **state)
{
	char longest[300];

	(void)state;
	assert_meant("zzz", "");
	assert_meant("export", "");
	assert_meant("", "");
	assert_meant("m", "");
	memset(longest, 'a', sizeof(longest));
	longest[299] = '\0';
	assert_meant(longest, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(white_space_becomes_one_space_or_newline),
		cmocka_unit_test(nothing_that_a_terminal_obeys_is_left),
		cmocka_unit_test(what_is_not_utf_8_is_escaped),
		cmocka_unit_test(letters_of_all_kinds_are_kept),
		cmocka_unit_test(
			words_that_reach_beyond_the_width_go_on_the_next_line),
		cmocka_unit_test(words_are_marked_without_regard_to_case),
		cmocka_unit_test(a_slip_is_recognised),
		cmocka_unit_test(another_word_is_not),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
