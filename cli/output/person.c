/* SPDX-License-Identifier: MIT */
#include "cli/output/person.h"

#include <stdlib.h>
#include <string.h>

#include "importer/input/cell.h"

/*
 * The next of several addresses, each on its line, to be freed; "&" stands
 * there for "@".
 */
static char *
next_address(const char **text)
{
	static const char mail[] = "mailto:";
	size_t length = strcspn(*text, "\n"), skipped = 0;
	char *address, *at;

	if (length == 0)
		return NULL;
	if (strncmp(*text, mail, strlen(mail)) == 0)
		skipped = strlen(mail);
	address = cli_format("%.*s", (int)(length - skipped), *text + skipped);
	at = skipped > 0 ? strchr(address, '&') : NULL;
	if (at != NULL)
		*at = '@';
	*text += length + ((*text)[length] == '\n');
	return address;
}

/* Identifiers are made of names, spaces made underscores.  "_2" to "_9" tells
 * one entry of a name from the other; "_1" is a name's own, as IEEE's 1722.1.
 */
static char *
append_id(char *text, const struct cell *id)
{
	size_t length = id->length;
	char *name;

	if (length > 2 && id->text[length - 2] == '_' &&
	    id->text[length - 1] >= '2' && id->text[length - 1] <= '9')
		length -= 2;
	name = cli_format("%.*s", (int)length, id->text);
	for (char *c = name; (c = strchr(c, '_')) != NULL;)
		*c = ' ';
	text = cli_append(text, "%s", name);
	free(name);
	return text;
}

static char *
append_known(char *text, const char *const *person)
{
	const char *name = person[PERSON_NAME];
	const char *organisation = person[PERSON_ORGANISATION];
	const char *addresses = person[PERSON_URI];
	char *address;

	text = cli_append(text, "%s%s%s", name,
			  name[0] != '\0' && organisation[0] != '\0' ? ", "
								     : "",
			  organisation);
	while ((address = next_address(&addresses)) != NULL) {
		text = cli_append(text, " <%s>", address);
		free(address);
	}
	return text;
}

char *
people_text(struct rows *rows, const char *field)
{
	struct cell rest = {.text = field, .length = strlen(field)}, id;
	char *text = cli_memory(strdup(""));

	while (item_next(&rest, &id)) {
		const char *const *person =
			rows_person(rows, id.text, id.length);

		text = person != NULL ? append_known(text, person)
				      : append_id(text, &id);
		text = cli_append(text, "\n");
	}
	return text;
}

static void
put_addresses(struct json *json, const char *addresses)
{
	char *address;

	json_open_list(json, "addresses");
	while ((address = next_address(&addresses)) != NULL) {
		json_text(json, NULL, address);
		free(address);
	}
	json_close(json);
}

void
people_json(struct json *json, const char *key, struct rows *rows,
	    const char *field)
{
	static const char *const nobody[PERSON_FIELDS] = {"", "", "", "", ""};
	struct cell rest = {.text = field, .length = strlen(field)}, id;

	json_open_list(json, key);
	while (item_next(&rest, &id)) {
		const char *const *person =
			rows_person(rows, id.text, id.length);
		char *name = cli_format("%.*s", (int)id.length, id.text);

		if (person == NULL)
			person = nobody;
		json_open_object(json, NULL);
		json_text(json, "id", name);
		json_text(json, "name", person[PERSON_NAME]);
		json_text(json, "organisation", person[PERSON_ORGANISATION]);
		put_addresses(json, person[PERSON_URI]);
		json_text(json, "updated", person[PERSON_UPDATED]);
		json_close(json);
		free(name);
	}
	json_close(json);
}
