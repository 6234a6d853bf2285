/* The registry as a database has it: rows in its order, and by port. */
#ifndef IANAPORTS_CLI_QUERY_ROWS_H
#define IANAPORTS_CLI_QUERY_ROWS_H

#include "cli/cli.h"
#include "importer/registry/registry.h"

/* What is to be said of a port; the higher one wins where rows differ. */
enum state {
	STATE_UNASSIGNED,
	STATE_DYNAMIC,  /* never assigned (RFC 6335, 6) */
	STATE_RESERVED, /* de-registered and removed ones among them */
	STATE_ASSIGNED
};

struct rows;

/*
 * Reads the rows of a database, or says in one line why not.  After the last
 * one stands one of our own, for the dynamic ports: IANA lists none.
 *
 * Returns 0 and rows to be freed, or the exit code.
 */
int rows_open(struct rows **rows, const char *path);

void rows_free(struct rows *rows);

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

/* A row's own state, and a state's name: "assigned", ... */
enum state row_state(const struct row *row);
const char *state_name(enum state state);

/*
 * Whether a row speaks of a transport; 0 is any.  An assignment without one
 * is for tcp and udp, other rows without one are for all.
 */
bool row_is_on(const struct row *row, unsigned int transport);

/*
 * What the rows together say of a port on a transport; 0 is any.  A port that
 * is assigned on others alone counts as reserved on this one.  A port in no
 * row, as in a registry that was made of services(5), is unassigned.
 */
enum state rows_state(const struct rows *rows, uint16_t port,
		      unsigned int transport);

/*
 * The row that names a port on a transport, by the rules of collate.h; 0 is
 * any.  NULL if none does.
 */
const struct row *rows_canonical(const struct rows *rows, uint16_t port,
				 unsigned int transport);

/* The same for the first port and transport of a row. */
const struct row *row_canonical(const struct rows *rows, const struct row *row);

/* The transports of a row, 1 << each; none if it has none stated. */
unsigned int row_transports(const struct row *row);

/* The first transport that a row assigns. */
unsigned int row_transport(const struct row *row);

#endif
