/* SPDX-License-Identifier: MIT */
#include "cli/output/entry.h"

#include <stdlib.h>

#include "cli/output/heard.h"
#include "cli/output/person.h"
#include "cli/output/reference.h"
#include "cli/query/naming.h"
#include "importer/registry/columns.h"

void
row_json(struct json *json, const char *key, const struct row *row)
{
	json_open_object(json, key);
	for (enum column i = 0; i < COLUMNS; i++)
		if (i == COLUMN_PORT)
			json_ports(json, row->numbered, row->first, row->last);
		else
			json_text(json, column_keys[i], row->field[i]);
	json_close(json);
}

void
entry_json(struct json *json, const struct rows *rows, const struct row *row)
{
	const struct row *canonical = row_canonical(rows, row);

	json_text(json, "name", row->field[COLUMN_NAME]);
	json_ports(json, row->numbered, row->first, row->last);
	json_text(json, "transport", row->field[COLUMN_TRANSPORT]);
	json_text(json, "state", state_name(row_state(row)));
	json_text(json, "canonical",
		  canonical == NULL ? NULL : canonical->field[COLUMN_NAME]);
	json_text(json, "description", row->field[COLUMN_DESCRIPTION]);
}

static const char *const reasons[] = {
	[REASON_PRIMARY] = "primary",
	[REASON_BACKED] = "backed",
	[REASON_FIRST] = "first",
};

static void
put_naming(struct json *json, const struct rows *rows, const struct row *row)
{
	struct naming naming;

	naming_find(&naming, rows, row);
	json_text(json, "canonical_because", reasons[naming.reason]);
	json_open_list(json, "aliases");
	for (size_t i = 0; i < naming.count; i++)
		json_text(json, NULL, naming.others[i]);
	json_close(json);
	naming_free(&naming);
}

void
entry_json_full(struct json *json, struct rows *rows,
		const struct sources *sources, const struct row *row, int port)
{
	const char *const *field = row->field;
	const char *code = field[COLUMN_CODE];

	json_open_object(json, NULL);
	entry_json(json, rows, row);
	put_naming(json, rows, row);
	json_open_list(json, "heard");
	if (row_is_assigned(row))
		heard_json(json, sources, row, row_transports(row),
			   port < 0 ? row->first : (uint16_t)port);
	json_close(json);
	people_json(json, "assignee", rows, field[COLUMN_ASSIGNEE]);
	people_json(json, "contact", rows, field[COLUMN_CONTACT]);
	json_text(json, "registered", field[COLUMN_REGISTERED]);
	json_text(json, "modified", field[COLUMN_MODIFIED]);
	references_json(json, "references", field[COLUMN_REFERENCE]);
	json_number(json, "service_code",
		    code[0] == '\0' ? -1 : strtoll(code, NULL, 10));
	json_text(json, "unauthorized", field[COLUMN_UNAUTHORIZED]);
	json_text(json, "notes", field[COLUMN_NOTES]);
	json_close(json);
}
