/* SPDX-License-Identifier: MIT */
/* What was meant by a word that nobody knows. */
#ifndef IANAPORTS_CLI_QUERY_SUGGEST_H
#define IANAPORTS_CLI_QUERY_SUGGEST_H

#include <stddef.h>

#define SUGGEST_MOST 5

struct suggestion {
	const char *word;
	const char *found[SUGGEST_MOST]; /* the nearest first */
	unsigned int distance[SUGGEST_MOST];
	size_t count;
};

/*
 * Considers a candidate, which must outlive the struct; all but the word
 * begins as zero.  A candidate is near if it begins with the word, or if few
 * letters must be put in, left out, changed or swapped with their neighbour
 * to make it of the word, without regard to ASCII case.
 */
void suggestion_offer(struct suggestion *nearest, const char *candidate);

/*
 * "; did you mean 'a', 'b' or 'c'?", each with a prefix, or "" if none is near;
 * to be freed.
 */
char *suggestion_text(const struct suggestion *nearest, const char *prefix);

#endif
