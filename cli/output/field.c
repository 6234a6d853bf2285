/* SPDX-License-Identifier: MIT */
#include "cli/output/field.h"

#include <stdlib.h>
#include <string.h>

#include "cli/output/person.h"
#include "db/transport.h"
#include "importer/input/range.h"

static const struct table_column columns[FIELDS + 1] = {
	[COLUMN_NAME] = {"NAME", false, false},
	[COLUMN_PORT] = {"PORT", true, false},
	[COLUMN_TRANSPORT] = {"TRANSPORT", false, false},
	[COLUMN_DESCRIPTION] = {"DESCRIPTION", false, true},
	[COLUMN_ASSIGNEE] = {"ASSIGNEE", false, true},
	[COLUMN_CONTACT] = {"CONTACT", false, true},
	[COLUMN_REFERENCE] = {"REFERENCE", false, true},
	[COLUMN_REGISTERED] = {"REGISTERED", false, false},
	[COLUMN_MODIFIED] = {"MODIFIED", false, false},
	[COLUMN_CODE] = {"CODE", true, false},
	[COLUMN_UNAUTHORIZED] = {"UNAUTHORIZED", false, true},
	[COLUMN_NOTES] = {"NOTES", false, true},
	[FIELD_LOCAL] = {"LOCAL", false, true},
	[FIELD_HEARD] = {"HEARD", false, false},
};

const struct view field_view = {
	.columns = columns,
	.standard = "PORT,TRANSPORT,NAME,DESCRIPTION",
	.own = true,
};

/* A person beside the other. */
static char *
list_people(struct rows *rows, const char *field)
{
	char *text = people_text(rows, field);

	for (char *end = text; (end = strchr(end, '\n')) != NULL;)
		*end = end[1] == '\0' ? '\0' : ';';
	return text;
}

/* The names that the local file has on an item's ports; NULL for none. */
static char *
list_local(const struct local *site, const struct item *item,
	   unsigned int transport)
{
	char *text = NULL;

	for (size_t i = 0; i < site->services.count; i++) {
		const struct service *line = &site->services.lines[i];

		if (line->port < item->port || line->port > item->last ||
		    (transport != 0 && line->transport != transport))
			continue;
		for (const char *name = line->names; name != NULL;
		     name = service_next(line, name))
			text = cli_append(text, "%s%s", text == NULL ? "" : " ",
					  name);
	}
	return text;
}

char *
field_text(size_t field, const struct item *item, unsigned int transport,
	   struct rows *rows, const struct sources *sources)
{
	const struct service *line = item->line;
	const char *plain = "";
	char *text = NULL, ports[RANGE_SIZE];

	if (field == COLUMN_TRANSPORT) {
		plain = line != NULL ? line->protocol
				     : transport_name(transport);
	} else if (field == COLUMN_PORT && item->port != NO_PORT) {
		range_print(ports, (struct range){item->port, item->last});
		plain = ports;
	} else if (field == FIELD_HEARD && item->port != NO_PORT) {
		plain = heard_port(sources, (uint16_t)item->port, transport);
	} else if (field == FIELD_LOCAL) {
		text = list_local(sources->site, item, transport);
	} else if (line != NULL) {
		plain = field == COLUMN_NAME ? line->names : "";
	} else if (field == COLUMN_ASSIGNEE || field == COLUMN_CONTACT) {
		text = list_people(rows, item->row->field[field]);
	} else if (field < COLUMNS) {
		plain = item->row->field[field];
	}
	if (text != NULL && text[0] != '\0')
		return text;
	free(text);
	return cli_format("%s",
			  plain == NULL || plain[0] == '\0' ? "-" : plain);
}
