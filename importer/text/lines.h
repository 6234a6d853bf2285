/* A source taken apart into lines and words, for the plain text forms. */
#ifndef IANAPORTS_IMPORTER_TEXT_LINES_H
#define IANAPORTS_IMPORTER_TEXT_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "importer/registry.h"
#include "importer/source.h"

struct ianaports_lines {
	const char *text; /* the source's, not owned */
	uint32_t *start;  /* of each line, and one past the last */
	size_t count;
};

/* The arguments of "%.*s" for a token: 60 bytes keep a message to one line. */
#define IANAPORTS_TOKEN(cell)                                                  \
	(int)((cell).length < 60 ? (cell).length : 60), (cell).text

/*
 * Finds the lines of a source, which must outlive them.  Returns 0 or
 * -ENOMEM; ianaports_lines_free frees what it allocated.
 */
int ianaports_lines_index(struct ianaports_lines *lines,
			  const struct ianaports_source *source);

/* Line i, from 0, at column 1 and without the white space that ends it. */
struct ianaports_cell ianaports_lines_get(const struct ianaports_lines *lines,
					  size_t i);

/*
 * The line after "Last Updated", the registry's own date, if there is one
 * among the first lines, end of them.
 */
bool ianaports_lines_date(const struct ianaports_lines *lines, size_t end,
			  struct ianaports_cell *date);

void ianaports_lines_free(struct ianaports_lines *lines);

/* Takes bytes off the beginning of a text and counts its lines on. */
void ianaports_text_skip(struct ianaports_cell *text, size_t bytes);

/*
 * Takes the first word off a text, which is left beginning after it; false
 * if none is left.
 */
bool ianaports_word_next(struct ianaports_cell *text,
			 struct ianaports_cell *word);

/* Whether a word stands, whole, among some that are parted by spaces. */
bool ianaports_word_listed(const struct ianaports_cell *word,
			   const char *words);

/* Whether a cell holds these bytes and no other. */
bool ianaports_word_is(const struct ianaports_cell *word, const char *text);

#endif
