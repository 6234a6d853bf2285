#include "cli/output/entry.h"

#include <stdlib.h>

#include "cli/output/json.h"
#include "cli/output/person.h"
#include "cli/output/reference.h"
#include "cli/query/naming.h"

struct json_object *
ianaports_entry_json(const struct ianaports_rows *rows,
		     const struct ianaports_row *row)
{
	struct json_object *entry = json_object_new_object();
	enum ianaports_state state = ianaports_row_state(row);
	const struct ianaports_row *canonical = NULL;

	if (row->numbered && state == IANAPORTS_ASSIGNED)
		canonical = ianaports_row_canonical(rows, row);
	ianaports_json_text(entry, "name", row->field[IANAPORTS_NAME]);
	ianaports_json_ports(entry, row->numbered, row->first, row->last);
	ianaports_json_text(entry, "transport",
			    row->field[IANAPORTS_TRANSPORT]);
	ianaports_json_text(entry, "state", ianaports_state_name(state));
	ianaports_json_text(
		entry, "canonical",
		canonical == NULL ? NULL : canonical->field[IANAPORTS_NAME]);
	ianaports_json_text(entry, "description",
			    row->field[IANAPORTS_DESCRIPTION]);
	return entry;
}

static void
put_naming(struct json_object *entry, const struct ianaports_rows *rows,
	   const struct ianaports_row *row)
{
	struct json_object *others = json_object_new_array();
	struct ianaports_naming naming = {0};

	if (ianaports_row_state(row) == IANAPORTS_ASSIGNED)
		ianaports_naming_find(&naming, rows, row);
	ianaports_json_text(entry, "canonical_because", naming.reason);
	for (size_t i = 0; i < naming.count; i++)
		ianaports_json_add(others,
				   json_object_new_string(naming.others[i]));
	ianaports_json_put(entry, "aliases", others);
	ianaports_json_put(
		entry, "by_name",
		naming.by_name == NULL
			? NULL
			: json_object_new_int(naming.by_name->first));
	ianaports_naming_free(&naming);
}

struct json_object *
ianaports_entry_json_full(struct ianaports_rows *rows,
			  const struct ianaports_row *row)
{
	struct json_object *entry = ianaports_entry_json(rows, row);
	const char *const *field = row->field;

	put_naming(entry, rows, row);
	ianaports_json_put(
		entry, "assignee",
		ianaports_people_json(rows, field[IANAPORTS_ASSIGNEE]));
	ianaports_json_put(
		entry, "contact",
		ianaports_people_json(rows, field[IANAPORTS_CONTACT]));
	ianaports_json_text(entry, "registered", field[IANAPORTS_REGISTERED]);
	ianaports_json_text(entry, "modified", field[IANAPORTS_MODIFIED]);
	ianaports_json_put(
		entry, "references",
		ianaports_references_json(field[IANAPORTS_REFERENCE]));
	ianaports_json_put(entry, "service_code",
			   field[IANAPORTS_CODE][0] == '\0'
				   ? NULL
				   : json_object_new_int64(strtoll(
					     field[IANAPORTS_CODE], NULL, 10)));
	ianaports_json_text(entry, "unauthorized",
			    field[IANAPORTS_UNAUTHORIZED]);
	ianaports_json_text(entry, "notes", field[IANAPORTS_NOTES]);
	return entry;
}
