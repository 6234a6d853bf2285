#include "importer/forms/text/remainder.h"

#include <stdint.h>
#include <string.h>

#include "importer/forms/text/lines.h"

static bool
has_prefix(const struct cell *text, const char *const *prefixes)
{
	for (; *prefixes != NULL; prefixes++) {
		size_t length = strlen(*prefixes);

		if (text->length >= length &&
		    strncasecmp(text->text, *prefixes, length) == 0)
			return true;
	}
	return false;
}

bool
remainder_is_vacancy(const struct cell *text)
{
	static const char *const prefixes[] = {
		"unassigned", "(unassigned", "reserved", "de-", "deco",
		"deprecated", "removed",     "iana ",    NULL,
	};

	return has_prefix(text, prefixes);
}

bool
remainder_is_note(const struct cell *text)
{
	static const char *const prefixes[] = {
		"this entry ", "this is a duplicate of ",
		"this port ",  "defined txt keys",
		NULL,
	};

	return has_prefix(text, prefixes);
}

static bool
is_misuse(const struct cell *text)
{
	static const char *const prefixes[] = {
		"known unauthorized ",
		"unauthorized use",
		"unofficial use",
		NULL,
	};

	return has_prefix(text, prefixes);
}

static bool
is_reference(const struct cell *group)
{
	static const char *const prefixes[] = {
		"[RFC",     "[ISO",      "[ITU-T ", "[IEEE ", "[draft-",
		"[http://", "[https://", "[n/a",    NULL,
	};

	return has_prefix(group, prefixes) ||
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

enum mark {
	MARK_NONE,
	MARK_PEOPLE,
	MARK_DATE,
	MARK_REFERENCE,
	MARK_NOTE,
};

/* What a text begins with, if that ends the description before it. */
static enum mark
classify(struct cell text, const struct cell *word, const struct roster *roster)
{
	struct cell group;

	if (remainder_is_note(&text) || is_misuse(&text))
		return MARK_NOTE;
	if (word_is_date(word))
		return MARK_DATE;
	if (is_people(text, roster))
		return MARK_PEOPLE;
	if (!group_next(&text, &group) || !is_reference(&group))
		return MARK_NONE;
	skip_space(&text);
	return is_people(text, roster) ? MARK_NONE : MARK_REFERENCE;
}

/* Takes the description off a text. */
static enum mark
find_mark(struct cell *text, const struct roster *roster)
{
	struct cell rest = *text, word, at;

	while (word_next(&rest, &word)) {
		enum mark mark;

		at = word;
		at.length += rest.length;
		mark = classify(at, &word, roster);
		if (mark != MARK_NONE) {
			*text = at;
			return mark;
		}
	}
	*text = rest;
	return MARK_NONE;
}

bool
remainder_tells(struct cell text, const struct roster *roster)
{
	enum mark mark = find_mark(&text, roster);

	return mark == MARK_PEOPLE || mark == MARK_NOTE;
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

static bool
is_number(const struct cell *word)
{
	for (size_t i = 0; i < word->length; i++)
		if (word->text[i] < '0' || word->text[i] > '9')
			return false;
	return true;
}

static void
split_notes(struct cell text, struct cell *cells)
{
	struct cell rest = text, word;

	if (word_is(&cells[COLUMN_TRANSPORT], "dccp") &&
	    word_next(&rest, &word) && is_number(&word)) {
		cells[COLUMN_CODE] = word;
		text = rest;
	}
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
	enum mark mark;

	for (size_t i = COLUMN_DESCRIPTION; i < COLUMNS; i++) {
		cells[i] = text;
		cells[i].length = 0;
	}
	mark = find_mark(&text, roster);
	description->length = (size_t)(text.text - description->text);
	if (mark == MARK_PEOPLE)
		split_people(&text, roster, cells);
	split_dates(&text, cells);
	split_references(&text, cells);
	split_notes(text, cells);
}
