#include "cli/columns.h"

#include <stdio.h>
#include <string.h>

#include "db/transport.h"

const char *
ianaports_column_key(enum ianaports_column column)
{
	static const char *const keys[IANAPORTS_COLUMNS] = {
		[IANAPORTS_NAME] = "name",
		[IANAPORTS_PORT] = "port",
		[IANAPORTS_TRANSPORT] = "transport",
		[IANAPORTS_DESCRIPTION] = "description",
		[IANAPORTS_ASSIGNEE] = "assignee",
		[IANAPORTS_CONTACT] = "contact",
		[IANAPORTS_REGISTERED] = "registered",
		[IANAPORTS_MODIFIED] = "modified",
		[IANAPORTS_REFERENCE] = "reference",
		[IANAPORTS_CODE] = "service_code",
		[IANAPORTS_UNAUTHORIZED] = "unauthorized",
		[IANAPORTS_NOTES] = "notes",
	};

	return keys[column];
}

const char *
ianaports_person_key(enum ianaports_person field)
{
	static const char *const keys[IANAPORTS_PERSON_FIELDS] = {
		[IANAPORTS_PERSON_ID] = "id",
		[IANAPORTS_PERSON_NAME] = "name",
		[IANAPORTS_PERSON_ORGANISATION] = "organisation",
		[IANAPORTS_PERSON_URI] = "uri",
		[IANAPORTS_PERSON_UPDATED] = "updated",
	};

	return keys[field];
}

struct json_object *
ianaports_text_json(const char *text)
{
	return text[0] == '\0' ? NULL : json_object_new_string(text);
}

/* Keys are ours: static, and each new to its object. */
static void
add(struct json_object *object, const char *key, struct json_object *value)
{
	json_object_object_add_ex(object, key, value,
				  JSON_C_OBJECT_ADD_KEY_IS_NEW |
					  JSON_C_OBJECT_KEY_IS_CONSTANT);
}

void
ianaports_place_json(struct json_object *object, const char *name,
		     bool numbered, uint16_t first, uint16_t last,
		     unsigned int transport)
{
	const char *protocol = ianaports_transport_name(transport);

	add(object, "name", ianaports_text_json(name));
	add(object, "port", numbered ? json_object_new_int(first) : NULL);
	add(object, "last_port", numbered ? json_object_new_int(last) : NULL);
	add(object, "transport",
	    ianaports_text_json(protocol == NULL ? "" : protocol));
}

struct json_object *
ianaports_row_json(const struct ianaports_row *row)
{
	struct json_object *object = json_object_new_object();

	ianaports_place_json(object, row->field[IANAPORTS_NAME], row->numbered,
			     row->first, row->last, row->transport);
	for (enum ianaports_column i = IANAPORTS_DESCRIPTION;
	     i < IANAPORTS_COLUMNS; i++)
		add(object, ianaports_column_key(i),
		    ianaports_text_json(row->field[i]));
	return object;
}

/*
 * json-c leaves DEL and U+0080 to U+009F as they are, which a terminal might
 * obey; in a string, where alone they can stand, an escape means the same.
 */
void
ianaports_json_write(struct json_object *object, bool indented)
{
	const char *text = json_object_to_json_string_ext(
		object, JSON_C_TO_STRING_NOSLASHESCAPE |
				(indented ? JSON_C_TO_STRING_PRETTY
					  : JSON_C_TO_STRING_SPACED));

	while (*text != '\0') {
		size_t harmless = strcspn(text, "\x7f\xc2");
		unsigned char next;

		fwrite(text, 1, harmless, stdout);
		text += harmless;
		if (*text == '\0')
			break;
		next = (unsigned char)text[1];
		if (*text == 0x7f)
			fputs("\\u007f", stdout);
		else if (next >= 0x80 && next <= 0x9f)
			printf("\\u%04x", (unsigned char)*++text);
		else
			putchar(*text);
		text++;
	}
	json_object_put(object);
}
