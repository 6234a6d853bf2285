/* SPDX-License-Identifier: MIT */
#include "cli/query/match.h"

#include <fnmatch.h>
#include <string.h>

#include "importer/input/cell.h"

/* The bytes of a text that are shown before a word, and from it on. */
#define BEFORE_MOST 16
#define BEHIND_MOST 64

static bool
has(struct match *match, const char *text, const char *word)
{
	const char *at = strcasestr(text, word);

	if (at == NULL)
		return false;
	match->text = text;
	match->at = at;
	match->end = at + strlen(word);
	return true;
}

static bool
person_has(struct match *match, struct rows *rows, const char *field,
	   const char *word)
{
	struct cell rest = {.text = field, .length = strlen(field)};
	struct cell id;

	while (item_next(&rest, &id)) {
		const char *const *person =
			rows_person(rows, id.text, id.length);

		for (size_t i = PERSON_NAME; person != NULL && i <= PERSON_URI;
		     i++)
			if (has(match, person[i], word))
				return true;
	}
	return false;
}

/* In the fields behind the description. */
static bool
find_rest(struct match *match, struct rows *rows, const struct row *row,
	  const char *word)
{
	static const struct {
		enum column column;
		const char *name;
	} fields[] = {{COLUMN_ASSIGNEE, "assignee"},
		      {COLUMN_CONTACT, "contact"},
		      {COLUMN_REFERENCE, "reference"},
		      {COLUMN_UNAUTHORIZED, "notes"},
		      {COLUMN_NOTES, "notes"}};

	match->place = PLACE_REST;
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		const char *field = row->field[fields[i].column];

		match->where = fields[i].name;
		if (field[0] == '\0')
			continue;
		if (has(match, field, word) ||
		    (fields[i].column <= COLUMN_CONTACT &&
		     person_has(match, rows, field, word)))
			return true;
	}
	return false;
}

bool
match_find(struct match *match, struct rows *rows, const struct row *row,
	   const char *word)
{
	const char *name = row->field[COLUMN_NAME];

	*match = (struct match){.place = PLACE_NAME, .where = "name"};
	if (strpbrk(word, "*?") != NULL)
		return fnmatch(word, name, FNM_CASEFOLD) == 0;
	if (strcasestr(name, word) != NULL)
		return true;
	match->place = PLACE_DESCRIPTION;
	match->where = "description";
	return has(match, row->field[COLUMN_DESCRIPTION], word) ||
	       find_rest(match, rows, row, word);
}

/* Not in the midst of a character. */
static const char *
step_back(const char *at)
{
	while ((*at & 0xc0) == 0x80)
		at--;
	return at;
}

char *
match_part(const struct match *match)
{
	const char *start = match->text;
	const char *end = start + strlen(start);
	bool cut = end - match->at > BEHIND_MOST;

	if (match->at - start > BEFORE_MOST) {
		const char *from = step_back(match->at - BEFORE_MOST), *blank;

		blank = memchr(from, ' ', (size_t)(match->at - from));
		start = blank == NULL ? from : blank + 1;
	}
	if (cut)
		end = step_back(match->at + BEHIND_MOST);
	return cli_format("%s%.*s%s", start == match->text ? "" : "...",
			  (int)(end - start), start, cut ? "..." : "");
}
