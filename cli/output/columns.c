#include "cli/output/columns.h"

#include "cli/output/json.h"
#include "importer/registry/columns.h"

void
row_json(struct json_object *object, const struct row *row)
{
	for (enum column i = 0; i < COLUMNS; i++)
		if (i == COLUMN_PORT)
			json_ports(object, row->numbered, row->first,
				   row->last);
		else
			json_text(object, column_keys[i], row->field[i]);
}
