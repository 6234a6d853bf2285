/* SPDX-License-Identifier: MIT */
/* Tests of what a date is. */
#include "importer/input/date.h"

#include <string.h>
#include <time.h>

#include "tests/lib/fixture.h"

static void
days_of_the_calendar_are_dates(void **state)
{
	static const char *const days[] = {
		"2026-08-17", "1998-01-31", "2024-02-29",
		"2000-02-29", "0001-12-31", "2023-04-30",
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(days); i++)
		assert_true(date_is_day(days[i], 10));
}

static void
anything_else_is_none(void **state)
{
	static const char *const others[] = {
		"",           "today",      "2026-08",     "2026-8-17",
		"31/12/2019", "12/31/2019", "2026/08/17",  "2026-08-17x",
		"2026-08-1",  "2026-08- 1", "2026-08-+1",  "+026-08-17",
		"9999-99-99", "2026-00-01", "2026-13-01",  "2026-08-00",
		"2026-08-32", "2026-04-31", "2023-02-29",  "1900-02-29",
		"0000-01-01", "20260817  ", "-2026-08-17",
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(others); i++)
		assert_false(date_is_day(others[i], strlen(others[i])));
}

/* The Gregorian calendar repeats after 400 years of 365.2425 days. */
static void
four_centuries_have_146097_days(void **state)
{
	size_t count = 0;

	(void)state;
	for (int year = 1800; year < 2200; year++)
		for (int month = 0; month <= 99; month++)
			for (int day = 0; day <= 99; day++) {
				char text[32];

				snprintf(text, sizeof(text), "%04d-%02d-%02d",
					 year, month, day);
				count += date_is_day(text, 10);
			}
	assert_int_equal(count, 146097);
}

static void
a_month_is_a_day_without_its_day(void **state)
{
	(void)state;
	assert_true(date_is_month("2005-08", 7));
	assert_true(date_is_month("2005-12", 7));
	assert_false(date_is_month("2005-13", 7));
	assert_false(date_is_month("2005-00", 7));
	assert_false(date_is_month("2005-8", 6));
	assert_false(date_is_month("2005-08-01", 10));
	assert_false(date_is_month("", 0));
}

/* The day that many days from now. */
static const char *
day_from_now(int days)
{
	static char text[DATE_SIZE];
	time_t then = time(NULL) + days * (time_t)86400;

	assert_int_equal(
		strftime(text, sizeof(text), "%Y-%m-%d", gmtime(&then)), 10);
	return text;
}

static void
what_lies_more_than_a_few_days_ahead_lies_ahead(void **state)
{
	(void)state;
	assert_false(date_is_ahead("1972-05-26"));
	assert_false(date_is_ahead(day_from_now(0)));
	assert_false(date_is_ahead(day_from_now(2)));
	assert_true(date_is_ahead(day_from_now(5)));
	assert_true(date_is_ahead(day_from_now(400)));
	assert_true(date_is_ahead("9999-12-31"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_of_the_calendar_are_dates),
		cmocka_unit_test(anything_else_is_none),
		cmocka_unit_test(four_centuries_have_146097_days),
		cmocka_unit_test(a_month_is_a_day_without_its_day),
		cmocka_unit_test(
			what_lies_more_than_a_few_days_ahead_lies_ahead),
	};

	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
