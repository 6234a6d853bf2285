/* SPDX-License-Identifier: MIT */
/* Which characters a terminal does not get, and what it gets instead. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "importer/input/escape.h"

static size_t
encode(unsigned int point, char *out)
{
	if (point < 0x80) {
		out[0] = (char)point;
		return 1;
	}
	if (point < 0x800) {
		out[0] = (char)(0xc0 | point >> 6);
		out[1] = (char)(0x80 | (point & 0x3f));
		return 2;
	}
	if (point < 0x10000) {
		out[0] = (char)(0xe0 | point >> 12);
		out[1] = (char)(0x80 | (point >> 6 & 0x3f));
		out[2] = (char)(0x80 | (point & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | point >> 18);
	out[1] = (char)(0x80 | (point >> 12 & 0x3f));
	out[2] = (char)(0x80 | (point >> 6 & 0x3f));
	out[3] = (char)(0x80 | (point & 0x3f));
	return 4;
}

/* Unicode's Cc but for the tab, its Bidi_Control, Zl and Zp. */
static bool
is_harmful(unsigned int point)
{
	return (point < 0x20 && point != '\t') ||
	       (point >= 0x7f && point <= 0x9f) || point == 0x61c ||
	       point == 0x200e || point == 0x200f ||
	       (point >= 0x2028 && point <= 0x202e) ||
	       (point >= 0x2066 && point <= 0x2069);
}

static void
every_character_is_told_from_the_harmless(void **state)
{
	(void)state;
	for (unsigned int point = 0; point <= 0x10ffff; point++) {
		char text[4];
		size_t size = encode(point, text);
		bool harmful;

		if (point >= 0xd800 && point <= 0xdfff)
			continue;
		assert_int_equal(escape_next(text, size, &harmful),
				 point == 0 ? 1 : size);
		assert_int_equal(harmful, is_harmful(point));
	}
}

/* Cut, overlong, a surrogate, beyond Unicode, a stray byte. */
static void
what_is_no_utf_8_does_harm_byte_by_byte(void **state)
{
	static const char *const texts[] = {"\xe2\x82",     "\xc0\x80",
					    "\xed\xa0\x80", "\xf4\x90\x80\x80",
					    "\x80",         "\xff"};
	bool harmful;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		assert_int_equal(
			escape_next(texts[i], strlen(texts[i]), &harmful), 1);
		assert_true(harmful);
	}
	/* The rest of the character is there, but not in the text. */
	assert_int_equal(escape_next("\xe2\x82\xac", 2, &harmful), 1);
	assert_true(harmful);
}

static void
assert_shown(bool line, const char *text, const char *expected)
{
	char *shown = NULL;
	size_t size;
	FILE *out = open_memstream(&shown, &size);

	assert_non_null(out);
	if (line)
		escape_line(out, "%s", text);
	else
		escape_print(out, text, strlen(text));
	fclose(out);
	assert_string_equal(shown, expected);
	free(shown);
}

static void
harm_is_shown_as_its_bytes(void **state)
{
	(void)state;
	assert_shown(false, "a\tb\n\x1b[1m\xd8\x9c\xff",
		     "a\tb\n\\x1b[1m"
		     "\\xd8\\x9c\\xff");
	assert_shown(false, "\xe2\x82\xac\n", "\xe2\x82\xac\n");
	assert_shown(false, "", "");
}

static void
a_line_stays_one(void **state)
{
	(void)state;
	assert_shown(true, "a\tb\nc\xe2\x80\xa8",
		     "a\tb\\x0ac\\xe2\\x80\\xa8\n");
	assert_shown(true, "", "\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_character_is_told_from_the_harmless),
		cmocka_unit_test(what_is_no_utf_8_does_harm_byte_by_byte),
		cmocka_unit_test(harm_is_shown_as_its_bytes),
		cmocka_unit_test(a_line_stays_one),
	};

	return cmocka_run_group_tests_name("escape", tests, NULL, NULL);
}
