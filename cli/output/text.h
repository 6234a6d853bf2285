/* Texts of the registry on their way to a person: harmless, folded, wrapped. */
#ifndef IANAPORTS_CLI_OUTPUT_TEXT_H
#define IANAPORTS_CLI_OUTPUT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/*
 * The bytes of the character here if a terminal might obey it, or 0: control
 * characters, those of U+0080 to U+009F and those that change the direction of
 * writing.
 */
size_t text_harm(const char *text);

/*
 * A copy, to be freed, that cannot do anything to a terminal: what does harm
 * stands there as \xHH, byte by byte.  White space becomes one space; or one
 * newline if there was one in it and `lines` is true.
 */
char *text_clean(const char *text, bool lines);

/*
 * Prints such a copy from the cursor's column `indent` on, words that reach
 * beyond `width` on the next line; 0 is no limit.  Ends in a newline.
 */
void text_wrap(FILE *out, const char *text, bool lines, unsigned int indent,
	       unsigned int width);

/*
 * Prints a text on a line as C writes strings: \n, \t, \\ and \xHH for what
 * else has no place there or could do a terminal harm, and \" in quotes.
 */
void text_escape(const char *text, bool quoted);

/* The columns that a clean text takes on a terminal. */
unsigned int text_width(const char *text, size_t length);

/*
 * Prints a clean text with escape sequences around each occurrence of each
 * word, without regard to ASCII case.
 */
void text_highlight(FILE *out, const char *text, char *const *words,
		    size_t count);

#endif
