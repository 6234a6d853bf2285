/* SPDX-License-Identifier: MIT */
/* Keys of the database. */
#include "tests/lib/fixture.h"

#include <errno.h>
#include <string.h>

#include "db/key.h"

static void
a_name_is_folded_and_ends_in_its_transport(void **state)
{
	unsigned char key[KEY_MAX];

	(void)state;
	assert_int_equal(key_name(key, "EtherNet/IP-1", 2), 15);
	assert_memory_equal(key, "Nethernet/ip-1\2", 15);
}

static void
only_ascii_letters_are_folded(void **state)
{
	unsigned char key[KEY_MAX];

	(void)state;
	assert_int_equal(key_name(key, "[\\]^_`@{\xc3\x84", 1), 12);
	assert_memory_equal(key, "N[\\]^_`@{\xc3\x84\1", 12);
}

static void
the_longest_name_fits_and_a_longer_one_has_no_key(void **state)
{
	unsigned char key[KEY_MAX];
	char name[258];

	(void)state;
	memset(name, 'a', sizeof(name));
	name[255] = '\0';
	assert_int_equal(key_name(key, name, 1), 257);
	name[255] = 'a';
	name[256] = '\0';
	assert_int_equal(key_name(key, name, 1), 0);
	assert_int_equal(key_name(key, "", 1), 0);
}

static void
a_port_is_big_endian(void **state)
{
	unsigned char key[KEY_MAX];

	(void)state;
	assert_int_equal(key_port(key, 13782, 1), 4);
	assert_memory_equal(key, "P\x35\xd6\1", 4);
}

static void
a_position_is_big_endian(void **state)
{
	unsigned char key[KEY_MAX];

	(void)state;
	assert_int_equal(key_position(key, TAG_ROW, 0x01020304), 5);
	assert_memory_equal(key, "R\1\2\3\4", 5);
}

static void
what_was_encoded_is_decoded(void **state)
{
	unsigned char bytes[KEY_MAX];
	struct key key;
	size_t size;

	(void)state;
	size = key_name(bytes, "bpcd", 3);
	assert_int_equal(key_decode(bytes, size, &key), 0);
	assert_int_equal(key.tag, 'N');
	assert_string_equal(key.name, "bpcd");
	assert_int_equal(key.transport, 3);
	size = key_port(bytes, 65535, 4);
	assert_int_equal(key_decode(bytes, size, &key), 0);
	assert_int_equal(key.port, 65535);
	assert_int_equal(key.transport, 4);
	size = key_position(bytes, TAG_PERSON, 70000);
	assert_int_equal(key_decode(bytes, size, &key), 0);
	assert_int_equal(key.position, 70000);
	size = key_position(bytes, TAG_LINE, 524287);
	assert_int_equal(key_decode(bytes, size, &key), 0);
	assert_int_equal(key.tag, 'S');
	assert_int_equal(key.position, 524287);
	assert_int_equal(key_decode(bytes, size - 1, &key), -EBADMSG);
	assert_int_equal(key_decode(bytes, key_meta(bytes), &key), 0);
}

static void
a_key_may_ask_for_no_transport_and_for_a_spelling(void **state)
{
	struct key key;

	(void)state;
	assert_int_equal(key_decode((const unsigned char *)"Nssh\0", 5, &key),
			 0);
	assert_int_equal(key.transport, TRANSPORT_ANY);
	assert_int_equal(key.ordinal, 0);
	assert_int_equal(key_decode((const unsigned char *)"Nssh\2\3", 6, &key),
			 0);
	assert_string_equal(key.name, "ssh");
	assert_int_equal(key.transport, TRANSPORT_UDP);
	assert_int_equal(key.ordinal, 3);
	assert_int_equal(key_decode((const unsigned char *)"P\0\26\0", 4, &key),
			 0);
	assert_int_equal(key.port, 22);
	assert_int_equal(key.transport, TRANSPORT_ANY);
}

static void
what_is_no_key_is_refused(void **state)
{
	static const struct {
		const char *bytes;
		size_t size;
	} wrong[] = {
		{"", 0},        {"Z", 1},           {"MM", 2},
		{"N\1", 2},     {"Nssh\5", 5},      {"Nssh", 4},
		{"NSsh\1", 5},  {"Ns\0h\1", 5},     {"Nssh\1\1\1", 7},
		{"P\1\2", 3},   {"P\1\2\5", 4},     {"P\1\2\1\1", 5},
		{"R\1\2\3", 4}, {"W\1\2\3\4\5", 6}, {"XX", 2},
	};
	struct key key;

	(void)state;
	for (size_t i = 0; i < LENGTH(wrong); i++)
		assert_int_equal(
			key_decode((const unsigned char *)wrong[i].bytes,
				   wrong[i].size, &key),
			-EBADMSG);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_is_folded_and_ends_in_its_transport),
		cmocka_unit_test(only_ascii_letters_are_folded),
		cmocka_unit_test(
			the_longest_name_fits_and_a_longer_one_has_no_key),
		cmocka_unit_test(a_port_is_big_endian),
		cmocka_unit_test(a_position_is_big_endian),
		cmocka_unit_test(what_was_encoded_is_decoded),
		cmocka_unit_test(
			a_key_may_ask_for_no_transport_and_for_a_spelling),
		cmocka_unit_test(what_is_no_key_is_refused),
	};

	return cmocka_run_group_tests_name("key", tests, NULL, NULL);
}
