/* SPDX-License-Identifier: MIT */
/* ianaports search: services by words. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/output/field.h"
#include "cli/output/terminal.h"
#include "cli/query/match.h"
#include "cli/query/naming.h"
#include "cli/query/question.h"
#include "cli/query/suggest.h"
#include "cli/usage.h"

/* Vendors take ports in a row: an assignment between two that were found, no
 * farther apart than this, may well be of their family. */
#define GAP_MOST 4

/* What a terminal gives to all columns but the description, whose names are
 * seldom longer than RFC 6335 lets them be. */
#define OTHER_COLUMNS 48

struct words {
	const char *database;
	struct questions questions;
	struct view view;
	const char **list; /* the words to look for */
	bool ported;       /* ports are among the questions */
	bool json;
	unsigned int transport;
};

/* "TCP/IP" is what may stand in a text; "host:http" and "http/tcp" are not. */
static const char *
find_word(const struct question *question)
{
	const char *name = question->name;

	return strncasecmp(question->text, name, strlen(name)) != 0 &&
			       strpbrk(question->text, ":_") == NULL
		       ? question->text
		       : name;
}

/* A row is on one of the ports asked for, if there are any, and on the
 * transports. */
static bool
is_on(const struct words *words, const struct row *row)
{
	bool met = !words->ported;

	if (!row_is_on(row, words->transport))
		return false;
	for (size_t i = 0; i < words->questions.count; i++) {
		const struct question *question = &words->questions.list[i];
		bool on = row_is_on(row, question->transport);

		if (question->numbered)
			met = met ||
			      (on && row->numbered &&
			       question_has(question, row->first, row->last));
		else if (words->list[i] == question->name && !on)
			return false;
	}
	return met;
}

/* Where a row has all words: the farthest of their places. */
static struct match
find(const struct words *words, struct rows *rows, const struct row *row)
{
	struct match farthest = {.place = PLACE_NAME,
				 .where = words->ported ? "port" : "name"};

	for (size_t i = 0; i < words->questions.count; i++) {
		struct match match;

		if (words->questions.list[i].numbered)
			continue;
		if (!match_find(&match, rows, row, words->list[i])) {
			farthest.place = PLACE_NOWHERE;
			return farthest;
		}
		if (match.place > farthest.place)
			farthest = match;
	}
	if (farthest.place == PLACE_NAME && row_is_assigned(row) &&
	    strcasecmp(row->field[COLUMN_NAME],
		       row_canonical(rows, row)->field[COLUMN_NAME]) != 0) {
		farthest.place = PLACE_ALIAS;
		farthest.where = "alias";
	}
	return farthest;
}

/* What stands in the description's place, or NULL for itself: the part that
 * was found, if the table would cut it or does not show it. */
static char *
choose_part(const struct match *match, const struct row *row)
{
	unsigned int width = terminal_width();
	const char *description = row->field[COLUMN_DESCRIPTION];
	char *part, *both;

	if (match->place != PLACE_REST &&
	    (match->place != PLACE_DESCRIPTION || width == 0 ||
	     (size_t)(match->end - description) + OTHER_COLUMNS <= width))
		return NULL;
	part = match_part(match);
	if (match->place == PLACE_DESCRIPTION || description[0] == '\0')
		return part;
	both = cli_format("%s; %s", part, description);
	free(part);
	return both;
}

static void
add(struct roll *roll, const struct row *row, size_t order,
    const struct match *match)
{
	const struct item item = {
		.port = row->numbered ? row->first : NO_PORT,
		.last = row->last,
		.rank = match->place,
		.order = order,
		.row = row,
		.found = match->where,
		.part = choose_part(match, row),
	};

	roll_add(roll, &item);
}

/* Whether a row lies in the midst of hits. */
static bool
is_between(const bool *hits, const struct row *row)
{
	for (int low = row->first - 1; low >= 0 && low > row->last - GAP_MOST;
	     low--)
		for (int high = row->last + 1;
		     high <= UINT16_MAX && high <= low + GAP_MOST; high++)
			if (hits[low] && hits[high])
				return true;
	return false;
}

