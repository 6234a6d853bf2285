/* SPDX-License-Identifier: MIT */
/* Records and fields: what is encoded is decoded, and nothing else is. */
#include "tests/lib/fixture.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "db/fields.h"
#include "db/record.h"

/* http 80/tcp with two aliases, written by hand. */
static const unsigned char sample[] = "\0\x50\1\2http\0www\0www-http";

static void
a_record_has_the_layout_that_the_format_states(void **state)
{
	struct record record = {
		.port = 80,
		.transport = TRANSPORT_TCP,
		.aliases = 2,
		.names = "http\0www\0www-http",
		.size = 18,
	};
	unsigned char buffer[64];

	(void)state;
	assert_int_equal(record_encode(buffer, sizeof(buffer), &record), 22);
	assert_memory_equal(buffer, sample, 22);
	assert_int_equal(record_encode(buffer, 22, &record), 22);
	assert_int_equal(record_encode(buffer, 21, &record), 0);
	assert_int_equal(record_encode(buffer, 3, &record), 0);
}

static void
a_record_is_decoded_in_place(void **state)
{
	struct record record;

	(void)state;
	assert_int_equal(record_decode(sample, sizeof(sample), &record), 0);
	assert_int_equal(record.port, 80);
	assert_int_equal(record.transport, TRANSPORT_TCP);
	assert_int_equal(record.aliases, 2);
	assert_ptr_equal(record.names, sample + 4);
	assert_int_equal(record.size, 18);
}

/* Counts strings as nobody else does: to see what damage really spells. */
static bool
is_sound(const unsigned char *value, size_t size)
{
	unsigned int strings = 0;

	unsigned int transport = size < 6 ? 0 : value[2];

	if (size < 6 || value[size - 1] != 0)
		return false;
	/* 1 to 4; those and 0x40, a line; 0 to 4 and 0x80, a local line. */
	if (transport % 0x40 > 4 || transport > 0x84 || transport == 0 ||
	    transport == 0x40)
		return false;
	for (size_t i = 4; i < size; i++) {
		if (value[i] != 0)
			continue;
		if (i == 4 || value[i - 1] == 0)
			return false;
		strings++;
	}
	return strings == value[3] + 1u;
}

static void
check_damaged(const unsigned char *value, size_t size)
{
	/* An allocation of that very size lets a sanitizer see any overrun. */
	unsigned char *copy = malloc(size + (size == 0));
	struct record record = {.port = 7};
	int result;

	memcpy(copy, value, size);
	result = record_decode(copy, size, &record);
	assert_int_equal(result, is_sound(value, size) ? 0 : -EBADMSG);
	if (result != 0)
		assert_int_equal(record.port, 7);
	free(copy);
}

/* Of two files at once, or of a registry's line without a transport, is none.
 */
static void
a_line_of_the_registry_says_so(void **state)
{
	unsigned char bytes[] = "\0\26\x41\0ssh";
	struct record record;

	(void)state;
	assert_int_equal(record_decode(bytes, sizeof(bytes), &record), 0);
	assert_int_equal(record.line, RECORD_LINE);
	assert_int_equal(record.transport, TRANSPORT_TCP);
	bytes[2] = 0xc1;
	assert_int_equal(record_decode(bytes, sizeof(bytes), &record),
			 -EBADMSG);
	bytes[2] = 0x40;
	assert_int_equal(record_decode(bytes, sizeof(bytes), &record),
			 -EBADMSG);
}

static void
a_record_of_the_local_file_says_so(void **state)
{
	struct record record = {
		.port = 22,
		.transport = TRANSPORT_TCP,
		.line = RECORD_LOCAL,
		.names = "ssh",
		.size = 4,
	};
	unsigned char buffer[8];

	(void)state;
	assert_int_equal(record_encode(buffer, 8, &record), 8);
	assert_memory_equal(buffer, "\0\x16\x81\0ssh", 8);
	record.line = 0;
	assert_int_equal(record_decode(buffer, 8, &record), 0);
	assert_int_equal(record.line, RECORD_LOCAL);
	assert_int_equal(record.transport, TRANSPORT_TCP);
	assert_true(record_spells(&record, "ssh"));
	assert_false(record_spells(&record, "SSH"));
}

static void
every_truncated_record_is_refused(void **state)
{
	(void)state;
	for (size_t size = 0; size < sizeof(sample); size++) {
		assert_false(is_sound(sample, size));
		check_damaged(sample, size);
	}
}

static void
every_changed_byte_is_refused_or_spells_another_record(void **state)
{
	unsigned char copy[sizeof(sample)];

	(void)state;
	for (size_t i = 0; i < sizeof(sample); i++)
		for (unsigned int value = 0; value < 256; value++) {
			memcpy(copy, sample, sizeof(sample));
			copy[i] = (unsigned char)value;
			check_damaged(copy, sizeof(copy));
		}
}

static void
a_name_that_is_empty_is_refused(void **state)
{
	static const unsigned char alone[] = {0, 80, 1, 0, 0};
	static const unsigned char last[] = {0, 80, 1, 1, 'a', 0, 0};

	(void)state;
	check_damaged(alone, sizeof(alone));
	check_damaged(last, sizeof(last));
}

static void
a_record_with_bytes_left_over_is_refused(void **state)
{
	(void)state;
	check_damaged((const unsigned char *)"\0\x50\1\0http\0", 10);
	check_damaged((const unsigned char *)"\0\x50\1\0http\0x", 10);
	check_damaged((const unsigned char *)"\0\x50\1\1http\0x", 10);
	check_damaged((const unsigned char *)"\0\x50\1\1http\0x\0", 11);
}

static void
fields_are_written_and_read_back(void **state)
{
	const char *fields[] = {"ssh", "", "22"}, *read[3];
	unsigned char buffer[8];

	(void)state;
	assert_int_equal(fields_size(fields, 3), 8);
	fields_encode(buffer, fields, 3);
	assert_memory_equal(buffer,
			    "ssh\0\0"
			    "22",
			    8);
	assert_int_equal(fields_decode(buffer, 8, read, 3), 0);
	assert_string_equal(read[0], "ssh");
	assert_string_equal(read[1], "");
	assert_string_equal(read[2], "22");
}

static void
fields_too_few_too_many_or_unended_are_refused(void **state)
{
	const char *read[3] = {NULL, NULL, NULL};

	(void)state;
	assert_int_equal(fields_decode("", 0, read, 0), -EBADMSG);
	assert_int_equal(fields_decode("a\0b", 4, read, 3), -EBADMSG);
	assert_int_equal(fields_decode("a\0b\0c\0", 7, read, 3), -EBADMSG);
	assert_int_equal(fields_decode("a\0b\0c", 5, read, 3), -EBADMSG);
	assert_null(read[0]);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_record_has_the_layout_that_the_format_states),
		cmocka_unit_test(a_record_is_decoded_in_place),
		cmocka_unit_test(a_record_of_the_local_file_says_so),
		cmocka_unit_test(a_line_of_the_registry_says_so),
		cmocka_unit_test(every_truncated_record_is_refused),
		cmocka_unit_test(
			every_changed_byte_is_refused_or_spells_another_record),
		cmocka_unit_test(a_name_that_is_empty_is_refused),
		cmocka_unit_test(a_record_with_bytes_left_over_is_refused),
		cmocka_unit_test(fields_are_written_and_read_back),
		cmocka_unit_test(
			fields_too_few_too_many_or_unended_are_refused),
	};

	return cmocka_run_group_tests_name("record", tests, NULL, NULL);
}
