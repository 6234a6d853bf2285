/* SPDX-License-Identifier: MIT */
#include "tests/lib/reading.h"

#include <stdlib.h>
#include <string.h>

int
reading_begin(void **state, const char *file,
	      int (*reader)(const struct source *, struct registry *,
			    struct diag *))
{
	struct reading *reading = calloc(1, sizeof(*reading));

	assert_non_null(reading);
	reading->reader = reader;
	said_begin(&reading->said, file);
	*state = reading;
	return 0;
}

int
reading_end(void **state)
{
	struct reading *reading = *state;

	said_end(&reading->said);
	free(reading->source.text);
	registry_free(&reading->registry);
	free(reading);
	return 0;
}

struct reading *
put(void **state, const char *text)
{
	struct reading *reading = *state;

	reading->source.text = strdup(text);
	assert_non_null(reading->source.text);
	reading->source.length = strlen(text);
	return reading;
}

struct reading *
take(void **state, const char *text)
{
	struct reading *reading = put(state, text);

	assert_int_equal(reading->reader(&reading->source, &reading->registry,
					 &reading->said.diag),
			 0);
	free(reading->source.text);
	reading->source.text = NULL;
	return reading;
}

void
assert_refused(void **state, const char *text, const char *messages)
{
	struct reading *reading = take(state, text);

	assert_string_equal(said_all(&reading->said), messages);
	assert_int_not_equal(reading->said.diag.errors, 0);
}

void
assert_row(const struct reading *reading, size_t row,
	   const char *const expected[COLUMNS])
{
	assert_string_equal(said_all(&reading->said), "");
	assert_true(row < reading->registry.row_count);
	for (size_t i = 0; i < COLUMNS; i++)
		assert_string_equal(reading->registry.rows[row].field[i],
				    expected[i] == NULL ? "" : expected[i]);
}
