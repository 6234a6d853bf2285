/* SPDX-License-Identifier: MIT */
/* Ports side by side. */
#ifndef IANAPORTS_CLI_QUERY_RUNS_H
#define IANAPORTS_CLI_QUERY_RUNS_H

#include <stdbool.h>
#include <stddef.h>

#include "importer/input/range.h"

struct runs {
	struct range *list; /* to be freed */
	size_t count;
};

/*
 * Finds runs of ports that are in a set of all 65536: every one as long as it
 * is if size and most are 0; else the first `most` of that size, where 0
 * means 1, none of whose ports is in another.  No run goes on from the user
 * ports into the dynamic ones.
 */
struct runs runs_find(const bool *ports, size_t size, size_t most);

/*
 * Draws `most` by chance, in a chance order, of all runs of that size as
 * runs_find has them; as many as there are, if there are less.
 */
struct runs runs_draw(const bool *ports, size_t size, size_t most);

#endif
