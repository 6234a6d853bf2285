#include "cli/json.h"

#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

static struct json_object *
make_text(const char *text)
{
	return text == NULL || text[0] == '\0' ? NULL
					       : json_object_new_string(text);
}

void
ianaports_json_text(struct json_object *object, const char *key,
		    const char *text)
{
	ianaports_json_put(object, key, make_text(text));
}

void
ianaports_json_number(struct json_object *object, const char *key,
		      int64_t number)
{
	ianaports_json_put(object, key, json_object_new_int64(number));
}

void
ianaports_json_put(struct json_object *object, const char *key,
		   struct json_object *value)
{
	json_object_object_add_ex(object, key, value,
				  JSON_C_OBJECT_KEY_IS_CONSTANT);
}

void
ianaports_json_ports(struct json_object *object, bool numbered, uint16_t first,
		     uint16_t last)
{
	ianaports_json_put(object, "port",
			   numbered ? json_object_new_int(first) : NULL);
	ianaports_json_put(object, "last_port",
			   numbered ? json_object_new_int(last) : NULL);
}

void
ianaports_json_add(struct json_object *array, struct json_object *value)
{
	json_object_array_add(array, value);
}

/*
 * json-c writes out control characters below a space alone.  DEL and U+0080
 * to U+009F can only stand in a string, where an escape means the same.
 */
static void
print(struct json_object *value, int flags)
{
	const char *text =
		ianaports_cli_memory((void *)json_object_to_json_string_ext(
			value, flags | JSON_C_TO_STRING_NOSLASHESCAPE));

	while (*text != '\0') {
		size_t harmless = strcspn(text, "\x7f\xc2");
		const unsigned char *c;

		fwrite(text, 1, harmless, stdout);
		text += harmless;
		c = (const unsigned char *)text;
		if (c[0] == 0x7f) {
			fputs("\\u007f", stdout);
			text++;
		} else if (c[0] == 0xc2 && c[1] >= 0x80 && c[1] <= 0x9f) {
			printf("\\u%04x", c[1]);
			text += 2;
		} else if (c[0] != '\0') {
			putchar(*text++);
		}
	}
}

void
ianaports_json_print(struct json_object *document)
{
	print(document, JSON_C_TO_STRING_PRETTY);
	putchar('\n');
	json_object_put(document);
}

static void
end_array(const struct ianaports_json_stream *stream)
{
	if (stream->listing)
		fputs(stream->listed ? "\n]" : "]", stdout);
}

static void
begin(struct ianaports_json_stream *stream, const char *key)
{
	end_array(stream);
	printf("%s\"%s\": ", stream->begun ? ",\n" : "{\n", key);
	stream->begun = true;
	stream->listing = stream->listed = false;
}

void
ianaports_json_stream_text(struct ianaports_json_stream *stream,
			   const char *key, const char *text)
{
	struct json_object *value = make_text(text);

	begin(stream, key);
	print(value, JSON_C_TO_STRING_PLAIN);
	json_object_put(value);
}

void
ianaports_json_stream_array(struct ianaports_json_stream *stream,
			    const char *key)
{
	begin(stream, key);
	putchar('[');
	stream->listing = true;
}

void
ianaports_json_stream_add(struct ianaports_json_stream *stream,
			  struct json_object *value)
{
	fputs(stream->listed ? ",\n" : "\n", stdout);
	stream->listed = true;
	print(value, JSON_C_TO_STRING_SPACED);
}

void
ianaports_json_stream_end(struct ianaports_json_stream *stream)
{
	end_array(stream);
	puts("\n}");
}
