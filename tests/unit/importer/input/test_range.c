/* SPDX-License-Identifier: MIT */
/* Tests of ports and ranges as text. */
#include "importer/input/range.h"

#include <string.h>

#include "tests/lib/fixture.h"

static void
a_port_is_a_range_of_one(void **state)
{
	static const struct {
		const char *text;
		unsigned int first, last;
	} good[] = {
		{"0", 0, 0},
		{"65535", 65535, 65535},
		{"6000-6063", 6000, 6063},
		{"7-7", 7, 7},
		{"0-65535", 0, 65535},
		/* Decimal, whatever a 0 before it means to strtoul(3). */
		{"010", 10, 10},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(good); i++) {
		struct range range;

		assert_int_equal(
			range_parse(&range, good[i].text, strlen(good[i].text)),
			RANGE_GOOD);
		assert_int_equal(range.first, good[i].first);
		assert_int_equal(range.last, good[i].last);
	}
}

static void
what_is_no_range_has_its_fault(void **state)
{
	static const struct {
		const char *text;
		enum range_fault fault;
	} bad[] = {
		{"", RANGE_NO_PORT},
		{"-", RANGE_NO_PORT},
		{"-80", RANGE_NO_PORT},
		{" 80", RANGE_NO_PORT},
		{"+80", RANGE_NO_PORT},
		{"abc", RANGE_NO_PORT},
		{"80-", RANGE_NO_END},
		{"80--81", RANGE_NO_END},
		{"80- 81", RANGE_NO_END},
		{"80 ", RANGE_TRAILING},
		{"8x", RANGE_TRAILING},
		{"0x50", RANGE_TRAILING},
		{"1-2-3", RANGE_TRAILING},
		{"70000x", RANGE_TRAILING},
		{"65536", RANGE_TOO_HIGH},
		{"1-65536", RANGE_TOO_HIGH},
		{"70000-80", RANGE_TOO_HIGH},
		{"18446744073709551617", RANGE_TOO_HIGH},
		{"80-79", RANGE_REVERSED},
	};
	struct range range;

	(void)state;
	for (size_t i = 0; i < LENGTH(bad); i++)
		assert_int_equal(
			range_parse(&range, bad[i].text, strlen(bad[i].text)),
			bad[i].fault);
}

static void
no_more_than_the_length_is_read(void **state)
{
	struct range range;

	(void)state;
	assert_int_equal(range_parse(&range, "60-6063", 5), RANGE_GOOD);
	assert_int_equal(range.last, 60);
}

static void
a_range_is_printed_as_it_is_read(void **state)
{
	char text[RANGE_SIZE];

	(void)state;
	range_print(text, (struct range){80, 80});
	assert_string_equal(text, "80");
	range_print(text, (struct range){6000, 6063});
	assert_string_equal(text, "6000-6063");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_port_is_a_range_of_one),
		cmocka_unit_test(what_is_no_range_has_its_fault),
		cmocka_unit_test(no_more_than_the_length_is_read),
		cmocka_unit_test(a_range_is_printed_as_it_is_read),
	};

	return cmocka_run_group_tests_name("range", tests, NULL, NULL);
}
