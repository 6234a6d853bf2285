#include "importer/diag.h"

#include <stdarg.h>

/* Longer than any text but one with a whole line for a token. */
#define TEXT_MAX 512

/* Tokens are the input's own bytes, and a terminal may obey them. */
static void
mask(char *text)
{
	for (unsigned char *c = (unsigned char *)text; *c != '\0'; c++) {
		if (*c == 0xc2 && c[1] >= 0x80 && c[1] < 0xa0)
			*c++ = '?';
		else if ((*c >= ' ' && *c != 0x7f) || *c == '\t')
			continue;
		*c = '?';
	}
}

__attribute__((format(printf, 5, 0))) static void
report(struct ianaports_diag *diag, size_t line, size_t column,
       const char *kind, const char *format, va_list arguments)
{
	char text[TEXT_MAX], place[64] = "";

	if (diag->out == NULL)
		return;
	/* clang 14 loses sight of va_start in the caller.
	 * NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized) */
	vsnprintf(text, sizeof(text), format, arguments);
	mask(text);
	if (line != 0)
		snprintf(place, sizeof(place), "%zu:%zu:", line, column);
	/* In one go, since errors may come from several imports at once. */
	fprintf(diag->out, "%s:%s %s: %s\n", diag->file, place, kind, text);
}

void
ianaports_diag_error(struct ianaports_diag *diag, size_t line, size_t column,
		     const char *format, ...)
{
	va_list arguments;

	diag->errors++;
	va_start(arguments, format);
	report(diag, line, column, "error", format, arguments);
	va_end(arguments);
}

void
ianaports_diag_warning(struct ianaports_diag *diag, size_t line, size_t column,
		       const char *format, ...)
{
	va_list arguments;

	if (diag->quiet)
		return;
	va_start(arguments, format);
	report(diag, line, column, "warning", format, arguments);
	va_end(arguments);
}
