/* SPDX-License-Identifier: MIT */
/* ianaports search: services by words. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/output/field.h"
#include "cli/output/roll.h"
#include "cli/query/naming.h"
#include "cli/query/question.h"
#include "importer/input/cell.h"

/* Vendors take ports in a row: an assignment between two that were found, no
 * farther apart than this, may well be of their family. */
#define GAP_MOST 4

/* Where words are found, the best place first. */
enum place { NAME, ALIAS, DESCRIPTION, REST, BETWEEN, NOWHERE };

static const struct argp_option options[] = {
	LAYOUT_COLUMNS(FIELD_NAMES),
	LAYOUT_NOHEADINGS,
	LAYOUT_RAW,
	{0},
};

static const char summary[] =
	"Find services by words: in name, description, people, reference and"
	" notes."
	"\v"
	"All words must be found; a port or a range narrows the search to"
	" services on it. '-' reads words from standard input. Last come"
	" services on ports between those found: vendors take ports in a row.\n"
	"\n"
	"Exits with 1 if nothing was found.";

struct words {
	struct cli_options options;
	struct questions questions;
	struct layout layout;
	const char **list; /* the words to look for */
	bool ported;       /* ports are among the questions */
};

static error_t
parse(int key, char *argument, struct argp_state *state)
{
	struct words *words = state->input;

	if (key != ARGP_KEY_ARGS)
		return layout_parse(&words->layout, key, argument);
	questions_read(&words->questions, state->argv + state->next,
		       (size_t)(state->argc - state->next));
	return 0;
}

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

static bool
person_has(struct rows *rows, const char *field, const char *word)
{
	struct cell rest = {.text = field, .length = strlen(field)};
	struct cell id;

	while (item_next(&rest, &id)) {
		const char *const *person =
			rows_person(rows, id.text, id.length);

		for (size_t i = PERSON_NAME; person != NULL && i <= PERSON_URI;
		     i++)
			if (strcasestr(person[i], word) != NULL)
				return true;
	}
	return false;
}

/* The field that has a word behind the description, or NULL. */
static const char *
find_rest(struct rows *rows, const struct row *row, const char *word)
{
	static const struct {
		enum column column;
		const char *name;
	} fields[] = {{COLUMN_ASSIGNEE, "assignee"},
		      {COLUMN_CONTACT, "contact"},
		      {COLUMN_REFERENCE, "reference"},
		      {COLUMN_UNAUTHORIZED, "notes"},
		      {COLUMN_NOTES, "notes"}};

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		const char *field = row->field[fields[i].column];

		if (field[0] == '\0')
			continue;
		if (strcasestr(field, word) != NULL ||
		    (fields[i].column <= COLUMN_CONTACT &&
		     person_has(rows, field, word)))
			return fields[i].name;
	}
	return NULL;
}

/* Where a row has all words: the farthest of their places, and its name. */
static enum place
find(const struct words *words, struct rows *rows, const struct row *row,
     const char **found)
{
	enum place place = NAME;

	if (!is_on(words, row))
		return NOWHERE;
	*found = words->ported ? "port" : "name";
	for (size_t i = 0; i < words->questions.count; i++) {
		const char *word = words->list[i], *rest;

		if (words->questions.list[i].numbered ||
		    strcasestr(row->field[COLUMN_NAME], word) != NULL)
			continue;
		if (strcasestr(row->field[COLUMN_DESCRIPTION], word) != NULL) {
			if (place < DESCRIPTION) {
				place = DESCRIPTION;
				*found = "description";
			}
			continue;
		}
		rest = find_rest(rows, row, word);
		if (rest == NULL)
			return NOWHERE;
		place = REST;
		*found = rest;
	}
	if (place == NAME && row_is_assigned(row) &&
	    strcasecmp(row->field[COLUMN_NAME],
		       row_canonical(rows, row)->field[COLUMN_NAME]) != 0) {
		place = ALIAS;
		*found = "alias";
	}
	return place;
}

static void
add(struct roll *roll, const struct row *row, size_t order, enum place place,
    const char *found)
{
	roll->items[roll->count++] = (struct item){
		.port = row->numbered ? row->first : NO_PORT,
		.last = row->last,
		.rank = place,
		.order = order,
		.row = row,
		.found = found,
	};
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
	size_t count = roll->rows->registry.row_count;
	bool *hits = cli_memory(calloc(UINT16_MAX + 1, 1));
	bool *taken = cli_memory(calloc(count, 1));

	for (size_t i = 0; i < count; i++) {
		const struct row *row = rows_get(roll->rows, i);
		enum place place;
		const char *found;

		if (row->field[COLUMN_NAME][0] == '\0' &&
		    row->field[COLUMN_UNAUTHORIZED][0] == '\0')
			continue;
		place = find(words, roll->rows, row, &found);
		if (place == NOWHERE)
			continue;
		taken[i] = true;
		if (row->numbered && row->name[0] != '\0' &&
		    place <= DESCRIPTION)
			hits[row->first] = hits[row->last] = true;
		add(roll, row, i, place, found);
	}
	for (size_t i = 0; i < count; i++) {
		const struct row *row = rows_get(roll->rows, i);

		if (!taken[i] && row_is_assigned(row) && !hits[row->first] &&
		    is_between(hits, row))
			add(roll, row, i, BETWEEN, "between");
	}
	free(hits);
	free(taken);
	roll_sort(roll);
}

static int
answer(const struct words *words, struct rows *rows)
{
	struct roll roll = {
		.rows = rows,
		.layout = &words->layout,
		.items = cli_memory(
			calloc(rows->registry.row_count, sizeof(*roll.items))),
	};

	search(words, &roll);
	return roll_print(&roll, words->options.json, words->list,
			  words->questions.count);
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

int
cli_search(int argc, char **argv)
{
	static const struct argp argp = {.options = options,
					 .parser = parse,
					 .args_doc = "WORD ...",
					 .doc = summary};
	struct rows *rows;
	struct words words = {.layout = FIELD_LAYOUT};
	int result;

	cli_words(&argp, &words, &words.options, true, argc, argv);
	layout_finish(&words.layout, words.options.json ? "--json" : NULL);
	result = words.questions.result;
	if (result == 0 && words.questions.count == 0)
		result = cli_refuse("search", "needs a word");
	if (result == 0)
		result = rows_open(&rows, words.options.database);
	if (result == 0) {
		choose_words(&words);
		result = answer(&words, rows);
		rows_free(rows);
	}
	free(words.list);
	questions_free(&words.questions);
	return result;
}
