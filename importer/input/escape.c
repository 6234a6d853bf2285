/* SPDX-License-Identifier: MIT */
#include "importer/input/escape.h"

#include <stdarg.h>
#include <stdlib.h>

#include "importer/input/cell.h"

size_t
escape_next(const char *text, size_t left, bool *harmful)
{
	const unsigned char *c = (const unsigned char *)text;
	size_t size = 1;

	if (c[0] < 0x80) {
		*harmful = (c[0] < ' ' && c[0] != '\t') || c[0] == 0x7f;
		return size;
	}
	size = character_size(c, left);
	if (size == 0)
		*harmful = true;
	else if (size == 2)
		/* U+0080 to U+009F, U+061C */
		*harmful = (c[0] == 0xc2 && c[1] <= 0x9f) ||
			   (c[0] == 0xd8 && c[1] == 0x9c);
	else if (c[0] == 0xe2 && c[1] == 0x80)
		/* U+200E, U+200F, U+2028 to U+202E */
		*harmful = c[2] == 0x8e || c[2] == 0x8f ||
			   (c[2] >= 0xa8 && c[2] <= 0xae);
	else
		/* U+2066 to U+2069 */
		*harmful = c[0] == 0xe2 && c[1] == 0x81 && c[2] >= 0xa6 &&
			   c[2] <= 0xa9;
	return size == 0 ? 1 : size;
}

char *
escape_put(char *out, const char **text, size_t left)
{
	static const char digits[] = "0123456789abcdef";
	bool harmful;

	for (size_t n = escape_next(*text, left, &harmful); n > 0; n--) {
		unsigned char c = (unsigned char)*(*text)++;

		if (!harmful) {
			*out++ = (char)c;
			continue;
		}
		*out++ = '\\';
		*out++ = 'x';
		*out++ = digits[c >> 4];
		*out++ = digits[c & 15];
	}
	return out;
}

void
escape_print(FILE *out, const char *text, size_t length)
{
	const char *end = text + length;

	while (text < end) {
		char put[ESCAPE_MOST] = "", *to;

		if (*text == '\n') {
			putc(*text++, out);
			continue;
		}
		to = escape_put(put, &text, (size_t)(end - text));
		fwrite(put, 1, (size_t)(to - put), out);
	}
}

/* Most lines need no memory, so that its want can be told. */
void
escape_line(FILE *out, const char *format, ...)
{
	char brief[1024], room[4 * sizeof(brief) + 1];
	char *text = brief, *line = room;
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(brief, sizeof(brief), format, arguments);
	va_end(arguments);
	if (length >= (int)sizeof(brief)) {
		va_start(arguments, format);
		length = vasprintf(&text, format, arguments);
		va_end(arguments);
		line = length < 0 ? NULL : malloc((size_t)length * 4 + 2);
	}
	if (length >= 0 && line != NULL) {
		char *put = line;

		for (const char *c = text, *end = c + length; c < end;)
			put = escape_put(put, &c, (size_t)(end - c));
		put[0] = '\n';
		put[1] = '\0';
		fputs(line, out);
	}
	if (length >= 0 && text != brief)
		free(text);
	if (line != room)
		free(line);
}
