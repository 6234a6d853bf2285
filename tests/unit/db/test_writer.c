/* SPDX-License-Identifier: MIT */
/* What the writer of databases refuses. */
#include "tests/lib/fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "db/writer.h"

#define SCRATCH TEST_DATABASE ".writer"

/* For values of a few bytes. */
static int
begin(void **state)
{
	struct writer *writer;
	int fd = open(SCRATCH, O_RDWR | O_CREAT | O_TRUNC, 0600);

	close(fd);
	if (writer_new(&writer, SCRATCH, 1000) != 0)
		return -1;
	unlink(SCRATCH);
	*state = writer;
	return 0;
}

static int
end(void **state)
{
	writer_free(*state);
	return 0;
}

static void
keys_that_do_not_rise_are_refused(void **state)
{
	struct writer *writer = *state;

	assert_int_equal(writer_put(writer, "b", 1, "1", 1), 0);
	assert_int_equal(writer_put(writer, "b", 1, "2", 1), -EEXIST);
	assert_int_equal(writer_put(writer, "a", 1, "3", 1), -EEXIST);
	assert_int_equal(writer_put(writer, "bb", 2, "4", 1), 0);
}

static void
what_is_far_more_than_was_said_is_too_much(void **state)
{
	size_t size = (size_t)2 << 20;
	char *value = calloc(1, size);

	assert_int_equal(writer_put(*state, "a", 1, value, size), -E2BIG);
	free(value);
}

static void
a_scratch_file_that_is_not_there_is_refused(void **state)
{
	struct writer *writer;

	(void)state;
	assert_int_equal(writer_new(&writer, SCRATCH ".no/x", 1000), -ENOENT);
}

int
main(void)
{
#define test(f) cmocka_unit_test_setup_teardown(f, begin, end)
	static const struct CMUnitTest tests[] = {
		test(keys_that_do_not_rise_are_refused),
		test(what_is_far_more_than_was_said_is_too_much),
		cmocka_unit_test(a_scratch_file_that_is_not_there_is_refused),
	};

	return cmocka_run_group_tests_name("writer", tests, NULL, NULL);
}
