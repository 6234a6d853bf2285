/* A check of a whole database file, so that liblmdb may be let near it. */
#ifndef IANAPORTS_DB_CHECK_H
#define IANAPORTS_DB_CHECK_H

#include "db/walker.h"

/*
 * Visits every page and entry: offsets within bounds, no page twice, keys in
 * order, as many entries as stated.
 *
 * Returns 0 or -EBADMSG.
 */
int ianaports_check_tree(const struct ianaports_walker *walker);

#endif
