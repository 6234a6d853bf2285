#include "cli/json.h"

#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

void
ianaports_json_text(struct json_object *object, const char *key,
		    const char *text)
{
	ianaports_json_put(object, key,
			   text == NULL || text[0] == '\0'
				   ? NULL
				   : json_object_new_string(text));
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
	/* Keys are literals, and each is put once. */
	json_object_object_add_ex(object, key, value,
				  JSON_C_OBJECT_ADD_KEY_IS_NEW |
					  JSON_C_OBJECT_KEY_IS_CONSTANT);
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
void
ianaports_json_print(struct json_object *document)
{
	const char *text =
		ianaports_cli_memory((void *)json_object_to_json_string_ext(
			document, JSON_C_TO_STRING_PRETTY |
					  JSON_C_TO_STRING_NOSLASHESCAPE));

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
	putc('\n', stdout);
	json_object_put(document);
}
