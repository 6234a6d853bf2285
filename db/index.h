/* The names and ports of a database in memory, for the module's look-ups. */
#ifndef IANAPORTS_DB_INDEX_H
#define IANAPORTS_DB_INDEX_H

#include "db/hash.h"
#include "db/walker.h"

struct ianaports_index {
	struct ianaports_walker walker;
	struct ianaports_hash_table table; /* its slots NULL: there is none */
};

/*
 * Takes the map of a whole file, which must outlive the index.
 *
 * Returns 0; -EBADMSG if it is no database of ours; -EPROTONOSUPPORT if it is
 * of another schema.
 */
int ianaports_index_open(struct ianaports_index *index, const void *map,
			 size_t size);

/*
 * Finds the entry of a name's or port's key, as ianaports_key_name and
 * ianaports_key_port make it; for IANAPORTS_ANY the first of that name or port.
 *
 * Returns 1, 0 if there is none, or -EBADMSG.
 */
int ianaports_index_find(const struct ianaports_index *index,
			 const unsigned char *key, size_t size,
			 struct ianaports_entry *entry);

#endif
