/* SPDX-License-Identifier: MIT */
/* A service, or a block without one, as `show` tells of it. */
#ifndef IANAPORTS_CLI_OUTPUT_CARD_H
#define IANAPORTS_CLI_OUTPUT_CARD_H

#include "cli/output/terminal.h"
#include "cli/query/heard.h"

/* Rows that are the same but for the transport. */
struct card {
	const struct row *row;   /* the first of them */
	unsigned int transports; /* 1 << each, 0 for none stated */
};

/*
 * Makes cards of rows, in their order; room for one a row must be there.
 * Returns their number.
 */
size_t cards_make(struct card *cards, const struct row *const *rows,
		  size_t count);

/*
 * All that the registry knows and what programs hear, as text; a block under
 * the port that was asked for, or under its own if that is -1.
 */
void card_print(const struct card *card, int port, struct rows *rows,
		const struct sources *sources, const struct terminal *page);

/* The transports of a row to be printed: none where all are meant. */
unsigned int transports_stated(const struct row *row);

/* "22/tcp, 22/udp" for 1 << each, "22/" before it, ", " between; to be freed.
 */
char *transports_text(unsigned int transports, const char *before,
		      const char *between);

#endif
