/* SPDX-License-Identifier: MIT */
/* Text from outside made harmless to the terminal that it may end on. */
#ifndef IANAPORTS_IMPORTER_INPUT_ESCAPE_H
#define IANAPORTS_IMPORTER_INPUT_ESCAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* What the bytes of one character may become. */
#define ESCAPE_MOST 16

/*
 * The bytes of the character that a text begins with, and whether it must not
 * reach a terminal.  Harm is done by control characters but tabs (C0, DEL, and
 * C1 in UTF-8), by characters that break lines or change the direction of
 * writing (U+061C, U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069), and by
 * a byte that is no UTF-8, which counts as one.
 */
size_t escape_next(const char *text, size_t left, bool *harmful);

/*
 * Writes that character or, if it does harm, \xHH for each of its bytes, and
 * takes it off the text.  Returns where it ends; there is no NUL.
 */
char *escape_put(char *out, const char **text, size_t left);

/* Prints a text of several lines in that way. */
void escape_print(FILE *out, const char *text, size_t length);

/*
 * Prints one line in that way, in one go; line breaks in it do harm, too.  The
 * format does not end in one.
 */
void escape_line(FILE *out, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
