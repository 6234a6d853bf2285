/* What was meant by a word that nobody knows. */
#ifndef IANAPORTS_CLI_QUERY_SUGGEST_H
#define IANAPORTS_CLI_QUERY_SUGGEST_H

#include <stddef.h>

#define IANAPORTS_NEAREST_MOST 5

struct ianaports_nearest {
	const char *word;
	const char *found[IANAPORTS_NEAREST_MOST]; /* the nearest first */
	unsigned int distance[IANAPORTS_NEAREST_MOST];
	size_t count;
};

/*
 * Considers a candidate, which must outlive the struct; all but the word
 * begins as zero.  A candidate is near if it begins with the word, or if few
 * letters must be put in, left out, changed or swapped with their neighbour
 * to make it of the word, without regard to ASCII case.
 */
void ianaports_nearest_offer(struct ianaports_nearest *nearest,
			     const char *candidate);

/*
 * Prints "; did you mean 'a', 'b' or 'c'?", each with a prefix, to a buffer,
 * or "" if none is near.
 */
#define IANAPORTS_NEAREST_SIZE 1400
void ianaports_nearest_print(const struct ianaports_nearest *nearest,
			     const char *prefix,
			     char text[static IANAPORTS_NEAREST_SIZE]);

#endif
