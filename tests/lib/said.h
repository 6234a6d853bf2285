/* SPDX-License-Identifier: MIT */
/* Diagnostics, kept in memory. */
#ifndef IANAPORTS_TESTS_LIB_SAID_H
#define IANAPORTS_TESTS_LIB_SAID_H

#include "importer/input/diag.h"

struct said {
	struct diag diag;
	char *messages;
	size_t size;
};

/* On an input of that name.  It stays in its place until its end. */
void said_begin(struct said *said, const char *file);
void said_end(struct said *said);

/* All messages so far. */
const char *said_all(const struct said *said);

#endif
