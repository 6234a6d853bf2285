/* SPDX-License-Identifier: MIT */
#include "cli/output/text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <wchar.h>

#include "cli/cli.h"
#include "importer/input/cell.h"
#include "importer/input/escape.h"

/* As grep(1) marks what it found. */
#define MARK_BEGIN "\033[1;31m"
#define MARK_END   "\033[0m"

static const char *
skip_space(const char *text, bool *line)
{
	*line = false;
	for (; is_space(*text); text++)
		*line = *line || *text == '\n';
	return text;
}

/* Most texts are: words of ASCII with a space between. */
static bool
is_clean(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (text[i] < ' ' || text[i] >= 0x7f ||
		    (text[i] == ' ' &&
		     (i == 0 || text[i + 1] == ' ' || text[i + 1] == '\0')))
			return false;
	return true;
}

char *
text_clean(const char *text, bool lines)
{
	size_t length = strlen(text);
	const char *end = text + length;
	char *clean, *out;
	bool line;

	if (is_clean(text, length))
		return cli_memory(strdup(text));
	out = clean = cli_memory(malloc(4 * length + 1));
	text = skip_space(text, &line);
	while (text < end) {
		if (!is_space(*text)) {
			out = escape_put(out, &text, (size_t)(end - text));
			continue;
		}
		text = skip_space(text, &line);
		if (text < end)
			*out++ = line && lines ? '\n' : ' ';
	}
	*out = '\0';
	return clean;
}

/* Stands in a string of C as it is, as almost all do. */
static bool
is_plain(char c, bool quoted)
{
	return c >= ' ' && c < 0x7f && c != '\\' && !(c == '"' && quoted);
}

void
text_escape(const char *text, bool quoted)
{
	const char *end = text + strlen(text);

	while (text < end) {
		const char *start = text;
		char put[ESCAPE_MOST], *out = put;

		while (is_plain(*text, quoted))
			text++;
		fwrite(start, 1, (size_t)(text - start), stdout);
		if (text == end)
			return;
		if (*text == '\n' || *text == '\t') {
			fputs(*text++ == '\n' ? "\\n" : "\\t", stdout);
			continue;
		}
		if (*text == '\\' || *text == '"')
			*out++ = '\\';
		out = escape_put(out, &text, (size_t)(end - text));
		fwrite(put, 1, (size_t)(out - put), stdout);
	}
}

unsigned int
text_width(const char *text, size_t length)
{
	const char *end = text + length;
	mbstate_t state = {0};
	unsigned int width = 0;

	while (text < end) {
		wchar_t c;
		size_t bytes = mbrtowc(&c, text, (size_t)(end - text), &state);
		int columns;

		/* What is no character here still takes a place. */
		if (bytes == 0 || bytes > (size_t)(end - text)) {
			state = (mbstate_t){0};
			bytes = 1;
			c = L'?';
		}
		columns = wcwidth(c);
		width += columns > 0 ? (unsigned int)columns : 0;
		text += bytes;
	}
	return width;
}

size_t
text_fit(const char *text, unsigned int width)
{
	size_t length = 0;

	while (text[length] != '\0') {
		size_t next = length + 1;
		unsigned int columns;

		while ((text[next] & 0xc0) == 0x80)
			next++;
		columns = text_width(text + length, next - length);
		if (columns > width)
			break;
		width -= columns;
		length = next;
	}
	return length;
}

void
text_wrap(FILE *out, const char *text, bool lines, unsigned int indent,
	  unsigned int width)
{
	char *clean = text_clean(text, lines);
	unsigned int column = indent;

	for (char *word = clean; *word != '\0';) {
		size_t length = strcspn(word, " \n");
		unsigned int columns = text_width(word, length);
		bool first = word == clean;

		if (!first && (word[-1] == '\n' ||
			       (width > 0 && column + 1 + columns > width))) {
			fprintf(out, "\n%*s", (int)indent, "");
			column = indent;
		} else if (!first) {
			putc(' ', out);
			column++;
		}
		fwrite(word, 1, length, out);
		column += columns;
		word += length;
		if (*word != '\0')
			word++;
	}
	putc('\n', out);
	free(clean);
}

/* The bytes of the longest word that stands here, or 0. */
static size_t
match(const char *text, const char *const *words, size_t count)
{
	size_t longest = 0;

	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(words[i]);

		if (length > longest &&
		    strncasecmp(text, words[i], length) == 0)
			longest = length;
	}
	return longest;
}

void
text_highlight(FILE *out, const char *text, const char *const *words,
	       size_t count)
{
	if (count == 0) {
		fputs(text, out);
		return;
	}
	while (*text != '\0') {
		size_t length = match(text, words, count);

		if (length == 0) {
			putc(*text++, out);
			continue;
		}
		fprintf(out, MARK_BEGIN "%.*s" MARK_END, (int)length, text);
		text += length;
	}
}
