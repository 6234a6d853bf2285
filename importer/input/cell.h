/* SPDX-License-Identifier: MIT */
/* Text as a reader finds it, and the words that it is made of. */
#ifndef IANAPORTS_IMPORTER_INPUT_CELL_H
#define IANAPORTS_IMPORTER_INPUT_CELL_H

#include <stdbool.h>
#include <stddef.h>

/* Any bytes, not ended by a NUL, and where they begin; both count from 1. */
struct cell {
	const char *text;
	size_t length;
	size_t line, column;
};

/* The arguments of "%.*s" for a token: 60 bytes keep a message to one line. */
#define TOKEN(cell) (int)((cell).length < 60 ? (cell).length : 60), (cell).text

/* White space as C has it, whatever the locale. */
static inline bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The bytes of the UTF-8 character (RFC 3629) at p, or 0 if there is none or
 * it is a NUL. */
size_t character_size(const unsigned char *p, size_t left);

/* A cell without the white space around it. */
struct cell cell_trim(struct cell cell);

/* Takes bytes off the beginning of a text and counts its lines on. */
void text_skip(struct cell *text, size_t bytes);

/*
 * Takes the first word off a text, which is left beginning after it; false
 * if none is left.
 */
bool word_next(struct cell *text, struct cell *word);

/*
 * Takes a text in brackets, which hold no others, off the beginning of a text;
 * false if there is none.
 */
bool group_next(struct cell *text, struct cell *group);

/*
 * The same without the brackets; a text that does not begin with one is taken
 * whole.  False if the text is empty.
 */
bool item_next(struct cell *text, struct cell *item);

/* Takes the brackets off a cell; false if there are none around it. */
bool group_open(struct cell *group);

/* Whether a word stands, whole, among some that are parted by spaces. */
bool word_listed(const struct cell *word, const char *words);

/* Whether a cell holds these bytes and no other. */
bool word_is(const struct cell *word, const char *text);

#endif