static void
search(const struct words *words, struct roll *roll)
{
	static const struct match between = {.place = PLACE_BETWEEN,
					     .where = "between"};
	size_t count = roll->rows->registry.row_count;
	bool *hits = cli_memory(calloc(UINT16_MAX + 1, 1));
	bool *taken = cli_memory(calloc(count, 1));

	for (size_t i = 0; i < count; i++) {
		const struct row *row = rows_get(roll->rows, i);
		struct match match;

		if ((row->field[COLUMN_NAME][0] == '\0' &&
		     (words->view.names ||
		      row->field[COLUMN_UNAUTHORIZED][0] == '\0')) ||
		    !is_on(words, row))
			continue;
		match = find(words, roll->rows, row);
		if (match.place == PLACE_NOWHERE)
			continue;
		taken[i] = true;
		if (row->numbered && row->name[0] != '\0' &&
		    match.place <= PLACE_DESCRIPTION)
			hits[row->first] = hits[row->last] = true;
		add(roll, row, i, &match);
	}
	for (size_t i = 0; i < count && !words->view.names; i++) {
		const struct row *row = rows_get(roll->rows, i);

		if (!taken[i] && row_is_assigned(row) && !hits[row->first] &&
		    row_is_on(row, words->transport) && is_between(hits, row))
			add(roll, row, i, &between);
	}
	free(hits);
	free(taken);
	roll_sort(roll);
}

/* Standard error hears where more is told of a port or a service that was
 * asked for alone, and what may have been meant if nothing was found. */
static void
hint(const struct words *words, size_t at, const struct rows *rows, bool found)
{
	const struct question *question = &words->questions.list[at];
	bool named = words->list[at] == question->name;
	struct suggestion nearest = {.word = question->name};
	bool known = question->numbered;
	char *near;

	for (size_t i = 0; i < rows->registry.row_count && !known; i++) {
		const char *name = rows->registry.rows[i].name;

		known = named && strcasecmp(name, question->name) == 0;
		if (!found)
			suggestion_offer(&nearest, name);
	}
	near = suggestion_text(&nearest, "");
	if (known && (words->questions.count == 1 || !found))
		cli_say(0, "see also 'ianaports show %s'", question->text);
	else if (!known && nearest.count > 0)
		cli_refuse(question->text, "no such service%s", near);
	free(near);
}

static int
answer(const struct words *words, struct rows *rows)
{
	struct roll roll = {
		.rows = rows,
		.view = &words->view,
		.json = words->json,
		.words = words->list,
		.word_count = words->questions.count,
	};
	bool found;
	int result;

	search(words, &roll);
	found = roll.count > 0;
	result = roll_print(&roll);
	for (size_t i = 0;
	     i < words->questions.count && !words->view.names && !words->json;
	     i++)
		hint(words, i, rows, found);
	return result;
}

static void
choose_words(struct words *words)
{
	size_t count = words->questions.count;

	words->list = cli_memory(calloc(count + 1, sizeof(*words->list)));
	for (size_t i = 0; i < count; i++) {
		words->ported |= words->questions.list[i].numbered;
		words->list[i] = find_word(&words->questions.list[i]);
	}
}

static void
read_words(struct words *words, int argc, char **argv)
{
	const struct cli_option options[] = {
		{"transport", 't', "TRANSPORT", "Only tcp, udp, sctp or dccp",
		 .take = transport_take, .to = &words->transport},
		{0}};
	const struct usage usage = {
		.summary = "Find services by words: in name, description,"
			   " people, reference and notes.",
		.arguments = "WORD ...",
		.notes = "All words must be found; a port or a range narrows"
			 " the search to services on it. A word with * or ? is"
			 " a pattern for the whole name. '-' reads words from"
			 " standard input. Last come services on ports between"
			 " those found: vendors take ports in a row.\n"
			 "Exits with 1 if nothing was found.",
		.examples = "search netbackup\nsearch 6000-6999 protocol",
		.options = options,
		.database = &words->database,
		.json = &words->json,
		.view = &words->view};
	size_t count = usage_parse(&usage, argc, argv);

	questions_read(&words->questions, argv + 1, count);
	if (words->questions.result != 0)
		exit(words->questions.result);
	if (words->questions.count == 0)
		exit(cli_refuse("search", "needs a word"));
}

int
cli_search(int argc, char **argv)
{
	struct rows *rows;
	struct words words = {.view = field_view};
	int result;

	read_words(&words, argc, argv);
	rows = rows_open(words.database);
	choose_words(&words);
	result = answer(&words, rows);
	rows_free(rows);
	free(words.list);
	questions_free(&words.questions);
	return result;
}
