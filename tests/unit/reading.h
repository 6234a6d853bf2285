/* A text that a reader takes, and what it says of it. */
#ifndef IANAPORTS_TESTS_READING_H
#define IANAPORTS_TESTS_READING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "importer/reader.h"

struct reading {
	struct ianaports_registry registry;
	struct ianaports_diag diag;
	char *messages;
	size_t size;
};

/* Around each test; the file is what the messages name. */
int reading_begin(void **state, const char *file);
int reading_end(void **state);

/*
 * Reads, with a reader of importer/reader.h, from memory that ends where the
 * text does.  The messages are complete.
 */
struct reading *reading_take(void **state,
			     int (*reader)(const struct ianaports_source *,
					   struct ianaports_registry *,
					   struct ianaports_diag *),
			     const char *text);

#endif
