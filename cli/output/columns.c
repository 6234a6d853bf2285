#include "cli/output/columns.h"

#include "cli/output/json.h"

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

void
ianaports_row_json(struct json_object *object, const struct ianaports_row *row)
{
	for (enum ianaports_column i = 0; i < IANAPORTS_COLUMNS; i++)
		if (i == IANAPORTS_PORT)
			ianaports_json_ports(object, row->numbered, row->first,
					     row->last);
		else
			ianaports_json_text(object, ianaports_column_key(i),
					    row->field[i]);
}
