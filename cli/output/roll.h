/* Rows of the registry and lines of the local authority as one table. */
#ifndef IANAPORTS_CLI_OUTPUT_ROLL_H
#define IANAPORTS_CLI_OUTPUT_ROLL_H

#include "cli/output/terminal.h"
#include "cli/query/rows.h"
#include "cli/query/site.h"

/* Behind every port. */
#define IANAPORTS_NO_PORT (UINT16_MAX + 1)

/* Either a row or a line. */
struct ianaports_item {
	unsigned int port; /* the first, or IANAPORTS_NO_PORT */
	unsigned int rank;
	size_t order;
	const struct ianaports_row *row;
	const struct ianaports_site_line *line;
	const char *found; /* where, or NULL */
	bool taken;        /* into the line of another */
};

struct ianaports_roll {
	struct ianaports_item *items; /* to be freed */
	size_t count;
	struct ianaports_rows *rows;
	const struct ianaports_site *site; /* of the lines, or NULL */
};

/* Sorts by rank, port and order. */
void ianaports_roll_sort(struct ianaports_roll *roll);

/*
 * Prints the items in their order, those that differ in the transport alone
 * on one line, with where they were found if that is said, and with the words
 * marked.
 */
void ianaports_roll_print(struct ianaports_roll *roll,
			  const struct ianaports_page *page, char *const *words,
			  size_t count);

/*
 * Prints {"services": [...], "local": [...]}; each service says where it was
 * found if its item does.  The local ones are left out if there is no site.
 */
void ianaports_roll_print_json(const struct ianaports_roll *roll);

#endif
