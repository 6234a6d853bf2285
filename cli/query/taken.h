/* SPDX-License-Identifier: MIT */
/* Why a port is not free. */
#ifndef IANAPORTS_CLI_QUERY_TAKEN_H
#define IANAPORTS_CLI_QUERY_TAKEN_H

#include <stdbool.h>
#include <stdint.h>

#include "cli/query/rows.h"

/* Where several hold, the first is the reason. */
enum taken {
	TAKEN_NOT,
	TAKEN_ASSIGNED,
	TAKEN_RESERVED,
	TAKEN_UNAUTHORIZED, /* a report of such use, or a note */
	TAKEN_LOCAL,        /* in the local file */
	TAKEN_BOUND,        /* by a socket of this machine */
	TAKEN_EPHEMERAL,    /* as bound.h has it */
	TAKEN_KINDS
};

struct taken_ports {
	unsigned char reason[UINT16_MAX + 1];
};

/*
 * Finds the reason of each port on a transport, or on any if that is 0; with
 * `ephemeral`, TAKEN_EPHEMERAL is none.  Standard error hears what could not be
 * read of the local file or of this machine; that takes no port.
 */
void taken_find(struct taken_ports *ports, const struct rows *rows,
		unsigned int transport, bool ephemeral);

#endif
