/* SPDX-License-Identifier: MIT */
/* Whether programs of this machine are answered from the database. */
#ifndef IANAPORTS_CLI_QUERY_MACHINE_H
#define IANAPORTS_CLI_QUERY_MACHINE_H

#include <stdbool.h>

#include "db/reader.h"

struct machine {
	char *services; /* of nsswitch.conf(5), to be freed; NULL for none */
	bool enabled;   /* ianaports is among them */
	bool installed; /* glibc can load the module */
	bool accepted;  /* the module has a database that it takes */
	bool answered;  /* getservbyname(3) does as the database has it */
	bool vendor;    /* which is the vendor's copy */
};

/*
 * Asks the module and glibc, in a child, for a service of the database that no
 * local file has.  NULL stands for no database but, perhaps, the vendor's.
 */
void machine_ask(struct machine *machine, struct reader *reader);

#endif
