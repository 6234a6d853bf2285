/* SPDX-License-Identifier: MIT */
/* Which URLs are fetched, and what a status is worth. */
#include "importer/update/fetch.h"

#include <stdlib.h>
#include <string.h>

#include "importer/input/epoch.h"
#include "tests/lib/fixture.h"

static void
https_files_and_this_machine_are_fetched(void **state)
{
	static const char *const urls[] = {
		"https://www.iana.org/x.xml",
		"HTTPS://EXAMPLE.ORG/",
		"https://user@example.org:8443/x?y#z",
		"file:///srv/x.xml",
		"http://localhost",
		"http://localhost/",
		"http://LOCALHOST:80/",
		"http://localhost?x",
		"http://127.0.0.1:8080/x@y",
		"http://[::1]:80/"};

	(void)state;
	for (size_t i = 0; i < LENGTH(urls); i++)
		assert_null(url_fault(urls[i]));
}

static void
nothing_else_is(void **state)
{
	static const char *const urls[] = {"",
					   "x",
					   "/srv/x.xml",
					   "https:/x",
					   "ftp://localhost/",
					   "file:x",
					   "file://server/x",
					   "gopher://localhost/",
					   "http://example.org/",
					   "http://localhost.example.org/",
					   "http://localhost@example.org/",
					   "http://localhost:80@example.org/",
					   "http://127.0.0.10/",
					   "http://127.0.0.1.example.org/",
					   "http://[::1].example.org/",
					   "http://user@localhost/",
					   "http://",
					   "https://a b/",
					   "https://a/\n",
					   "https://a/\177",
					   "https://a/\303\244"};
	char *longer = calloc(1, 2049);

	(void)state;
	for (size_t i = 0; i < LENGTH(urls); i++)
		assert_non_null(url_fault(urls[i]));
	memset(longer, 'x', 2048);
	memcpy(longer, "https://", 8);
	assert_non_null(url_fault(longer));
	longer[2047] = '\0';
	assert_null(url_fault(longer));
	free(longer);
}

static void
a_status_comes_with_advice(void **state)
{
	(void)state;
	assert_non_null(strstr(status_advice(404), "--url"));
	assert_string_equal(status_advice(500), "try again later");
	assert_string_equal(status_advice(429), "try again later");
	assert_null(status_advice(418));
}

/* The time that is stored for second 1000, of a nanosecond. */
static void
assert_clamped(const char *epoch, long seconds, long nanoseconds)
{
	const struct timespec time = {.tv_sec = 1000, .tv_nsec = 1};
	struct timespec clamped;

	if (epoch == NULL)
		unsetenv("SOURCE_DATE_EPOCH");
	else
		setenv("SOURCE_DATE_EPOCH", epoch, 1);
	clamped = epoch_clamp(time);
	assert_int_equal(clamped.tv_sec, seconds);
	assert_int_equal(clamped.tv_nsec, nanoseconds);
}

static void
no_time_is_stored_that_is_later_than_the_epoch_given(void **state)
{
	(void)state;
	assert_clamped(NULL, 1000, 1);
	assert_clamped("999", 999, 0);
	assert_clamped("1000", 1000, 0);
	assert_clamped("1001", 1000, 1);
	assert_clamped("0", 0, 0);
	assert_clamped("", 1000, 1);
	assert_clamped("-1", 1000, 1);
	assert_clamped("1x", 1000, 1);
	assert_clamped(" 1", 1000, 1);
	assert_clamped("99999999999999999999", 1000, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(https_files_and_this_machine_are_fetched),
		cmocka_unit_test(nothing_else_is),
		cmocka_unit_test(a_status_comes_with_advice),
		cmocka_unit_test(
			no_time_is_stored_that_is_later_than_the_epoch_given),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
