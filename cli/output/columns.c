#include "cli/output/columns.h"

#include "cli/output/json.h"

const char *
column_key(enum column column)
{
	static const char *const keys[COLUMNS] = {
		[COLUMN_NAME] = "name",
		[COLUMN_PORT] = "port",
		[COLUMN_TRANSPORT] = "transport",
		[COLUMN_DESCRIPTION] = "description",
		[COLUMN_ASSIGNEE] = "assignee",
		[COLUMN_CONTACT] = "contact",
		[COLUMN_REGISTERED] = "registered",
		[COLUMN_MODIFIED] = "modified",
		[COLUMN_REFERENCE] = "reference",
		[COLUMN_CODE] = "service_code",
		[COLUMN_UNAUTHORIZED] = "unauthorized",
		[COLUMN_NOTES] = "notes",
	};

	return keys[column];
}

void
row_json(struct json_object *object, const struct row *row)
{
	for (enum column i = 0; i < COLUMNS; i++)
		if (i == COLUMN_PORT)
			json_ports(object, row->numbered, row->first,
				   row->last);
		else
			json_text(object, column_key(i), row->field[i]);
}
