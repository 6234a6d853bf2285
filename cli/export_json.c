#include <stdio.h>

#include "cli/columns.h"
#include "cli/export.h"

static struct json_object *
person_json(const char *const *fields)
{
	struct json_object *object = json_object_new_object();

	for (enum ianaports_person i = 0; i < IANAPORTS_PERSON_FIELDS; i++)
		json_object_object_add(object, ianaports_person_key(i),
				       ianaports_text_json(fields[i]));
	return object;
}

static void
print_member(const char *key, const char *text)
{
	printf("\"%s\": ", key);
	ianaports_json_write(ianaports_text_json(text), false);
	fputs(",\n", stdout);
}

/* Row by row, one a line: the document never stands in memory whole. */
int
ianaports_export_json(const struct ianaports_export *export)
{
	const struct ianaports_registry *registry = &export->registry;
	const char *const *meta = ianaports_reader_meta(export->reader);

	fputs("{\n", stdout);
	print_member("date", registry->date);
	print_member("form", meta[IANAPORTS_META_FORM]);
	print_member("digest", meta[IANAPORTS_META_DIGEST]);
	fputs("\"rows\": [", stdout);
	for (size_t i = 0; i < registry->row_count; i++) {
		fputs(i == 0 ? "\n" : ",\n", stdout);
		ianaports_json_write(ianaports_row_json(&registry->rows[i]),
				     false);
	}
	fputs("\n],\n\"people\": [", stdout);
	for (size_t i = 0; i < registry->person_count; i++) {
		fputs(i == 0 ? "\n" : ",\n", stdout);
		ianaports_json_write(person_json(registry->people[i]), false);
	}
	fputs("\n]\n}\n", stdout);
	return 0;
}
