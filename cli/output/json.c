/* SPDX-License-Identifier: MIT */
#include "cli/output/json.h"

#include <stdio.h>

#include "cli/cli.h"
#include "importer/input/escape.h"

#define LAYOUT 1

/* U+FFFD stands for what is no character. */
#define REPLACEMENT 0xfffd

static struct json_object *
make_text(const char *text)
{
	return text == NULL || text[0] == '\0' ? NULL
					       : json_object_new_string(text);
}

void
json_text(struct json_object *object, const char *key, const char *text)
{
	json_put(object, key, make_text(text));
}

struct json_object *
json_document(const char *date)
{
	struct json_object *document = json_object_new_object();

	json_number(document, "schema", LAYOUT);
	json_text(document, "date", date);
	return document;
}

void
json_number(struct json_object *object, const char *key, int64_t number)
{
	json_put(object, key,
		 number < 0 ? NULL : json_object_new_int64(number));
}

void
json_put(struct json_object *object, const char *key, struct json_object *value)
{
	json_object_object_add_ex(object, key, value,
				  JSON_C_OBJECT_KEY_IS_CONSTANT);
}

void
json_ports(struct json_object *object, bool numbered, uint16_t first,
	   uint16_t last)
{
	json_number(object, "port", numbered ? first : -1);
	json_number(object, "last_port", numbered ? last : -1);
}

void
json_add(struct json_object *array, struct json_object *value)
{
	json_object_array_add(array, value);
}

/* As almost all characters are. */
static bool
is_plain(char c)
{
	return c >= ' ' && c < 0x7f;
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

/*
 * json-c writes out control characters below a space alone.  What else does
 * harm can only stand in a string, where an escape means the same; but for
 * bytes that are no UTF-8, which JSON has no way to write (RFC 8259, 8.1).
 */
static void
print(struct json_object *value, int flags)
{
	size_t length;
	const char *text = cli_memory((void *)json_object_to_json_string_length(
		value, flags | JSON_C_TO_STRING_NOSLASHESCAPE, &length));

	for (const char *end = text + length; text < end;) {
		const char *start = text;
		size_t size = 0;
		bool harmful = false;

		while (is_plain(*text) || *text == '\n')
			text++;
		fwrite(start, 1, (size_t)(text - start), stdout);
		if (text < end)
			size = escape_next(text, (size_t)(end - text),
					   &harmful);
		if (harmful)
			printf("\\u%04x",
			       decode((const unsigned char *)text, size));
		else
			fwrite(text, 1, size, stdout);
		text += size;
	}
}

void
json_print(struct json_object *document)
{
	print(document, JSON_C_TO_STRING_PRETTY);
	putchar('\n');
	json_object_put(document);
}

/* Ends the member at hand and begins another. */
static void
begin(struct json_stream *stream, const char *key)
{
	printf("%s,\n\"%s\": ", stream->end, key);
}

void
json_stream_begin(struct json_stream *stream, const char *date)
{
	*stream = (struct json_stream){.end = ""};
	printf("{\n\"schema\": %d", LAYOUT);
	json_stream_text(stream, "date", date);
}

void
json_stream_text(struct json_stream *stream, const char *key, const char *text)
{
	struct json_object *value = make_text(text);

	begin(stream, key);
	print(value, JSON_C_TO_STRING_PLAIN);
	json_object_put(value);
	stream->end = "";
}

void
json_stream_array(struct json_stream *stream, const char *key)
{
	begin(stream, key);
	putchar('[');
	stream->end = "]";
	stream->before = "\n";
}

void
json_stream_add(struct json_stream *stream, struct json_object *value)
{
	fputs(stream->before, stdout);
	print(value, JSON_C_TO_STRING_SPACED);
	stream->end = "\n]";
	stream->before = ",\n";
}

void
json_stream_end(struct json_stream *stream)
{
	printf("%s\n}\n", stream->end);
}
