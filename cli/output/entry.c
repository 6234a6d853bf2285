/* SPDX-License-Identifier: MIT */
#include "cli/output/entry.h"

#include <stdlib.h>

#include "cli/output/heard.h"
#include "cli/output/json.h"
#include "cli/output/person.h"
#include "cli/output/reference.h"
#include "cli/query/naming.h"
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

struct json_object *
entry_json(const struct rows *rows, const struct row *row)
{
	struct json_object *entry = json_object_new_object();
	const struct row *canonical = row_canonical(rows, row);

	json_text(entry, "name", row->field[COLUMN_NAME]);
	json_ports(entry, row->numbered, row->first, row->last);
	json_text(entry, "transport", row->field[COLUMN_TRANSPORT]);
	json_text(entry, "state", state_name(row_state(row)));
	json_text(entry, "canonical",
		  canonical == NULL ? NULL : canonical->field[COLUMN_NAME]);
	json_text(entry, "description", row->field[COLUMN_DESCRIPTION]);
	return entry;
}

static const char *const reasons[] = {
	[REASON_PRIMARY] = "primary",
	[REASON_BACKED] = "backed",
	[REASON_FIRST] = "first",
};

static void
put_naming(struct json_object *entry, const struct rows *rows,
	   const struct row *row)
{
	struct json_object *others = json_object_new_array();
	struct naming naming;

	naming_find(&naming, rows, row);
	json_text(entry, "canonical_because", reasons[naming.reason]);
	for (size_t i = 0; i < naming.count; i++)
		json_add(others, json_object_new_string(naming.others[i]));
	json_put(entry, "aliases", others);
	naming_free(&naming);
}

struct json_object *
entry_json_full(struct rows *rows, const struct sources *sources,
		const struct row *row, int port)
{
	struct json_object *entry = entry_json(rows, row);
	const char *const *field = row->field;

	put_naming(entry, rows, row);
	json_put(entry, "heard",
		 row_is_assigned(row)
			 ? heard_json(sources, row, row_transports(row),
				      port < 0 ? row->first : (uint16_t)port)
			 : json_object_new_array());
	json_put(entry, "assignee", people_json(rows, field[COLUMN_ASSIGNEE]));
	json_put(entry, "contact", people_json(rows, field[COLUMN_CONTACT]));
	json_text(entry, "registered", field[COLUMN_REGISTERED]);
	json_text(entry, "modified", field[COLUMN_MODIFIED]);
	json_put(entry, "references", references_json(field[COLUMN_REFERENCE]));
	json_number(entry, "service_code",
		    field[COLUMN_CODE][0] == '\0'
			    ? -1
			    : strtoll(field[COLUMN_CODE], NULL, 10));
	json_text(entry, "unauthorized", field[COLUMN_UNAUTHORIZED]);
	json_text(entry, "notes", field[COLUMN_NOTES]);
	return entry;
}
