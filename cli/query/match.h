/* SPDX-License-Identifier: MIT */
/* Where a row has a word that somebody looks for. */
#ifndef IANAPORTS_CLI_QUERY_MATCH_H
#define IANAPORTS_CLI_QUERY_MATCH_H

#include "cli/query/rows.h"

/* The best place first. */
enum place {
	PLACE_NAME,
	PLACE_ALIAS,
	PLACE_DESCRIPTION,
	PLACE_REST,
	PLACE_BETWEEN,
	PLACE_NOWHERE
};

struct match {
	enum place place;
	const char *where; /* "name", "description", "assignee", ... */
	/* Behind the name: the text, and where in it the word stands. */
	const char *text, *at, *end;
};

/*
 * Finds the best place of a word in a row, without regard to ASCII case; that
 * of one with '*' or '?' is a name that it matches as a whole, as fnmatch(3)
 * has it.  Returns whether there is one.
 */
bool match_find(struct match *match, struct rows *rows, const struct row *row,
		const char *word);

/* The part of the text around the word, to be freed. */
char *match_part(const struct match *match);

#endif
