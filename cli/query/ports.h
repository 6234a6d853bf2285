/* SPDX-License-Identifier: MIT */
/* Ports and services as they are asked for on the command line. */
#ifndef IANAPORTS_CLI_QUERY_PORTS_H
#define IANAPORTS_CLI_QUERY_PORTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/format.h"

/* RFC 6335, 6: where the user ports begin. */
#define USER_FIRST 1024

/* A set of ports; all zero is the empty one. */
struct ports {
	bool has[UINT16_MAX + 1];
};

/* Adds ranges parted by commas.  Returns NULL, or what is wrong with them. */
const char *ports_add(struct ports *ports, const char *text);

/* Whether a port from first to last is in the set. */
bool ports_meet(const struct ports *ports, uint16_t first, uint16_t last);

/* What a person asks for: a name or a port, on a transport or on whatever. */
struct question {
	const char *text; /* as it was asked */
	char name[SERVICE_NAME_MAX + 1];
	bool numbered;
	uint16_t port;
	unsigned int transport; /* enum transport, or 0 */
};

/*
 * Reads NAME, PORT, NAME/TRANSPORT or PORT/TRANSPORT; a name may itself hold
 * a slash.  The text must outlive the question.
 *
 * Returns NULL, or what is wrong with it.
 */
const char *question_parse(struct question *question, const char *text);

/* A transport by its name, in whatever case; bad usage ends the command. */
unsigned int transport_demand(const char *name);

/* The same, but 0 if there is none. */
unsigned int transport_parse(const char *name);

#endif
