/* A check of a whole database file, so that liblmdb may be let near it. */
#ifndef IANAPORTS_DB_CHECK_H
#define IANAPORTS_DB_CHECK_H

#include <stdbool.h>

#include "db/walker.h"

/*
 * Visits every page and entry: offsets within bounds, no more pages than there
 * are, keys in order, as many entries as stated.
 *
 * Returns 0 or -EBADMSG.
 */
int ianaports_check_tree(const struct ianaports_walker *walker);

/*
 * The same, and shows each entry to the visitor, who returns false to end the
 * tour as if the tree were damaged.
 */
int ianaports_check_each(const struct ianaports_walker *walker,
			 bool (*visitor)(void *context,
					 const struct ianaports_entry *entry),
			 void *context);

#endif
