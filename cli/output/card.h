/* A service, or a block without one, as `show` tells of it. */
#ifndef IANAPORTS_CLI_OUTPUT_CARD_H
#define IANAPORTS_CLI_OUTPUT_CARD_H

#include "cli/output/terminal.h"
#include "cli/query/rows.h"

/* Rows that are the same but for the transport. */
struct ianaports_card {
	const struct ianaports_row *row; /* the first of them */
	unsigned int transports;         /* 1 << each, 0 for none stated */
};

/*
 * Makes cards of rows, in their order; room for one a row must be there.
 * Returns their number.
 */
size_t ianaports_cards_make(struct ianaports_card *cards,
			    const struct ianaports_row *const *rows,
			    size_t count);

/*
 * All that the registry knows, as text; a block under the port that was asked
 * for, or under its own if that is -1.
 */
void ianaports_card_print(const struct ianaports_card *card, int port,
			  struct ianaports_rows *rows,
			  const struct ianaports_page *page);

/* "22/tcp, 22/udp" for 1 << each, "22/" before it, ", " between. */
#define IANAPORTS_TRANSPORTS_SIZE 96
void ianaports_transports_print(char text[static IANAPORTS_TRANSPORTS_SIZE],
				unsigned int transports, const char *before,
				const char *between);

#endif
