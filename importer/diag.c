#include "importer/diag.h"

#include <stdarg.h>

__attribute__((format(printf, 5, 0))) static void
report(struct ianaports_diag *diag, size_t line, size_t column,
       const char *kind, const char *format, va_list arguments)
{
	if (diag->out == NULL)
		return;
	fprintf(diag->out, "%s:", diag->file);
	if (line != 0)
		fprintf(diag->out, "%zu:%zu:", line, column);
	fprintf(diag->out, " %s: ", kind);
	/* clang 14 loses sight of va_start in the caller.
	 * NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized) */
	vfprintf(diag->out, format, arguments);
	fputc('\n', diag->out);
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
