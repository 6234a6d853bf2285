/* SPDX-License-Identifier: MIT */
#include "cli/output/json.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "importer/input/escape.h"

#define LAYOUT 1

/* In a long document, the members of the document and of its lists. */
#define FOLD_LONG 3

/* U+FFFD stands for what is no character. */
#define REPLACEMENT 0xfffd

/* As almost all characters are. */
static bool
is_plain(char c)
{
	return c >= ' ' && c < 0x7f && c != '"' && c != '\\';
}

/* The code point of a character of two or three bytes, or of one. */
static unsigned int
decode(const unsigned char *c, size_t length)
{
	if (length == 1)
		return c[0] < 0x80 ? c[0] : REPLACEMENT;
	if (length == 2)
		return (c[0] & 0x1fu) << 6 | (c[1] & 0x3fu);
	return (c[0] & 0xfu) << 12 | (c[1] & 0x3fu) << 6 | (c[2] & 0x3fu);
}

/* What does harm is an escape, which means the same; but for bytes that are no
 * UTF-8, which JSON has no way to write (RFC 8259, 8.1). */
static void
print_string(const char *text)
{
	putchar('"');
	for (const char *end = text + strlen(text); text < end;) {
		const char *start = text;
		size_t size;
		bool harmful;

		while (is_plain(*text))
			text++;
		fwrite(start, 1, (size_t)(text - start), stdout);
		if (text == end)
			break;
		size = escape_next(text, (size_t)(end - text), &harmful);
		if (*text == '"' || *text == '\\')
			printf("\\%c", *text);
		else if (*text == '\n')
			fputs("\\n", stdout);
		else if (harmful || *text == '\t')
			printf("\\u%04x",
			       decode((const unsigned char *)text, size));
		else
			fwrite(text, 1, size, stdout);
		text += size;
	}
	putchar('"');
}

static void
break_line(const struct json *json)
{
	if (json->depth < json->fold)
		printf("\n%*s", 2 * (int)json->depth, "");
	else if (json->begun)
		putchar(' ');
}

/* Begins a member of what is open. */
static void
begin(struct json *json, const char *key)
{
	if (json->begun)
		putchar(',');
	break_line(json);
	json->begun = true;
	if (key != NULL)
		printf("\"%s\": ", key);
}

static void
begin_many(struct json *json, const char *key, const char *brackets)
{
	begin(json, key);
	putchar(brackets[0]);
	json->closing[json->depth++] = brackets[1];
	json->begun = false;
}

void
json_begin(struct json *json, const char *date, bool is_long)
{
	*json = (struct json){.depth = 1,
			      .fold = is_long ? FOLD_LONG : JSON_DEPTH,
			      .closing = "}"};
	putchar('{');
	json_number(json, "schema", LAYOUT);
	json_text(json, "date", date);
}

void
json_text(struct json *json, const char *key, const char *text)
{
	begin(json, key);
	if (text == NULL || text[0] == '\0')
		fputs("null", stdout);
	else
		print_string(text);
}

void
json_number(struct json *json, const char *key, int64_t number)
{
	begin(json, key);
	if (number < 0)
		fputs("null", stdout);
	else
		printf("%" PRId64, number);
}

void
json_truth(struct json *json, const char *key, bool truth)
{
	begin(json, key);
	fputs(truth ? "true" : "false", stdout);
}

void
json_ports(struct json *json, bool numbered, uint16_t first, uint16_t last)
{
	json_number(json, "port", numbered ? first : -1);
	json_number(json, "last_port", numbered ? last : -1);
}

void
json_object(struct json *json, const char *key)
{
	begin_many(json, key, "{}");
}

void
json_list(struct json *json, const char *key)
{
	begin_many(json, key, "[]");
}

void
json_close(struct json *json)
{
	json->depth--;
	if (json->begun && json->depth + 1 < json->fold)
		break_line(json);
	putchar(json->closing[json->depth]);
	json->begun = true;
}

void
json_end(struct json *json)
{
	while (json->depth > 0)
		json_close(json);
	putchar('\n');
}
