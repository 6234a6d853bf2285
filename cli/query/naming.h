/* SPDX-License-Identifier: MIT */
/* What the rows on a port together say: its state, its name, and why. */
#ifndef IANAPORTS_CLI_QUERY_NAMING_H
#define IANAPORTS_CLI_QUERY_NAMING_H

#include "cli/query/rows.h"
#include "importer/registry/rules.h"

/*
 * What the rows say of a port on a transport; 0 is any.  A port that is
 * assigned on others alone counts as reserved on this one.  A port in no row,
 * as in a registry that was made of services(5), is unassigned.
 */
enum state rows_state(const struct rows *rows, uint16_t port,
		      unsigned int transport);

/* The row that names a port on a transport, or NULL; 0 is any. */
const struct row *rows_canonical(const struct rows *rows, uint16_t port,
				 unsigned int transport);

/*
 * The same for the first port and transport of a row; NULL also where that
 * row assigns none.
 */
const struct row *row_canonical(const struct rows *rows, const struct row *row);

struct naming {
	const struct row *canonical; /* NULL if nothing is assigned */
	enum reason reason;          /* why it is */
	/* The other names, in the registry's order, each once. */
	const char **others;
	size_t count;
};

/* How a row's ports are named, on its first transport; to be freed. */
void naming_find(struct naming *naming, const struct rows *rows,
		 const struct row *row);

void naming_free(struct naming *naming);

#endif
