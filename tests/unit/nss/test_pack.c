/* SPDX-License-Identifier: MIT */
/* Packing a record into struct servent: the sweep. */
#include "tests/lib/fixture.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>

#include "nss/pack.h"

static const struct record http = {
	.port = 80,
	.transport = TRANSPORT_UDP,
	.aliases = 2,
	.names = "http\0www\0www-http",
	.size = 18,
};

static void
check_http(const struct servent *servent)
{
	assert_string_equal(servent->s_name, "http");
	assert_int_equal(servent->s_port, htons(80));
	assert_string_equal(servent->s_proto, "udp");
	assert_string_equal(servent->s_aliases[0], "www");
	assert_string_equal(servent->s_aliases[1], "www-http");
	assert_null(servent->s_aliases[2]);
	assert_int_equal((uintptr_t)servent->s_aliases % _Alignof(char *), 0);
}

/* Every pointer of the result lies in the buffer. */
static void
check_inside(const struct servent *servent, const char *buffer, size_t size)
{
	const char *pointers[] = {servent->s_name, servent->s_proto,
				  (const char *)servent->s_aliases,
				  servent->s_aliases[0], servent->s_aliases[1]};

	for (size_t i = 0; i < LENGTH(pointers); i++)
		assert_true(pointers[i] >= buffer &&
			    pointers[i] < buffer + size);
}

/*
 * Buffers of every length up to success, each ending at a page that may not be
 * touched; the misalignment moves them to begin at every address.
 */
static void
sweep(const struct record *record, size_t misalignment, size_t expected)
{
	struct servent untouched, servent;
	size_t size = 0;
	int result;

	memset(&untouched, 0x55, sizeof(untouched));
	do {
		/* Bytes behind the buffer must stay as they are. */
		struct guarded guarded = guard(size + misalignment);

		memset(guarded.bytes, 0xaa, size + misalignment);
		servent = untouched;
		result = servent_pack(record, &servent, guarded.bytes, size);
		for (size_t i = 0; i < misalignment; i++)
			assert_int_equal((unsigned char)guarded.bytes[size + i],
					 0xaa);
		if (result == 0) {
			check_http(&servent);
			check_inside(&servent, guarded.bytes, size);
			assert_true(size >= expected &&
				    size < expected + sizeof(char *));
		} else {
			assert_int_equal(result, -ERANGE);
			assert_memory_equal(&servent, &untouched,
					    sizeof(servent));
			size++;
		}
		unguard(&guarded);
	} while (result != 0 && size < 200);
	assert_int_equal(result, 0);
}

static void
every_buffer_is_refused_untouched_or_filled_right(void **state)
{
	(void)state;
	/* Three pointers, 18 bytes of names, "udp" and its NUL. */
	for (size_t i = 0; i < 17; i++)
		sweep(&http, i, 3 * sizeof(char *) + 18 + 4);
}

static void
a_record_without_aliases_has_an_empty_list(void **state)
{
	struct record echo = {.port = 7,
			      .transport = TRANSPORT_DCCP,
			      .names = "echo",
			      .size = 5};
	struct servent servent;
	char buffer[64];

	(void)state;
	assert_int_equal(servent_pack(&echo, &servent, buffer, sizeof(buffer)),
			 0);
	assert_string_equal(servent.s_name, "echo");
	assert_string_equal(servent.s_proto, "dccp");
	assert_null(servent.s_aliases[0]);
}

/* As a writer of the file would leave it between its check and the copy. */
static void
a_record_that_has_lost_its_strings_is_refused_untouched(void **state)
{
	static const char *const names[] = {
		"http\0www\0www-httpX",   "httpXwwwXwww-httpXX",
		"http\0wwwXwww-http",     "http\0www\0www-http",
		"http\0www\0www-htt\0\0", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
	};
	/* Of the last two the strings are others, but as many or more. */
	static const int results[] = {-EBADMSG, -EBADMSG, -EBADMSG, 0, 0, 0};

	(void)state;
	for (size_t i = 0; i < LENGTH(names); i++) {
		struct servent untouched, servent;
		struct record record = http;
		struct guarded guarded = guard(64);

		memset(&untouched, 0x55, sizeof(untouched));
		servent = untouched;
		record.names = names[i];
		assert_int_equal(
			servent_pack(&record, &servent, guarded.bytes, 64),
			results[i]);
		if (results[i] == 0)
			check_inside(&servent, guarded.bytes, 64);
		else
			assert_memory_equal(&servent, &untouched,
					    sizeof(servent));
		unguard(&guarded);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			every_buffer_is_refused_untouched_or_filled_right),
		cmocka_unit_test(a_record_without_aliases_has_an_empty_list),
		cmocka_unit_test(
			a_record_that_has_lost_its_strings_is_refused_untouched),
	};

	return cmocka_run_group_tests_name("pack", tests, NULL, NULL);
}
