/* SPDX-License-Identifier: MIT */
/* A check of a whole database file. */
#ifndef IANAPORTS_DB_CHECK_H
#define IANAPORTS_DB_CHECK_H

#include <stdbool.h>

#include "db/walker.h"

/*
 * Visits every page and entry: offsets within bounds, no more pages than there
 * are, keys in order, as many entries as stated.  Shows each entry to the
 * visitor, who may be NULL, and returns false to end the tour as if the tree
 * were damaged.
 *
 * Returns 0 or -EBADMSG.
 */
int check_tree(const struct walker *walker,
	       bool (*visitor)(void *context, const struct entry *entry),
	       void *context);

#endif
