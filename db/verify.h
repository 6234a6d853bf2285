/* SPDX-License-Identifier: MIT */
/* Whether a database is whole and means what it should. */
#ifndef IANAPORTS_DB_VERIFY_H
#define IANAPORTS_DB_VERIFY_H

#include <stdbool.h>

#include "db/reader.h"

/* The entries of each tag, those of an overlay and those that answer without a
 * transport left out. */
struct counts {
	size_t names, ports, rows, lines, people;
	bool hashed; /* the table of hashes is this file's */
};

/*
 * Checks every page, key and value of an open database, that the record behind
 * a key is of its port, transport or name, that rows, lines and people are
 * numbered without a gap, that the meta record counts right, and that the table
 * of hashes is right if it is in use.
 *
 * Returns 0 and the counts, or -EBADMSG.
 */
int verify_database(const struct reader *reader, struct counts *counts);

#endif
