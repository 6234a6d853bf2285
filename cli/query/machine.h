/* SPDX-License-Identifier: MIT */
/* Whether programs of this machine are answered from the database. */
#ifndef IANAPORTS_CLI_QUERY_MACHINE_H
#define IANAPORTS_CLI_QUERY_MACHINE_H

#include <stdbool.h>

#include "db/reader.h"

struct machine {
	char *services; /* of nsswitch.conf(5); NULL for no such line */
	bool enabled;   /* ianaports is among them */
	bool installed; /* glibc can load the module */
	int refusal;    /* errno of the module without a database, or 0 */
	bool answered;  /* getservbyname(3) does as the database has it */
};

/*
 * Asks the module and glibc, in a child, for a service of the database that no
 * local file has; without a database, for one that nobody has.  To be freed by
 * machine_free.
 */
void machine_ask(struct machine *machine, struct reader *reader);

void machine_free(struct machine *machine);

#endif
