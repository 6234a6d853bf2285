/* SPDX-License-Identifier: MIT */
#include "importer/input/diag.h"

#include <stdarg.h>
#include <stdlib.h>

#include "importer/input/escape.h"

/* Longer than any text but one with a whole line for a token. */
#define TEXT_MAX 512

/* The number of this diagnostic among those of its kind, from 1. */
static size_t
count(struct diag *diag, const char *format, size_t *kind)
{
	size_t at = 0;

	while (at < DIAG_KINDS - 1 && diag->kinds[at].format != NULL &&
	       diag->kinds[at].format != format)
		at++;
	diag->kinds[at].format = format;
	*kind = at;
	return ++diag->kinds[at].count;
}

__attribute__((format(printf, 5, 0))) static void
report(struct diag *diag, size_t line, size_t column, const char *word,
       const char *format, va_list arguments)
{
	char text[TEXT_MAX], place[64] = "";
	size_t kind, number;

	if (diag->out == NULL)
		return;
	number = count(diag, format, &kind);
	if (number > DIAG_MOST + 1)
		return;
	/* clang 14 loses sight of va_start in the caller.
	 * NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized) */
	vsnprintf(text, sizeof(text), format, arguments);
	if (line != 0)
		snprintf(place, sizeof(place), "%zu:%zu:", line, column);
	if (number <= DIAG_MOST)
		escape_line(diag->out, "%s:%s %s: %s", diag->file, place, word,
			    text);
	else if (asprintf(&diag->kinds[kind].more, "%s:%s %s: %s", diag->file,
			  place, word, text) < 0)
		diag->kinds[kind].more = NULL;
}

void
diag_end(struct diag *diag)
{
	for (size_t i = 0; i < DIAG_KINDS; i++) {
		size_t more = diag->kinds[i].count - DIAG_MOST - 1;

		if (diag->kinds[i].more == NULL)
			continue;
		if (more == 0)
			escape_line(diag->out, "%s", diag->kinds[i].more);
		else
			escape_line(diag->out, "%s, and %zu more like it",
				    diag->kinds[i].more, more);
		free(diag->kinds[i].more);
		diag->kinds[i].more = NULL;
	}
}

void
diag_error(struct diag *diag, size_t line, size_t column, const char *format,
	   ...)
{
	va_list arguments;

	diag->errors++;
	va_start(arguments, format);
	report(diag, line, column, "error", format, arguments);
	va_end(arguments);
}

void
diag_warning(struct diag *diag, size_t line, size_t column, const char *format,
	     ...)
{
	va_list arguments;

	if (diag->quiet)
		return;
	va_start(arguments, format);
	report(diag, line, column, "warning", format, arguments);
	va_end(arguments);
}
