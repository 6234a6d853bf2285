#include "importer/registry/load.h"

#include <errno.h>
#include <string.h>

#include "db/fields.h"
#include "db/key.h"
#include "importer/forms/form.h"

/* Takes one entry as a row or a person, checked as an import checks it. */
static int
take(struct ianaports_registry *registry, const struct ianaports_entry *entry,
     enum ianaports_tag tag, struct ianaports_diag *diag)
{
	size_t count = IANAPORTS_PERSON_FIELDS;
	struct ianaports_cell cells[IANAPORTS_FIELDS_MOST];
	const char *fields[IANAPORTS_FIELDS_MOST];
	int result;

	if (tag == IANAPORTS_TAG_ROW)
		count = IANAPORTS_COLUMNS;
	result = ianaports_fields_decode(entry->value, entry->value_size,
					 fields, count);
	if (result != 0)
		return result;
	for (size_t i = 0; i < count; i++)
		cells[i] = (struct ianaports_cell){fields[i], strlen(fields[i]),
						   0, 0};
	if (tag == IANAPORTS_TAG_ROW)
		return ianaports_registry_add_row(registry, cells, diag);
	return ianaports_registry_add_person(registry, cells, diag);
}

static int
take_all(struct ianaports_registry *registry, struct ianaports_reader *reader,
	 enum ianaports_tag tag, struct ianaports_diag *diag)
{
	unsigned char key[IANAPORTS_KEY_MAX];
	struct ianaports_key found;
	struct ianaports_entry entry;
	int result = ianaports_reader_seek(
		reader, key, ianaports_key_position(key, tag, 0), &entry);

	while (result == 1) {
		result =
			ianaports_key_decode(entry.key, entry.key_size, &found);
		if (result == 0 && found.tag != tag)
			return 0;
		if (result == 0)
			result = take(registry, &entry, tag, diag);
		if (result == 0)
			result = ianaports_reader_next(reader, &entry);
	}
	return result;
}

int
ianaports_registry_restore(struct ianaports_registry *registry,
			   struct ianaports_reader *reader)
{
	struct ianaports_diag diag = {.out = NULL};
	const char *date = ianaports_reader_meta(reader)[IANAPORTS_META_DATE];
	struct ianaports_cell cell = {date, strlen(date), 0, 0};
	int result;

	*registry = (struct ianaports_registry){0};
	result = take_all(registry, reader, IANAPORTS_TAG_ROW, &diag);
	if (result == 0)
		result =
			take_all(registry, reader, IANAPORTS_TAG_PERSON, &diag);
	if (cell.length > 0)
		ianaports_registry_set_date(registry, &cell, &diag);
	if (result == 0 && diag.errors > 0)
		result = -EBADMSG;
	if (result != 0)
		ianaports_registry_free(registry);
	return result;
}

static int
open_database(struct ianaports_registry *registry, const char *path)
{
	struct ianaports_reader *reader;
	int result = ianaports_reader_open(&reader, path);

	if (result != 0)
		return result;
	result = ianaports_registry_restore(registry, reader);
	ianaports_reader_free(reader);
	return result;
}

static int
read_source(struct ianaports_registry *registry,
	    const struct ianaports_source *source, struct ianaports_diag *diag)
{
	enum ianaports_form form = ianaports_form_recognise(source);
	int result;

	if (form == IANAPORTS_FORM_UNKNOWN) {
		ianaports_diag_error(diag, 1, 1,
				     "no registry in a form that is known");
		return IANAPORTS_REFUSED;
	}
	result = ianaports_form_read(form, source, registry, diag);
	if (result == 0 && diag->errors > 0)
		result = IANAPORTS_REFUSED;
	if (result != 0)
		ianaports_registry_free(registry);
	return result;
}

int
ianaports_registry_open(struct ianaports_registry *registry, const char *path,
			struct ianaports_diag *diag)
{
	struct ianaports_source source;
	int result;

	*registry = (struct ianaports_registry){0};
	if (ianaports_reader_fits(path))
		return open_database(registry, path);
	result = ianaports_source_read(&source, path, diag);
	if (result != 0)
		return result;
	result = read_source(registry, &source, diag);
	ianaports_source_free(&source);
	return result;
}
