/* ianaports search: services by words. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/output/roll.h"
#include "importer/forms/text/roster.h"
#include "importer/registry/rules.h"

/* Nobody looks for more. */
#define WORD_MOST 100

/* Vendors take ports in a row: an assignment between two that were found, no
 * farther apart than this, may well be of their family. */
#define GAP_MOST 4

/* Where words are found, the best place first. */
enum place { NAME, ALIAS, DESCRIPTION, REST, BETWEEN, NOWHERE };

static const char summary[] =
	"Find services by words."
	"\v"
	"Each WORD must stand in the name, the description, the assignee or"
	" contact with their organisation and address, the reference or the"
	" notes, without regard to ASCII case. Services come in the order of"
	" where the words were found: in the name, in an alias, in the "
	"description,"
	" elsewhere; then by port. Last come those on ports in the midst of"
	" services whose name or description has the words: vendors take ports"
	" in a row, and a row's names need not say whose it is.\n"
	"\n"
	"Addresses are known if the registry was imported from XML.\n"
	"\n"
	"Exits with 1 if nothing was found.";

struct words {
	struct ianaports_cli_options options;
	char **list;
	size_t count;
};

static error_t
parse(int key, char *argument, struct argp_state *state)
{
	struct words *words = state->input;

	(void)argument;
	if (key != ARGP_KEY_ARGS)
		return ARGP_ERR_UNKNOWN;
	words->list = state->argv + state->next;
	words->count = (size_t)(state->argc - state->next);
	return 0;
}

static bool
person_has(struct ianaports_rows *rows, const char *field, const char *word)
{
	struct ianaports_cell rest = {.text = field, .length = strlen(field)};
	struct ianaports_cell id;

	while (ianaports_group_next(&rest, &id)) {
		const char *const *person =
			ianaports_rows_person(rows, id.text + 1, id.length - 2);

		for (size_t i = IANAPORTS_PERSON_NAME;
		     person != NULL && i <= IANAPORTS_PERSON_URI; i++)
			if (strcasestr(person[i], word) != NULL)
				return true;
	}
	return false;
}

/* The field that has a word behind the description, or NULL. */
static const char *
find_rest(struct ianaports_rows *rows, const struct ianaports_row *row,
	  const char *word)
{
	static const struct {
		enum ianaports_column column;
		const char *name;
	} fields[] = {{IANAPORTS_ASSIGNEE, "assignee"},
		      {IANAPORTS_CONTACT, "contact"},
		      {IANAPORTS_REFERENCE, "reference"},
		      {IANAPORTS_UNAUTHORIZED, "notes"},
		      {IANAPORTS_NOTES, "notes"}};

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		const char *field = row->field[fields[i].column];

		if (field[0] == '\0')
			continue;
		if (strcasestr(field, word) != NULL ||
		    (fields[i].column <= IANAPORTS_CONTACT &&
		     person_has(rows, field, word)))
			return fields[i].name;
	}
	return NULL;
}

/* Where a row has all words: the farthest of their places, and its name. */
static enum place
find(const struct words *words, struct ianaports_rows *rows,
     const struct ianaports_row *row, const char **found)
{
	enum place place = NAME;

	*found = "name";
	for (size_t i = 0; i < words->count; i++) {
		const char *word = words->list[i], *rest;

		if (strcasestr(row->field[IANAPORTS_NAME], word) != NULL)
			continue;
		if (strcasestr(row->field[IANAPORTS_DESCRIPTION], word) !=
		    NULL) {
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
	if (place == NAME && row->numbered && ianaports_assignment_is(row) &&
	    strcasecmp(row->field[IANAPORTS_NAME],
		       ianaports_row_canonical(rows, row)
			       ->field[IANAPORTS_NAME]) != 0) {
		place = ALIAS;
		*found = "alias";
	}
	return place;
}

static void
add(struct ianaports_roll *roll, const struct ianaports_row *row, size_t order,
    enum place place, const char *found)
{
	roll->items[roll->count++] = (struct ianaports_item){
		.port = row->numbered ? row->first : IANAPORTS_NO_PORT,
		.rank = place,
		.order = order,
		.row = row,
		.found = found,
	};
}

/* Whether a row lies in the midst of hits. */
static bool
is_between(const bool *hits, const struct ianaports_row *row)
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
search(const struct words *words, struct ianaports_roll *roll)
{
	size_t count = ianaports_rows_count(roll->rows);
	bool *hits = ianaports_cli_memory(calloc(UINT16_MAX + 1, 1));
	bool *taken = ianaports_cli_memory(calloc(count, 1));

	for (size_t i = 0; i < count; i++) {
		const struct ianaports_row *row =
			ianaports_rows_get(roll->rows, i);
		enum place place;
		const char *found;

		if (row->field[IANAPORTS_NAME][0] == '\0')
			continue;
		place = find(words, roll->rows, row, &found);
		if (place == NOWHERE)
			continue;
		taken[i] = true;
		if (row->numbered && place <= DESCRIPTION)
			hits[row->first] = hits[row->last] = true;
		add(roll, row, i, place, found);
	}
	for (size_t i = 0; i < count; i++) {
		const struct ianaports_row *row =
			ianaports_rows_get(roll->rows, i);

		if (!taken[i] && ianaports_assignment_is(row) &&
		    !hits[row->first] && is_between(hits, row))
			add(roll, row, i, BETWEEN, "between");
	}
	free(hits);
	free(taken);
	ianaports_roll_sort(roll);
}

static int
answer(const struct words *words, struct ianaports_rows *rows)
{
	struct ianaports_roll roll = {
		.rows = rows,
		.items = ianaports_cli_memory(calloc(ianaports_rows_count(rows),
						     sizeof(*roll.items))),
	};
	struct ianaports_page page;
	int result;

	search(words, &roll);
	ianaports_page_begin(&page);
	if (words->options.json)
		ianaports_roll_print_json(&roll);
	else
		ianaports_roll_print(&roll, &page, words->list, words->count);
	result = ianaports_page_end(&page);
	if (result == 0 && roll.count == 0)
		result = ianaports_cli_nothing();
	free(roll.items);
	return result;
}

int
ianaports_cli_search(int argc, char **argv)
{
	static const struct argp argp = {
		.parser = parse, .args_doc = "WORD ...", .doc = summary};
	struct ianaports_rows *rows;
	struct words words = {0};
	int result;

	ianaports_cli_words(&argp, &words, &words.options, true, argc, argv);
	if (words.count == 0)
		return ianaports_cli_refuse("search", "for what? give words");
	for (size_t i = 0; i < words.count; i++)
		if (words.list[i][0] == '\0' ||
		    strlen(words.list[i]) > WORD_MOST)
			return ianaports_cli_refuse(
				words.list[i], words.list[i][0] == '\0'
						       ? "an empty word"
						       : "too long for a word");
	result = ianaports_rows_open(&rows, words.options.database);
	if (result != 0)
		return result;
	result = answer(&words, rows);
	ianaports_rows_free(rows);
	return result;
}
