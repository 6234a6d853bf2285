/* SPDX-License-Identifier: MIT */
/* What is remembered of a request, and when the next one may be sent. */
#include "importer/update/memo.h"

#include <stdlib.h>
#include <string.h>

#include "tests/lib/fixture.h"

#define URL  "https://example.org/registry.xml"
#define HOUR 3600
#define DAY  (24 * HOUR)
#define NOW  1790000000

static const char text[] = "url " URL "\n"
			   "asked 1790000000\n"
			   "until 1790007200\n"
			   "failed 4\n"
			   "digest 0123\n"
			   "date 2026-08-17\n"
			   "etag W/\"a b\"\n"
			   "modified Mon, 17 Aug 2026 10:00:00 GMT\n";

static void
a_text_is_read_and_printed_alike(void **state)
{
	struct memo memo;
	char *printed;

	(void)state;
	memo_parse(&memo, text);
	assert_string_equal(memo.url, URL);
	assert_int_equal(memo.asked, NOW);
	assert_int_equal(memo.until, NOW + 2 * HOUR);
	assert_int_equal(memo.failed, 4);
	assert_string_equal(memo.digest, "0123");
	assert_string_equal(memo.date, "2026-08-17");
	assert_string_equal(memo.marks.etag, "W/\"a b\"");
	assert_string_equal(memo.marks.modified,
			    "Mon, 17 Aug 2026 10:00:00 GMT");
	printed = memo_print(&memo);
	assert_string_equal(printed, text);
	free(printed);
}

static void
what_cannot_be_read_is_passed_over(void **state)
{
	static const char *const damaged[] = {"",
					      "\n\n\n",
					      "etag",
					      "etag \001",
					      "etag \303\244",
					      "other x\n",
					      "asked x\nuntil\nfailed -\n"};
	struct memo memo, empty = {0};
	char *longer = calloc(1, 5000);

	(void)state;
	for (size_t i = 0; i < LENGTH(damaged); i++) {
		memo_parse(&memo, damaged[i]);
		assert_memory_equal(&memo, &empty, sizeof(memo));
	}
	memset(longer, 'x', 4999);
	memcpy(longer, "etag ", 5);
	for (size_t length = 4999; length > 5 + MARK_SIZE - 1; length--) {
		longer[length] = '\0';
		memo_parse(&memo, longer);
		assert_string_equal(memo.marks.etag, "");
	}
	longer[5 + MARK_SIZE - 1] = '\0';
	memo_parse(&memo, longer);
	assert_int_equal(strlen(memo.marks.etag), MARK_SIZE - 1);
	free(longer);
}

static void
one_url_is_asked_once_a_day(void **state)
{
	struct memo memo = {0};

	(void)state;
	assert_int_equal(memo_wait(&memo, URL, NOW), MEMO_GO);
	memo_note(&memo, URL, NOW, 0);
	assert_int_equal(memo_wait(&memo, URL, NOW), MEMO_FRESH);
	assert_int_equal(memo_wait(&memo, URL, NOW + DAY - 1), MEMO_FRESH);
	assert_int_equal(memo_wait(&memo, URL, NOW + DAY), MEMO_GO);
	assert_int_equal(memo_wait(&memo, URL "?", NOW), MEMO_GO);
	/* The clock was wrong then, or is now. */
	assert_int_equal(memo_wait(&memo, URL, NOW - 1), MEMO_GO);
}

static void
a_server_may_ask_for_a_week_of_patience(void **state)
{
	struct memo memo = {0};

	(void)state;
	memo_note(&memo, URL, NOW, 2 * DAY);
	assert_int_equal(memo_wait(&memo, URL, NOW + 2 * DAY - 1),
			 MEMO_TOLD_NOT);
	assert_int_equal(memo_wait(&memo, URL, NOW + 2 * DAY), MEMO_GO);
	memo_note(&memo, URL, NOW, 60);
	assert_int_equal(memo_wait(&memo, URL, NOW + 60), MEMO_FRESH);
	memo_note(&memo, URL, NOW, INT64_C(1) << 40);
	assert_int_equal(memo_wait(&memo, URL, NOW + 7 * DAY - 1),
			 MEMO_TOLD_NOT);
	assert_int_equal(memo_wait(&memo, URL, NOW + 7 * DAY), MEMO_GO);
	memo_note(&memo, URL, NOW, -1);
	assert_int_equal(memo_wait(&memo, URL, NOW + DAY), MEMO_GO);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_is_read_and_printed_alike),
		cmocka_unit_test(what_cannot_be_read_is_passed_over),
		cmocka_unit_test(one_url_is_asked_once_a_day),
		cmocka_unit_test(a_server_may_ask_for_a_week_of_patience),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
