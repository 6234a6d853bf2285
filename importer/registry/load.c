#include "importer/registry/load.h"

#include <errno.h>
#include <string.h>

#include "db/fields.h"
#include "db/key.h"
#include "importer/forms/form.h"

/* Takes one entry as a row or a person, checked as an import checks it. */
static int
take(struct registry *registry, const struct entry *entry, enum tag tag,
     struct diag *diag)
{
	size_t count = PERSON_FIELDS;
	struct cell cells[FIELDS_MOST];
	const char *fields[FIELDS_MOST];
	int result;

	if (tag == TAG_ROW)
		count = COLUMNS;
	result = fields_decode(entry->value, entry->value_size, fields, count);
	if (result != 0)
		return result;
	for (size_t i = 0; i < count; i++)
		cells[i] = (struct cell){fields[i], strlen(fields[i]), 0, 0};
	if (tag == TAG_ROW)
		return registry_add_row(registry, cells, diag);
	return registry_add_person(registry, cells, diag);
}

static int
take_all(struct registry *registry, struct reader *reader, enum tag tag,
	 struct diag *diag)
{
	unsigned char key[KEY_MAX];
	struct key found;
	struct entry entry;
	int result =
		reader_seek(reader, key, key_position(key, tag, 0), &entry);

	while (result == 1) {
		result = key_decode(entry.key, entry.key_size, &found);
		if (result == 0 && found.tag != tag)
			return 0;
		if (result == 0)
			result = take(registry, &entry, tag, diag);
		if (result == 0)
			result = reader_next(reader, &entry);
	}
	return result;
}

int
registry_load(struct registry *registry, struct reader *reader)
{
	struct diag diag = {.out = NULL};
	const char *date = reader_meta(reader)[META_DATE];
	size_t length = strlen(date);
	int result;

	*registry = (struct registry){0};
	result = take_all(registry, reader, TAG_ROW, &diag);
	if (result == 0)
		result = take_all(registry, reader, TAG_PERSON, &diag);
	if (result == 0 &&
	    (diag.errors > 0 || (length > 0 && !date_is_day(date, length))))
		result = -EBADMSG;
	if (result == 0)
		memcpy(registry->date, date, length);
	if (result != 0)
		registry_free(registry);
	return result;
}

static int
open_database(struct registry *registry, const char *path)
{
	struct reader *reader;
	int result = reader_open(&reader, path);

	if (result != 0)
		return result;
	result = registry_load(registry, reader);
	reader_free(reader);
	return result;
}

static int
read_source(struct registry *registry, const struct source *source,
	    struct diag *diag)
{
	enum form form = form_recognise(source);
	int result;

	if (form == FORM_UNKNOWN) {
		diag_error(diag, 1, 1, "no registry in a form that is known");
		return RESULT_REFUSED;
	}
	result = form_read(form, source, registry, diag);
	if (result == 0 && diag->errors > 0)
		result = RESULT_REFUSED;
	if (result != 0)
		registry_free(registry);
	return result;
}

int
registry_open(struct registry *registry, const char *path, struct diag *diag)
{
	struct source source;
	int result;

	*registry = (struct registry){0};
	if (reader_fits(path))
		return open_database(registry, path);
	result = source_read(&source, path, diag);
	if (result != 0)
		return result;
	result = read_source(registry, &source, diag);
	source_free(&source);
	return result;
}
