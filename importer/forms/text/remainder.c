/* SPDX-License-Identifier: MIT */
/*
 * Cells that may be missing, and nothing but a space between them: where does
 * the description end, and who are people?  An example, with Ann_Able and
 * Ben_Best in the table of people:
 *
 *	Files [Control] [Ann_Able] [Ben_Best] 2001-02 This entry is old.
 *
 * From left to right each word is asked whether what begins with it can be
 * anything but the description.  "Files" cannot.  "[Control]" is in brackets,
 * as people are, but nobody's identifier, and three cells of people would
 * follow, which no row has: it still belongs to the description.  "[Ann_Able]"
 * is in the table and ends it.  Of the two cells that are people from there
 * on, the first is the assignee and the second the contact.  Then come the
 * dates, references in brackets that are no people (none here), and all that
 * is left is notes.
 *
 * A table may lack somebody: of two cells, "[Control] [Ann_Able] 2001-02",
 * both are people, for a row with a contact has an assignee, too.  One cell
 * that no table knows is a person only where there is no table, or where it
 * has the underscore of a name.
 */
#include "importer/forms/text/remainder.h"

#include <stdint.h>
#include <string.h>

/* Whether a text begins with one of some words that "|" parts. */
static bool
begins(const struct cell *text, const char *words)
{
	for (size_t length; *words != '\0'; words += length) {
		words += *words == '|';
		length = strcspn(words, "|");
		if (text->length >= length &&
		    strncasecmp(text->text, words, length) == 0)
			return true;
	}
	return false;
}

bool
remainder_is_vacancy(const struct cell *text)
{
	return begins(text, "unassigned|(unassigned|reserved|de-|deco|"
			    "deprecated|removed|iana ");
}

bool
remainder_is_note(const struct cell *text)
{
	return begins(text, "this entry |this is a duplicate of |this port |"
			    "defined txt keys");
}

static bool
is_misuse(const struct cell *text)
{
	return begins(text, "known unauthorized |unauthorized use|"
			    "unofficial use");
}

static bool
is_reference(const struct cell *group)
{
	return begins(group, "[rfc|[iso|[itu-t |[ieee |[draft-|[http://|"
			     "[https://|[n/a") ||
	       (group->text[1] >= '0' && group->text[1] <= '9');
}

/* A word in brackets that may be an identifier. */
static bool
is_identifier(const struct cell *group)
{
	for (size_t i = 0; i < group->length; i++)
		if ((unsigned char)group->text[i] <= ' ')
			return false;
	return group->length > 2 && !is_reference(group);
}

static void
skip_space(struct cell *text)
{
	while (text->length > 0 && (unsigned char)text->text[0] <= ' ')
		text_skip(text, 1);
}

/*
 * Takes cells of people off a text, up to so many; no space parts those of
 * one cell.  Returns how many there were.
 */
static size_t
take_people(struct cell *text, size_t limit, const struct roster *roster,
	    struct cell *taken)
{
	size_t count = 0;

	skip_space(text);
	*taken = *text;
	taken->length = 0;
	while (count < limit) {
		struct cell next = *text, group;
		const char *start = text->text;

		skip_space(&next);
		while (group_next(&next, &group) &&
		       (is_identifier(&group) || roster_has(roster, &group)))
			*text = next;
		if (text->text == start)
			break;
		taken->length = (size_t)(text->text - taken->text);
		count++;
	}
	return count;
}

/*
 * Whether a text begins with people.  Descriptions have words in brackets as
 * well, such as "[Control]", one of which may stand before an assignee and a
 * contact; but no row has three such cells.
 */
static bool
is_people(struct cell text, const struct roster *roster)
{
	struct cell rest = text, group, taken;
	size_t count;

	if (!group_next(&rest, &group))
		return false;
	if (roster_has(roster, &group))
		return true;
	if (!is_identifier(&group))
		return false;
	count = take_people(&text, 3, roster, &taken);
	return count == 2 || (count == 1 && roster->count == 0) ||
	       memchr(group.text, '_', group.length) != NULL;
}

