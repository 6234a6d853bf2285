/* SPDX-License-Identifier: MIT */
#include "importer/input/range.h"

#include <stdbool.h>
#include <stdio.h>

/* Takes a number off the front; false if there is none. */
static bool
take_number(const char **text, const char *end, unsigned int *number)
{
	const char *start = *text;

	*number = 0;
	for (; *text < end && **text >= '0' && **text <= '9'; ++*text)
		if (*number <= UINT16_MAX)
			*number = *number * 10 + (unsigned int)(**text - '0');
	return *text > start;
}

enum range_fault
range_parse(struct range *range, const char *text, size_t length)
{
	const char *end = text + length;

	if (!take_number(&text, end, &range->first))
		return RANGE_NO_PORT;
	range->last = range->first;
	if (text < end && *text == '-') {
		text++;
		if (!take_number(&text, end, &range->last))
			return RANGE_NO_END;
	}
	if (text < end)
		return RANGE_TRAILING;
	if (range->first > UINT16_MAX || range->last > UINT16_MAX)
		return RANGE_TOO_HIGH;
	return range->first > range->last ? RANGE_REVERSED : RANGE_GOOD;
}

void
range_print(char text[static RANGE_SIZE], struct range range)
{
	if (range.first == range.last)
		snprintf(text, RANGE_SIZE, "%u", range.first);
	else
		snprintf(text, RANGE_SIZE, "%u-%u", range.first, range.last);
}
