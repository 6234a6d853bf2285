#include "cli/output/columns.h"
#include "cli/output/json.h"
#include "cli/verbs/export.h"

static void
put_person(struct json_object *object, const char *const *fields)
{
	static const char *const keys[IANAPORTS_PERSON_FIELDS] = {
		[IANAPORTS_PERSON_ID] = "id",
		[IANAPORTS_PERSON_NAME] = "name",
		[IANAPORTS_PERSON_ORGANISATION] = "organisation",
		[IANAPORTS_PERSON_URI] = "uri",
		[IANAPORTS_PERSON_UPDATED] = "updated",
	};

	for (enum ianaports_person i = 0; i < IANAPORTS_PERSON_FIELDS; i++)
		ianaports_json_text(object, keys[i], fields[i]);
}

int
ianaports_export_json(const struct ianaports_export *export)
{
	const struct ianaports_registry *registry = &export->registry;
	const char *const *meta = ianaports_reader_meta(export->reader);
	struct ianaports_json_stream stream = {0};
	/* Filled over and over, since a new one costs more than its values. */
	struct json_object *row = json_object_new_object();
	struct json_object *person = json_object_new_object();

	ianaports_json_stream_text(&stream, "date", registry->date);
	ianaports_json_stream_text(&stream, "form", meta[IANAPORTS_META_FORM]);
	ianaports_json_stream_text(&stream, "digest",
				   meta[IANAPORTS_META_DIGEST]);
	ianaports_json_stream_array(&stream, "rows");
	for (size_t i = 0; i < registry->row_count; i++) {
		ianaports_row_json(row, &registry->rows[i]);
		ianaports_json_stream_add(&stream, row);
	}
	ianaports_json_stream_array(&stream, "people");
	for (size_t i = 0; i < registry->person_count; i++) {
		put_person(person, registry->people[i]);
		ianaports_json_stream_add(&stream, person);
	}
	ianaports_json_stream_end(&stream);
	json_object_put(row);
	json_object_put(person);
	return 0;
}
