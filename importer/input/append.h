/* SPDX-License-Identifier: MIT */
/* Texts put together, piece by piece, in a buffer of a fixed size. */
#ifndef IANAPORTS_IMPORTER_INPUT_APPEND_H
#define IANAPORTS_IMPORTER_INPUT_APPEND_H

#include <stddef.h>

/*
 * Prints behind the string in a buffer of `size` bytes; what has no room is
 * cut.  The buffer always ends in a NUL, so that a piece may be of any length.
 */
void append_format(char *buffer, size_t size, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif
