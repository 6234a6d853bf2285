/* SPDX-License-Identifier: MIT */
/* The names and ports of a database in memory, for the module's look-ups. */
#ifndef IANAPORTS_DB_INDEX_H
#define IANAPORTS_DB_INDEX_H

#include "db/hash.h"
#include "db/walker.h"

struct index {
	struct walker walker;
	struct hash_table table; /* its slots NULL: there is none */
	bool lines;              /* they are what an enumeration tells */
};

/*
 * Takes the map of a whole file, which must outlive the index.
 *
 * Returns 0; -EBADMSG if it is no database of ours; -EPROTONOSUPPORT if it is
 * of another schema.
 */
int index_open(struct index *index, const void *map, size_t size);

/*
 * Finds the entry of a name's or port's key, as key_name and
 * key_port make it; for TRANSPORT_ANY the first of that name or port.  The
 * hash is that of the key without its transport.
 *
 * Returns 1, 0 if there is none, or -EBADMSG.
 */
int index_find(const struct index *index, const unsigned char *key, size_t size,
	       uint64_t hash, struct entry *entry);

#endif
