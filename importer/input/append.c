/* SPDX-License-Identifier: MIT */
#include "importer/input/append.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/*
 * The sum of what snprintf(3) returns would be what it had liked to write, and
 * so reach beyond the buffer.
 */
void
append_format(char *buffer, size_t size, const char *format, ...)
{
	size_t used = strnlen(buffer, size);
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(buffer + used, size - used, format, arguments);
	va_end(arguments);
}
