#include "cli/output/entry.h"
#include "cli/output/json.h"
#include "cli/verbs/export.h"

static void
put_person(struct json_object *object, const char *const *fields)
{
	static const char *const keys[PERSON_FIELDS] = {
		[PERSON_ID] = "id",
		[PERSON_NAME] = "name",
		[PERSON_ORGANISATION] = "organisation",
		[PERSON_URI] = "uri",
		[PERSON_UPDATED] = "updated",
	};

	for (enum person i = 0; i < PERSON_FIELDS; i++)
		json_text(object, keys[i], fields[i]);
}

int
export_json(const struct export *export)
{
	const struct registry *registry = &export->registry;
	const char *const *meta = reader_meta(export->reader);
	struct json_stream stream = {0};
	/* Filled over and over, since a new one costs more than its values. */
	struct json_object *row = json_object_new_object();
	struct json_object *person = json_object_new_object();

	json_stream_text(&stream, "date", registry->date);
	json_stream_text(&stream, "form", meta[META_FORM]);
	json_stream_text(&stream, "digest", meta[META_DIGEST]);
	json_stream_array(&stream, "rows");
	for (size_t i = 0; i < registry->row_count; i++) {
		row_json(row, &registry->rows[i]);
		json_stream_add(&stream, row);
	}
	json_stream_array(&stream, "people");
	for (size_t i = 0; i < registry->person_count; i++) {
		put_person(person, registry->people[i]);
		json_stream_add(&stream, person);
	}
	json_stream_end(&stream);
	json_object_put(row);
	json_object_put(person);
	return 0;
}
