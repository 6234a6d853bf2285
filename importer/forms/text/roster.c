/* SPDX-License-Identifier: MIT */
#include "importer/forms/text/roster.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "importer/forms/text/lines.h"
#include "importer/input/array.h"

/* Identifiers used to be cut to this many bytes. */
#define ID_CUT 20
#define ID_MAX 64

int
roster_add(struct roster *roster, struct cell line)
{
	struct cell id;

	if (!group_next(&line, &id))
		return 0;
	if (!array_grow(&roster->ids, roster->count, 1, &roster->capacity,
			sizeof(id)))
		return -ENOMEM;
	roster->ids[roster->count++] = id;
	return 0;
}

static int
compare(const void *left, const void *right)
{
	const struct cell *a = left, *b = right;
	size_t length = a->length < b->length ? a->length : b->length;
	int order = memcmp(a->text, b->text, length);

	return order != 0 ? order : number_compare(a->length, b->length);
}

void
roster_sort(struct roster *roster)
{
	if (roster->count > 0)
		qsort(roster->ids, roster->count, sizeof(*roster->ids),
		      compare);
}

bool
roster_has(const struct roster *roster, const struct cell *id)
{
	return roster->count > 0 &&
	       bsearch(id, roster->ids, roster->count, sizeof(*roster->ids),
		       compare) != NULL;
}

void
roster_free(struct roster *roster)
{
	free(roster->ids);
	*roster = (struct roster){0};
}

bool
word_is_date(const struct cell *word)
{
	static const char shape[] = "dddd-dd-dd";

	if (word->length != 7 && word->length != 10)
		return false;
	for (size_t i = 0; i < word->length; i++)
		if (shape[i] == '-'
			    ? word->text[i] != '-'
			    : word->text[i] < '0' || word->text[i] > '9')
			return false;
	return true;
}

static bool
is_address(const struct cell *word)
{
	return memmem(word->text, word->length, "://", 3) != NULL ||
	       memmem(word->text, word->length, "mailto:", 7) != NULL ||
	       memmem(word->text, word->length, "tel:", 4) != NULL ||
	       memchr(word->text, '@', word->length) != NULL;
}

/* Letters, digits and all that is not ASCII; identifiers replace the rest. */
static bool
is_kept(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	       (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static size_t
skip(const struct cell *text, size_t i)
{
	while (i < text->length && !is_kept(text->text[i]))
		i++;
	return i;
}

/*
 * The bytes of the character at i if it may be that of an identifier: one
 * that is not ASCII may have become a letter.
 */
static size_t
character(const struct cell *text, size_t i, char c)
{
	size_t length = 1;

	if (text->text[i] == c || (text->text[i] ^ c) == ('a' ^ 'A'))
		return 1;
	if ((unsigned char)text->text[i] < 0xc0)
		return 0;
	while (i + length < text->length &&
	       ((unsigned char)text->text[i + length] & 0xc0) == 0x80)
		length++;
	return length;
}

/*
 * The length of the words at the beginning of a text that an identifier was
 * made from, or 0.  Namesakes have a number added.
 */
static size_t
match(const struct cell *text, const struct cell *id)
{
	size_t i = 0, j = skip(id, 0), end = 0;

	while (i < text->length && j < id->length) {
		size_t length = character(text, i, id->text[j]);

		if (length == 0)
			break;
		end = i + length;
		i = skip(text, end);
		j = skip(id, j + 1);
	}
	while (j < id->length && id->text[j] >= '0' && id->text[j] <= '9')
		j++;
	if (j < id->length)
		return 0;
	for (; end < text->length && (unsigned char)text->text[end] > ' ';
	     end++)
		if (is_kept(text->text[end]))
			return 0;
	return end;
}

/* Whether a name goes on where its identifier does not: "Foo Bar, Inc." */
static bool
goes_on(const struct cell *name, size_t length)
{
	struct cell rest = *name, word;

	text_skip(&rest, length);
	if (!word_next(&rest, &word))
		return true;
	return name->text[length - 1] == ',' || !is_kept(word.text[0]) ||
	       word_listed(&word, "Inc Inc. Corporation Limited Ltd"
				  " Ltd. GmbH AG B.V. LLC");
}

/* Gives the end of a text from a word on to another cell. */
static void
move(struct cell *text, const struct cell *from, struct cell *to)
{
	size_t length = (size_t)(from->text - text->text);

	*to = *from;
	to->length = text->length - length;
	text->length = length;
}

/*
 * An identifier is made from the name or else from the organisation, before
 * which a name has two words at least.
 */
static void
split_name(struct cell *cells)
{
	const struct cell *id = &cells[PERSON_ID];
	struct cell *name = &cells[PERSON_NAME];
	struct cell rest = *name, word;

	if (id->length == ID_CUT || id->length > ID_MAX)
		return;
	for (size_t i = 0; word_next(&rest, &word); i++) {
		size_t length;

		word.length += rest.length;
		if (i == 1 || !is_kept(word.text[0]))
			continue;
		length = match(&word, id);
		if (length == 0)
			continue;
		if (i == 0 && goes_on(&word, length))
			break;
		if (i == 0)
			text_skip(&word, length);
		move(name, &word, &cells[PERSON_ORGANISATION]);
		break;
	}
}

bool
person_split(struct cell text, struct cell cells[static PERSON_FIELDS])
{
	struct cell *name = &cells[PERSON_NAME];
	struct cell *id = &cells[PERSON_ID];
	struct cell rest, word, date, address = {0};
	bool dated = false;

	if (!group_next(&text, id) || !group_open(id) || id->length == 0)
		return false;
	while (text.length > 0 && text.text[0] == ' ')
		text_skip(&text, 1);
	*name = text;
	for (rest = text; word_next(&rest, &word);) {
		dated = word_is_date(&word);
		if (dated)
			date = word;
		else if (!is_address(&word))
			address.length = 0;
		else if (address.length == 0)
			address = word;
	}
	for (size_t i = PERSON_ORGANISATION; i < PERSON_FIELDS; i++) {
		cells[i] = rest;
	}
	if (dated)
		move(name, &date, &cells[PERSON_UPDATED]);
	if (address.length > 0)
		move(name, &address, &cells[PERSON_URI]);
	split_name(cells);
	return true;
}
