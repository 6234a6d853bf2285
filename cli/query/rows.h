/* The registry as a database has it: rows in its order, and by port. */
#ifndef IANAPORTS_CLI_QUERY_ROWS_H
#define IANAPORTS_CLI_QUERY_ROWS_H

#include "cli/cli.h"
#include "importer/registry/registry.h"

struct rows;

/*
 * Reads the rows of a database, or says in one line why not.  After the last
 * one stands one of our own, for the dynamic ports: IANA lists none.
 *
 * Returns 0 and rows to be freed, or the exit code.
 */
int rows_open(struct rows **rows, const char *path);

void rows_free(struct rows *rows);

/* The path that they were opened by. */
const char *rows_path(const struct rows *rows);

/* The whole database, like reader_bytes. */
const void *rows_bytes(const struct rows *rows, size_t *size);

/* The meta record, like reader_meta. */
const char *const *rows_meta(const struct rows *rows);

size_t rows_count(const struct rows *rows);

/*
 * A row by its position in the registry.  One that turns out to be damaged
 * ends the command with a word on it.
 */
const struct row *rows_get(const struct rows *rows, size_t position);

/* Its name alone, which costs less. */
const char *rows_name(const struct rows *rows, size_t position);

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
