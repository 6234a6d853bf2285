/* The registry as a database has it: rows in its order, and by port. */
#ifndef IANAPORTS_CLI_QUERY_ROWS_H
#define IANAPORTS_CLI_QUERY_ROWS_H

#include "cli/cli.h"
#include "importer/registry/registry.h"

/* What is to be said of a port; the higher one wins where rows differ. */
enum ianaports_state {
	IANAPORTS_UNASSIGNED,
	IANAPORTS_DYNAMIC,  /* never assigned (RFC 6335, 6) */
	IANAPORTS_RESERVED, /* de-registered and removed ones among them */
	IANAPORTS_ASSIGNED
};

struct ianaports_rows;

/*
 * Reads the rows of a database, or says in one line why not.  After the last
 * one stands one of our own, for the dynamic ports: IANA lists none.
 *
 * Returns 0 and rows to be freed, or the exit code.
 */
int ianaports_rows_open(struct ianaports_rows **rows, const char *path);

void ianaports_rows_free(struct ianaports_rows *rows);

/* The meta record, like ianaports_reader_meta. */
const char *const *ianaports_rows_meta(const struct ianaports_rows *rows);

size_t ianaports_rows_count(const struct ianaports_rows *rows);

/*
 * A row by its position in the registry.  One that turns out to be damaged
 * ends the command with a word on it.
 */
const struct ianaports_row *
ianaports_rows_get(const struct ianaports_rows *rows, size_t position);

/* Its name alone, which costs less. */
const char *ianaports_rows_name(const struct ianaports_rows *rows,
				size_t position);

/*
 * The next of the rows that speak of a port, in the registry's order, or
 * NULL; *at begins as 0.
 */
const struct ianaports_row *
ianaports_rows_next(const struct ianaports_rows *rows, uint16_t port,
		    size_t *at);

/*
 * The fields of a person by identifier, or NULL.  The first call reads them
 * all; damage ends the command.
 */
const char *const *ianaports_rows_person(struct ianaports_rows *rows,
					 const char *id, size_t length);

/* A row's own state, and a state's name: "assigned", ... */
enum ianaports_state ianaports_row_state(const struct ianaports_row *row);
const char *ianaports_state_name(enum ianaports_state state);

/*
 * Whether a row speaks of a transport; 0 is any.  An assignment without one
 * is for tcp and udp, other rows without one are for all.
 */
bool ianaports_row_is_on(const struct ianaports_row *row,
			 unsigned int transport);

/*
 * What the rows together say of a port on a transport; 0 is any.  A port that
 * is assigned on others alone counts as reserved on this one.  A port in no
 * row, as in a registry that was made of services(5), is unassigned.
 */
enum ianaports_state ianaports_rows_state(const struct ianaports_rows *rows,
					  uint16_t port,
					  unsigned int transport);

/*
 * The row that names a port on a transport, by the rules of collate.h; 0 is
 * any.  NULL if none does.
 */
const struct ianaports_row *
ianaports_rows_canonical(const struct ianaports_rows *rows, uint16_t port,
			 unsigned int transport);

/* The same for the first port and transport of a row. */
const struct ianaports_row *
ianaports_row_canonical(const struct ianaports_rows *rows,
			const struct ianaports_row *row);

/* The transports of a row, 1 << each; none if it has none stated. */
unsigned int ianaports_row_transports(const struct ianaports_row *row);

/* The first transport that a row assigns. */
unsigned int ianaports_row_transport(const struct ianaports_row *row);

#endif
