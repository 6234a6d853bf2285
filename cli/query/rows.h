/* SPDX-License-Identifier: MIT */
/* The registry as a database has it: rows in its order, and by port. */
#ifndef IANAPORTS_CLI_QUERY_ROWS_H
#define IANAPORTS_CLI_QUERY_ROWS_H

#include "cli/cli.h"
#include "importer/registry/registry.h"

/* Rows are found by port through lists of those that touch 64 ports each. */
#define ROWS_BUCKETS 1024

struct rows {
	struct registry registry; /* skimmed: see rows_get */
	const char *path;
	uint32_t *on; /* positions of rows, bucket by bucket */
	uint32_t start[ROWS_BUCKETS + 1];
};

/*
 * Reads the rows of a database, to be freed, or ends the command with a word on
 * why not.  After the last one stands one of our own, for the dynamic ports:
 * IANA lists none.
 */
struct rows *rows_open(const char *path);

void rows_free(struct rows *rows);

/*
 * A row by its position, with all its fields.  One that turns out to be damaged
 * ends the command with a word on it.
 */
const struct row *rows_get(const struct rows *rows, size_t position);

/*
 * The next of the rows that speak of a port, in the registry's order, or
 * NULL; *at begins as 0.
 */
const struct row *rows_next(const struct rows *rows, uint16_t port, size_t *at);

/*
 * The fields of a person by identifier, or NULL.  The first call reads them
 * all; damage ends the command.
 */
const char *const *rows_person(struct rows *rows, const char *id,
			       size_t length);

#endif
