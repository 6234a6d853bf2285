/* SPDX-License-Identifier: MIT */
/* A text that a reader takes, and what it says of it. */
#ifndef IANAPORTS_TESTS_LIB_READING_H
#define IANAPORTS_TESTS_LIB_READING_H

#include "importer/forms/reader.h"
#include "tests/lib/fixture.h"
#include "tests/lib/said.h"

struct reading {
	int (*reader)(const struct source *, struct registry *, struct diag *);
	struct source source;
	struct registry registry;
	struct said said;
};

/*
 * Around each test; the file is what the messages name, and the reader one of
 * importer/forms/reader.h or NULL.
 */
int reading_begin(void **state, const char *file,
		  int (*reader)(const struct source *, struct registry *,
				struct diag *));
int reading_end(void **state);

/* Makes a text, in memory that ends where it does, the source. */
struct reading *put(void **state, const char *text);

/* Reads such a text, and frees it. */
struct reading *take(void **state, const char *text);

/* Reads a text of which it has this to say. */
void assert_refused(void **state, const char *text, const char *messages);

/* Nothing was said, and that row has these cells, NULL meaning none. */
void assert_row(const struct reading *reading, size_t row,
		const char *const expected[COLUMNS]);

#endif
