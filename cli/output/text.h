/* SPDX-License-Identifier: MIT */
/* Texts of the registry on their way to a person: harmless, folded, wrapped. */
#ifndef IANAPORTS_CLI_OUTPUT_TEXT_H
#define IANAPORTS_CLI_OUTPUT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/*
 * A copy, to be freed, that is harmless as escape.h has it.  White space
 * becomes one space; or one newline if there was one in it and `lines` is
 * true.
 */
char *text_clean(const char *text, bool lines);

/*
 * Prints such a copy from the cursor's column `indent` on, words that reach
 * beyond `width` on the next line; 0 is no limit.  Ends in a newline.
 */
void text_wrap(FILE *out, const char *text, bool lines, unsigned int indent,
	       unsigned int width);

/*
 * Prints a text on a line as C writes strings: \n, \t, \\, \" in quotes, and
 * \xHH for what else does harm.
 */
void text_escape(const char *text, bool quoted);

/* The columns that a clean text takes on a terminal. */
unsigned int text_width(const char *text, size_t length);

/* The bytes of its beginning that fit into so many. */
size_t text_fit(const char *text, unsigned int width);

/*
 * Prints a clean text with escape sequences around each occurrence of each
 * word, without regard to ASCII case.
 */
void text_highlight(FILE *out, const char *text, const char *const *words,
		    size_t count);

#endif