/* Whether a text ends the description before it. */
static bool
is_mark(struct cell text, const struct cell *word, const struct roster *roster)
{
	struct cell group;

	if (remainder_is_note(&text) || is_misuse(&text) ||
	    word_is_date(word) || is_people(text, roster))
		return true;
	if (!group_next(&text, &group) || !is_reference(&group))
		return false;
	/* One before people belongs to the description, too. */
	skip_space(&text);
	return !is_people(text, roster);
}

/* Takes the description off a text. */
static void
skip_description(struct cell *text, const struct roster *roster)
{
	struct cell rest = *text, word;

	while (word_next(&rest, text)) {
		word = *text;
		text->length += rest.length;
		if (is_mark(*text, &word, roster))
			return;
	}
}

bool
remainder_tells(struct cell text, const struct roster *roster)
{
	skip_description(&text, roster);
	return remainder_is_note(&text) || is_misuse(&text) ||
	       is_people(text, roster);
}

/* A row has both an assignee and a contact or, rarely, only the first. */
static void
split_people(struct cell *text, const struct roster *roster, struct cell *cells)
{
	struct cell rest = *text, skipped;
	size_t count = take_people(&rest, SIZE_MAX, roster, &skipped);

	take_people(text, count - count / 2, roster, &cells[COLUMN_ASSIGNEE]);
	take_people(text, count / 2, roster, &cells[COLUMN_CONTACT]);
}

static bool
take_date(struct cell *text, struct cell *date)
{
	struct cell rest = *text, word;

	if (!word_next(&rest, &word) || !word_is_date(&word))
		return false;
	*date = word;
	*text = rest;
	return true;
}

static void
split_dates(struct cell *text, struct cell *cells)
{
	struct cell *first = &cells[COLUMN_REGISTERED];
	struct cell *second = &cells[COLUMN_MODIFIED];

	if (!take_date(text, first) || take_date(text, second) ||
	    cells[COLUMN_ASSIGNEE].length > 0)
		return;
	*second = *first;
	first->length = 0;
}

static void
split_references(struct cell *text, struct cell *cells)
{
	struct cell *references = &cells[COLUMN_REFERENCE];
	struct cell group;

	skip_space(text);
	*references = *text;
	references->length = 0;
	while (group_next(text, &group)) {
		references->length = (size_t)(text->text - references->text);
		skip_space(text);
	}
}

/* A number alone is the service code of a row for DCCP. */
static void
split_code(struct cell *text, struct cell *cells)
{
	struct cell rest = *text, word;

	if (!word_is(&cells[COLUMN_TRANSPORT], "dccp") ||
	    !word_next(&rest, &word))
		return;
	for (size_t i = 0; i < word.length; i++)
		if (word.text[i] < '0' || word.text[i] > '9')
			return;
	cells[COLUMN_CODE] = word;
	*text = rest;
}

static void
split_notes(struct cell text, struct cell *cells)
{
	struct cell rest, word;

	skip_space(&text);
	cells[COLUMN_NOTES] = text;
	if (!is_misuse(&text))
		return;
	cells[COLUMN_UNAUTHORIZED] = text;
	for (rest = text; word_next(&rest, &word);) {
		word.length += rest.length;
		if (remainder_is_note(&word))
			break;
		word.length = 0;
	}
	cells[COLUMN_NOTES] = word;
	cells[COLUMN_UNAUTHORIZED].length = text.length - word.length;
}

void
remainder_split(struct cell text, const struct roster *roster,
		struct cell cells[static COLUMNS])
{
	struct cell *description = &cells[COLUMN_DESCRIPTION];

	for (size_t i = COLUMN_DESCRIPTION; i < COLUMNS; i++) {
		cells[i] = text;
		cells[i].length = 0;
	}
	skip_description(&text, roster);
	description->length = (size_t)(text.text - description->text);
	split_people(&text, roster, cells);
	split_dates(&text, cells);
	split_references(&text, cells);
	split_code(&text, cells);
	split_notes(text, cells);
}
