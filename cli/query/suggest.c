/* SPDX-License-Identifier: MIT */
#include "cli/query/suggest.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "cli/cli.h"
#include "db/format.h"
#include "db/key.h"

/* Beyond it, no candidate is of use. */
#define FAR 4

/* A word this long is near to whatever continues it, nearer than to all else.
 */
#define PREFIX_LEAST 2

static unsigned int
least(unsigned int a, unsigned int b)
{
	return a < b ? a : b;
}

static bool
same(char a, char b)
{
	return fold_case((unsigned char)a) == fold_case((unsigned char)b);
}

/*
 * The optimal string alignment distance, in three rows of its matrix.  The
 * lengths are those of names at most.
 */
static unsigned int
measure(const char *a, size_t a_length, const char *b, size_t b_length)
{
	unsigned int rows[3][SERVICE_NAME_MAX + 1];

	for (size_t j = 0; j <= b_length; j++)
		rows[0][j] = (unsigned int)j;
	for (size_t i = 1; i <= a_length; i++) {
		unsigned int *row = rows[i % 3];
		const unsigned int *above = rows[(i + 2) % 3];
		const unsigned int *over = rows[(i + 1) % 3];

		row[0] = (unsigned int)i;
		for (size_t j = 1; j <= b_length; j++) {
			row[j] = least(above[j], row[j - 1]) + 1;
			row[j] = least(row[j], above[j - 1] + !same(a[i - 1],
								    b[j - 1]));
			if (i > 1 && j > 1 && same(a[i - 2], b[j - 1]) &&
			    same(a[i - 1], b[j - 2]))
				row[j] = least(row[j], over[j - 2] + 1);
		}
	}
	return rows[a_length % 3][b_length];
}

static unsigned int
distance(const char *word, const char *candidate)
{
	size_t length = strlen(word), other = strlen(candidate);
	size_t longer = length > other ? length : other;
	unsigned int near;

	/* No service has such a name; a line of a local file may. */
	if (longer > SERVICE_NAME_MAX)
		return FAR;
	if (length >= PREFIX_LEAST && strncasecmp(word, candidate, length) == 0)
		return 0;
	if (longer - (length < other ? length : other) >= FAR)
		return FAR;
	near = measure(word, length, candidate, other);
	/* With more than a third of its letters wrong it is another word. */
	return near <= longer / 3 ? near : FAR;
}

void
suggestion_offer(struct suggestion *nearest, const char *candidate)
{
	unsigned int here = distance(nearest->word, candidate);
	size_t at = nearest->count;

	if (here >= FAR)
		return;
	for (size_t i = 0; i < nearest->count; i++)
		if (strcasecmp(nearest->found[i], candidate) == 0)
			return;
	while (at > 0 && here < nearest->distance[at - 1])
		at--;
	if (at == SUGGEST_MOST)
		return;
	if (nearest->count < SUGGEST_MOST)
		nearest->count++;
	for (size_t i = nearest->count - 1; i > at; i--) {
		nearest->found[i] = nearest->found[i - 1];
		nearest->distance[i] = nearest->distance[i - 1];
	}
	nearest->found[at] = candidate;
	nearest->distance[at] = here;
}

char *
suggestion_text(const struct suggestion *nearest, const char *prefix)
{
	char *text = NULL;

	for (size_t i = 0; i < nearest->count; i++) {
		const char *before = i == 0                   ? "; did you mean"
				     : i + 1 < nearest->count ? ","
							      : " or";

		text = cli_append(text, "%s '%s%s'", before, prefix,
				  nearest->found[i]);
	}
	return cli_append(text, nearest->count > 0 ? "?" : "");
}
