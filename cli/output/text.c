#include "cli/output/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <wchar.h>

#include "cli/cli.h"
#include "importer/input/cell.h"

/* As grep(1) marks what it found. */
#define MARK_BEGIN "\033[1;31m"
#define MARK_END   "\033[0m"

size_t
text_harm(const char *text)
{
	const unsigned char *c = (const unsigned char *)text;

	if (c[0] < ' ' || c[0] == 0x7f)
		return 1;
	/* U+0080 to U+009F */
	if (c[0] == 0xc2 && c[1] >= 0x80 && c[1] <= 0x9f)
		return 2;
	/* U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069 */
	if (c[0] == 0xe2 && c[1] == 0x80 &&
	    (c[2] == 0x8e || c[2] == 0x8f || (c[2] >= 0xa8 && c[2] <= 0xae)))
		return 3;
	if (c[0] == 0xe2 && c[1] == 0x81 && c[2] >= 0xa6 && c[2] <= 0xa9)
		return 3;
	return 0;
}

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

static char *
put_hex(char *out, char c)
{
	static const char digits[] = "0123456789abcdef";

	*out++ = '\\';
	*out++ = 'x';
	*out++ = digits[(unsigned char)c >> 4];
	*out++ = digits[(unsigned char)c & 15];
	return out;
}

char *
text_clean(const char *text, bool lines)
{
	size_t length = strlen(text);
	char *clean, *out;
	bool line;

	if (is_clean(text, length))
		return cli_memory(strdup(text));
	out = clean = cli_memory(malloc(4 * length + 1));
	text = skip_space(text, &line);
	while (*text != '\0') {
		size_t harmful = text_harm(text);

		if (is_space(*text)) {
			text = skip_space(text, &line);
			if (*text != '\0')
				*out++ = line && lines ? '\n' : ' ';
			continue;
		}
		if (harmful == 0)
			*out++ = *text++;
		for (; harmful > 0; harmful--)
			out = put_hex(out, *text++);
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
	while (*text != '\0') {
		const char *start = text;
		size_t harmful;

		while (is_plain(*text, quoted))
			text++;
		fwrite(start, 1, (size_t)(text - start), stdout);
		if (*text == '\0')
			return;
		harmful = text_harm(text);
		if (*text == '\n' || *text == '\t') {
			fputs(*text++ == '\n' ? "\\n" : "\\t", stdout);
		} else if (harmful > 0) {
			for (; harmful > 0; harmful--)
				printf("\\x%02x", (unsigned char)*text++);
		} else {
			if (*text == '\\' || *text == '"')
				putchar('\\');
			putchar(*text++);
		}
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
match(const char *text, char *const *words, size_t count)
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
text_highlight(FILE *out, const char *text, char *const *words, size_t count)
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
