/* SPDX-License-Identifier: MIT */
#include "cli/output/json.h"

#include <json-c/json.h>
#include <stdio.h>

#include "cli/cli.h"
#include "importer/input/escape.h"

#define LAYOUT 1

/* U+FFFD stands for what is no character. */
#define REPLACEMENT 0xfffd

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
 * Frees the value.
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
	json_object_put(value);
}

/* Begins a member of what is printed as it comes. */
static void
begin(struct json *json, const char *key)
{
	printf("%s\n%*s", json->begun ? "," : "", 2 * (int)json->depth, "");
	json->begun = true;
	if (key != NULL)
		printf("\"%s\": ", key);
}

/* Adds a member to what is open. */
static void
add(struct json *json, const char *key, struct json_object *value)
{
	struct json_object *parent = json->open[json->depth - 1];

	if (parent == NULL) {
		begin(json, key);
		print(value, JSON_C_TO_STRING_SPACED);
	} else if (key == NULL) {
		json_object_array_add(parent, value);
	} else {
		json_object_object_add_ex(parent, key, value,
					  JSON_C_OBJECT_KEY_IS_CONSTANT);
	}
}

/* Opens a value; what is to be printed at once has to be whole by then. */
static void
open_value(struct json *json, const char *key, struct json_object *value)
{
	if (json->open[json->depth - 1] == NULL)
		json->key = key;
	else
		add(json, key, value);
	json->open[json->depth++] = value;
}

void
json_begin(struct json *json, const char *date, bool is_long)
{
	*json = (struct json){.depth = 1};
	if (is_long)
		putchar('{');
	else
		json->open[0] = json_object_new_object();
	json_number(json, "schema", LAYOUT);
	json_text(json, "date", date);
}

void
json_text(struct json *json, const char *key, const char *text)
{
	add(json, key,
	    text == NULL || text[0] == '\0' ? NULL
					    : json_object_new_string(text));
}

void
json_number(struct json *json, const char *key, int64_t number)
{
	add(json, key, number < 0 ? NULL : json_object_new_int64(number));
}

void
json_truth(struct json *json, const char *key, bool truth)
{
	add(json, key, json_object_new_boolean(truth));
}

void
json_ports(struct json *json, bool numbered, uint16_t first, uint16_t last)
{
	json_number(json, "port", numbered ? first : -1);
	json_number(json, "last_port", numbered ? last : -1);
}

void
json_open_object(struct json *json, const char *key)
{
	open_value(json, key, json_object_new_object());
}

void
json_open_list(struct json *json, const char *key)
{
	if (json->depth > 1 || json->open[0] != NULL) {
		open_value(json, key, json_object_new_array());
		return;
	}
	begin(json, key);
	putchar('[');
	json->begun = false;
	json->open[json->depth++] = NULL;
}

void
json_close(struct json *json)
{
	struct json_object *value = json->open[--json->depth];

	if (value == NULL) {
		printf("\n%*s]", 2 * (int)json->depth, "");
		json->begun = true;
	} else if (json->open[json->depth - 1] == NULL) {
		add(json, json->key, value);
	}
}

void
json_end(struct json *json)
{
	while (json->depth > 1)
		json_close(json);
	if (json->open[0] != NULL)
		print(json->open[0], JSON_C_TO_STRING_PRETTY);
	else
		fputs("\n}", stdout);
	putchar('\n');
}
