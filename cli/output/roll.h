/* SPDX-License-Identifier: MIT */
/* Rows of the registry and lines of the local file as one table. */
#ifndef IANAPORTS_CLI_OUTPUT_ROLL_H
#define IANAPORTS_CLI_OUTPUT_ROLL_H

#include "cli/output/table.h"
#include "cli/query/rows.h"
#include "cli/query/site.h"

/* Behind every port. */
#define NO_PORT (UINT16_MAX + 1)

/* Either a row or a line. */
struct item {
	unsigned int port; /* the first to be told of, or NO_PORT */
	unsigned int last; /* the same but for ranges */
	unsigned int rank;
	unsigned int transports; /* those asked for, 1 << each; 0 for all */
	size_t order;
	const struct row *row;
	const struct service *line;
	const char *found; /* where, or NULL */
	char *part;        /* of what was found, to be freed, or NULL */
	bool taken;        /* into the line of another */
	bool again;        /* of a row that has ports before these */
};

struct roll {
	struct item *items; /* to be freed by roll_print */
	size_t count, capacity;
	struct rows *rows;
	const struct local *site; /* of the lines, or NULL */
	const struct view *view;  /* of the fields */
	bool json;                /* in place of a table */
	const char *const *words; /* which are marked */
	size_t word_count;
};

void roll_add(struct roll *roll, const struct item *item);

/* Sorts by rank, port and order. */
void roll_sort(struct roll *roll);

/*
 * Prints the items in their order, those that differ in the transport alone
 * on one line, with where they were found if that is said, and with the part
 * that was found in the description's place; and frees them.  If columns were
 * chosen, each transport has a line, and sites are read if there is none. Names
 * come in their own order, each once.  A JSON document has "services" and
 * "local", where each service says where it was found if its item does, and the
 * local ones are left out if there is no site.
 *
 * Returns the exit code, which says if there were none.
 */
int roll_print(struct roll *roll);

#endif
