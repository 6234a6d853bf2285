/* SPDX-License-Identifier: MIT */
/* What a question to the database is answered with (RFC 6335, 5.1). */
#ifndef IANAPORTS_DB_LOOKUP_H
#define IANAPORTS_DB_LOOKUP_H

#include <stdint.h>

#include "db/index.h"
#include "db/record.h"

/*
 * Each fills a record whose names point into the map, and returns 1;
 * 0 if there is none; -EBADMSG if the database is damaged.
 *
 * `protocol` is compared exactly; NULL stands for the first that exists of
 * tcp, udp, sctp and dccp.
 */

/* By a name or alias, without regard to ASCII case. */
int lookup_name(const struct index *index, const char *name,
		const char *protocol, struct record *record);

/* By a port in network byte order, as getservbyport(3) takes it. */
int lookup_port(const struct index *index, int port, const char *protocol,
		struct record *record);

/*
 * The first record at a position or behind it; the position, 0 at first and
 * POSITION_END at the most, becomes the one behind that record.  The place,
 * which may be any number at first, spares the search for what follows the
 * record that the last call found.
 */
int lookup_next(const struct index *index, unsigned int *position,
		uint32_t *place, struct record *record);

#define POSITION_END (65536u << 3)

#endif
