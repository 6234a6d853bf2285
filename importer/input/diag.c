#include "importer/input/diag.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "importer/input/cell.h"

/* Longer than any text but one with a whole line for a token. */
#define TEXT_MAX 512

/* C0, DEL and C1 but for tabs. */
static bool
is_control(const unsigned char *c)
{
	return (*c < ' ' && *c != '\t') || *c == 0x7f ||
	       (*c == 0xc2 && c[1] < 0xa0);
}

/*
 * Tokens are the input's own bytes, and a terminal may obey them; cut short,
 * they may end within a character.
 */
static void
mask(char *text)
{
	unsigned char *c = (unsigned char *)text;

	for (size_t left = strlen(text), size; left > 0; left -= size) {
		size = character_size(c, left);
		if (size == 0)
			*c = '?';
		else if (is_control(c))
			memset(c, '?', size);
		if (size == 0)
			size = 1;
		c += size;
	}
}

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
	char text[TEXT_MAX], place[64] = "", *whole;
	size_t kind, number;

	if (diag->out == NULL)
		return;
	number = count(diag, format, &kind);
	if (number > DIAG_MOST + 1)
		return;
	/* clang 14 loses sight of va_start in the caller.
	 * NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized) */
	vsnprintf(text, sizeof(text), format, arguments);
	mask(text);
	if (line != 0)
		snprintf(place, sizeof(place), "%zu:%zu:", line, column);
	if (asprintf(&whole, "%s:%s %s: %s", diag->file, place, word, text) < 0)
		return;
	if (number <= DIAG_MOST) {
		/* In one go: errors may come from several imports at once. */
		fprintf(diag->out, "%s\n", whole);
		free(whole);
	} else {
		diag->kinds[kind].more = whole;
	}
}

void
diag_end(struct diag *diag)
{
	for (size_t i = 0; i < DIAG_KINDS; i++) {
		size_t more = diag->kinds[i].count - DIAG_MOST - 1;

		if (diag->kinds[i].more == NULL)
			continue;
		if (more == 0)
			fprintf(diag->out, "%s\n", diag->kinds[i].more);
		else
			fprintf(diag->out, "%s, and %zu more like it\n",
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
