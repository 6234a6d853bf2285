/* SPDX-License-Identifier: MIT */
#include "importer/input/date.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define DAY ((time_t)24 * 60 * 60)

/* Clocks differ, by a time zone and more. */
#define DAYS_AHEAD 3

/* A day before this program was written. */
#define CLOCK_UNSET ((time_t)1735689600) /* 2025-01-01 */

static int
month_days(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30,
				   31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap);
}

/* Digits alone, for strtol(3) would take a sign and spaces. */
static int
read_number(const char *digits, size_t count)
{
	int number = 0;

	for (size_t i = 0; i < count; i++) {
		if (digits[i] < '0' || digits[i] > '9')
			return -1;
		number = number * 10 + digits[i] - '0';
	}
	return number;
}

bool
date_is_month(const char *text, size_t length)
{
	int month;

	if (length != strlen("YYYY-MM") || text[4] != '-')
		return false;
	month = read_number(text + 5, 2);
	return read_number(text, 4) > 0 && month >= 1 && month <= 12;
}

bool
date_is_day(const char *text, size_t length)
{
	int day;

	if (length != DATE_SIZE - 1 || text[7] != '-' ||
	    !date_is_month(text, 7))
		return false;
	day = read_number(text + 8, 2);
	return day >= 1 && day <= month_days(read_number(text, 4),
					     read_number(text + 5, 2));
}

bool
date_is_ahead(const char *date)
{
	time_t now = time(NULL), last = now + DAYS_AHEAD * DAY;
	char text[DATE_SIZE];
	struct tm broken;

	/* Years of five digits are ahead of all that can be written. */
	return now >= CLOCK_UNSET && gmtime_r(&last, &broken) != NULL &&
	       strftime(text, sizeof(text), "%F", &broken) != 0 &&
	       strcmp(date, text) > 0;
}
