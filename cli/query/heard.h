/* SPDX-License-Identifier: MIT */
/* What programs hear: the local file first, then the module's own look-ups. */
#ifndef IANAPORTS_CLI_QUERY_HEARD_H
#define IANAPORTS_CLI_QUERY_HEARD_H

#include "cli/query/naming.h"
#include "cli/query/site.h"
#include "db/index.h"

/* Who is asked, in the order of "services: files ianaports". */
struct sources {
	const struct rows *rows;
	const struct local *site;
	struct index index;
};

/* A question, of a name or a port, and its answer. */
struct heard {
	const char *asked; /* a name, or NULL: the port */
	const char *name;  /* the canonical one */
	const char *file;  /* the local one that answers, or NULL */
	unsigned int asked_for, transport; /* or 0 for none */
	uint16_t asked_port, port;         /* host byte order */
	bool found;
};

/* Damage in the database ends the command. */
void sources_open(struct sources *sources, const struct rows *rows,
		  const struct local *site);

/*
 * Asks for a row's name and for a port of it, on each transport of the row and
 * on none: HEARD_MOST answers at most.  Returns their number.
 */
#define HEARD_MOST 10
size_t heard_row(struct heard heard[static HEARD_MOST],
		 const struct sources *sources, const struct row *row,
		 unsigned int transports, uint16_t port);

/* The name that a port is told under on a transport, or on 0: any; or "". */
const char *heard_port(const struct sources *sources, uint16_t port,
		       unsigned int transport);

/* "http-alt/udp", "6010/tcp"; to be freed. */
char *heard_question(const struct heard *heard);

/* Why nothing is heard of a name or a port. */
enum unheard {
	UNHEARD_NOT, /* but it is */
	UNHEARD_UNASSIGNED,
	UNHEARD_OTHER, /* the name means another port: the local file's */
	UNHEARD_ALONE, /* it does without a transport */
	UNHEARD_LOCAL  /* the local file has the name, for other transports */
};

/* With the name that it is about, and the port that this means. */
enum unheard heard_reason(const struct heard *heard,
			  const struct sources *sources, struct heard *name);

#endif
