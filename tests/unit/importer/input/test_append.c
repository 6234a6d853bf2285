/* SPDX-License-Identifier: MIT */
/* Texts in a buffer of a fixed size. */
#include "importer/input/append.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
pieces_stand_one_behind_the_other(void **state)
{
	char buffer[16] = "";

	(void)state;
	append_format(buffer, sizeof(buffer), "%s/%d", "tcp", 22);
	append_format(buffer, sizeof(buffer), ", %s", "ssh");
	assert_string_equal(buffer, "tcp/22, ssh");
}

/* The byte behind the buffer is a canary. */
static void
what_has_no_room_is_cut(void **state)
{
	char memory[8] = {[7] = '!'};

	(void)state;
	for (int i = 0; i < 3; i++)
		append_format(memory, 7, "%s", "12345678901234567890");
	assert_memory_equal(memory, "123456\0!", 8);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_stand_one_behind_the_other),
		cmocka_unit_test(what_has_no_room_is_cut),
	};

	return cmocka_run_group_tests_name("append", tests, NULL, NULL);
}
