/* SPDX-License-Identifier: MIT */
/* What a row of the registry means.  Whoever has to know asks here. */
#ifndef IANAPORTS_IMPORTER_REGISTRY_RULES_H
#define IANAPORTS_IMPORTER_REGISTRY_RULES_H

#include "importer/registry/registry.h"

/* RFC 6335, 6: where the dynamic ports begin. */
#define DYNAMIC_FIRST 49152

/* Whether a description is Reserved, Unassigned or De-Registered, no more. */
bool description_unassigns(const char *text, size_t length);

/*
 * Whether a row assigns its port to its name.  Rows without a name or a port
 * do not, nor those that such a description unassigns.
 */
bool row_is_assigned(const struct row *row);

/* What is to be said of a port; the higher one wins where rows differ. */
enum state {
	STATE_UNASSIGNED,
	STATE_DYNAMIC,  /* never assigned (RFC 6335, 6) */
	STATE_RESERVED, /* de-registered and removed ones among them */
	STATE_ASSIGNED
};

/* What a row says of its ports; of a service without one: assigned. */
enum state row_state(const struct row *row);

/* "assigned", ... */
const char *state_name(enum state state);

/*
 * The transports that a row stands for, 1 << each.  One that states none
 * stands for tcp and udp if it is assigned, else for all (boe-cms 6400).
 */
unsigned int row_transports(const struct row *row);

/* Whether that is one of them; 0 is any. */
bool row_is_on(const struct row *row, unsigned int transport);

/* The first of them. */
unsigned int row_transport(const struct row *row);

/*
 * How a row stands among others on the same port, or with the same name, from
 * 0; the lower wins, and the first of equals.  First counts that it is no
 * alias, duplicate or historic entry, then that an RFC or the IESG stands
 * behind it.
 */
unsigned int row_rank(const struct row *row);

/* Whether a row wins over those before it, of which `best`, or NULL, won. */
bool row_wins(const struct row *row, const struct row *best);

/* Why a row won over others, of which that one would have been next. */
enum reason {
	REASON_NONE, /* there are no others */
	REASON_PRIMARY,
	REASON_BACKED,
	REASON_FIRST
};
enum reason row_reason(const struct row *row, const struct row *rival);

#endif
