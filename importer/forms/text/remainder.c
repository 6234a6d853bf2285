#include "importer/forms/text/remainder.h"

#include <stdint.h>
#include <string.h>

#include "importer/forms/text/lines.h"

static bool
has_prefix(const struct ianaports_cell *text, const char *const *prefixes)
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
ianaports_remainder_is_vacancy(const struct ianaports_cell *text)
{
	static const char *const prefixes[] = {
		"unassigned", "(unassigned", "reserved", "de-", "deco",
		"deprecated", "removed",     "iana ",    NULL,
	};

	return has_prefix(text, prefixes);
}

bool
ianaports_remainder_is_note(const struct ianaports_cell *text)
{
	static const char *const prefixes[] = {
		"this entry ", "this is a duplicate of ",
		"this port ",  "defined txt keys",
		NULL,
	};

	return has_prefix(text, prefixes);
}

static bool
is_misuse(const struct ianaports_cell *text)
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
is_reference(const struct ianaports_cell *group)
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
is_identifier(const struct ianaports_cell *group)
{
	for (size_t i = 0; i < group->length; i++)
		if ((unsigned char)group->text[i] <= ' ')
			return false;
	return group->length > 2 && !is_reference(group);
}

static void
skip_space(struct ianaports_cell *text)
{
	while (text->length > 0 && (unsigned char)text->text[0] <= ' ')
		ianaports_text_skip(text, 1);
}

/*
 * Takes cells of people off a text, up to so many; no space parts those of
 * one cell.  Returns how many there were.
 */
static size_t
take_people(struct ianaports_cell *text, size_t limit,
	    const struct ianaports_roster *roster, struct ianaports_cell *taken)
{
	size_t count = 0;

	skip_space(text);
	*taken = *text;
	taken->length = 0;
	while (count < limit) {
		struct ianaports_cell next = *text, group;
		const char *start = text->text;

		skip_space(&next);
		while (ianaports_group_next(&next, &group) &&
		       (is_identifier(&group) ||
			ianaports_roster_has(roster, &group)))
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
is_people(struct ianaports_cell text, const struct ianaports_roster *roster)
{
	struct ianaports_cell rest = text, group, taken;
	size_t count;

	if (!ianaports_group_next(&rest, &group))
		return false;
	if (ianaports_roster_has(roster, &group))
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
classify(struct ianaports_cell text, const struct ianaports_cell *word,
	 const struct ianaports_roster *roster)
{
	struct ianaports_cell group;

	if (ianaports_remainder_is_note(&text) || is_misuse(&text))
		return MARK_NOTE;
	if (ianaports_word_is_date(word))
		return MARK_DATE;
	if (is_people(text, roster))
		return MARK_PEOPLE;
	if (!ianaports_group_next(&text, &group) || !is_reference(&group))
		return MARK_NONE;
	skip_space(&text);
	return is_people(text, roster) ? MARK_NONE : MARK_REFERENCE;
}

/* Takes the description off a text. */
static enum mark
find_mark(struct ianaports_cell *text, const struct ianaports_roster *roster)
{
	struct ianaports_cell rest = *text, word, at;

	while (ianaports_word_next(&rest, &word)) {
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
ianaports_remainder_tells(struct ianaports_cell text,
			  const struct ianaports_roster *roster)
{
	enum mark mark = find_mark(&text, roster);

	return mark == MARK_PEOPLE || mark == MARK_NOTE;
}

/* A row has both an assignee and a contact or, rarely, only the first. */
static void
split_people(struct ianaports_cell *text, const struct ianaports_roster *roster,
	     struct ianaports_cell *cells)
{
	struct ianaports_cell rest = *text, skipped;
	size_t count = take_people(&rest, SIZE_MAX, roster, &skipped);

	take_people(text, count - count / 2, roster,
		    &cells[IANAPORTS_ASSIGNEE]);
	take_people(text, count / 2, roster, &cells[IANAPORTS_CONTACT]);
}

static bool
take_date(struct ianaports_cell *text, struct ianaports_cell *date)
{
	struct ianaports_cell rest = *text, word;

	if (!ianaports_word_next(&rest, &word) ||
	    !ianaports_word_is_date(&word))
		return false;
	*date = word;
	*text = rest;
	return true;
}

static void
split_dates(struct ianaports_cell *text, struct ianaports_cell *cells)
{
	struct ianaports_cell *first = &cells[IANAPORTS_REGISTERED];
	struct ianaports_cell *second = &cells[IANAPORTS_MODIFIED];

	if (!take_date(text, first) || take_date(text, second) ||
	    cells[IANAPORTS_ASSIGNEE].length > 0)
		return;
	*second = *first;
	first->length = 0;
}

static void
split_references(struct ianaports_cell *text, struct ianaports_cell *cells)
{
	struct ianaports_cell *references = &cells[IANAPORTS_REFERENCE];
	struct ianaports_cell group;

	skip_space(text);
	*references = *text;
	references->length = 0;
	while (ianaports_group_next(text, &group)) {
		references->length = (size_t)(text->text - references->text);
		skip_space(text);
	}
}

static bool
is_number(const struct ianaports_cell *word)
{
	for (size_t i = 0; i < word->length; i++)
		if (word->text[i] < '0' || word->text[i] > '9')
			return false;
	return true;
}

static void
split_notes(struct ianaports_cell text, struct ianaports_cell *cells)
{
	struct ianaports_cell rest = text, word;

	if (ianaports_word_is(&cells[IANAPORTS_TRANSPORT], "dccp") &&
	    ianaports_word_next(&rest, &word) && is_number(&word)) {
		cells[IANAPORTS_CODE] = word;
		text = rest;
	}
	skip_space(&text);
	cells[IANAPORTS_NOTES] = text;
	if (!is_misuse(&text))
		return;
	cells[IANAPORTS_UNAUTHORIZED] = text;
	for (rest = text; ianaports_word_next(&rest, &word);) {
		word.length += rest.length;
		if (ianaports_remainder_is_note(&word))
			break;
		word.length = 0;
	}
	cells[IANAPORTS_NOTES] = word;
	cells[IANAPORTS_UNAUTHORIZED].length = text.length - word.length;
}

void
ianaports_remainder_split(struct ianaports_cell text,
			  const struct ianaports_roster *roster,
			  struct ianaports_cell cells[static IANAPORTS_COLUMNS])
{
	struct ianaports_cell *description = &cells[IANAPORTS_DESCRIPTION];
	enum mark mark;

	for (size_t i = IANAPORTS_DESCRIPTION; i < IANAPORTS_COLUMNS; i++) {
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
