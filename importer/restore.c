#include "importer/restore.h"

#include <errno.h>
#include <string.h>

#include "db/fields.h"
#include "db/key.h"

static int
add(struct ianaports_registry *registry, enum ianaports_tag tag,
    const struct ianaports_entry *entry, struct ianaports_diag *diag)
{
	size_t count = tag == IANAPORTS_TAG_ROW
			       ? (size_t)IANAPORTS_COLUMNS
			       : (size_t)IANAPORTS_PERSON_FIELDS;
	struct ianaports_cell cells[IANAPORTS_COLUMNS] = {{NULL, 0, 0, 0}};
	const char *fields[IANAPORTS_COLUMNS];
	int result = ianaports_fields_decode(entry->value, entry->value_size,
					     fields, count);

	if (result != 0)
		return result;
	for (size_t i = 0; i < count; i++)
		cells[i] = (struct ianaports_cell){fields[i], strlen(fields[i]),
						   0, 0};
	result = tag == IANAPORTS_TAG_ROW
			 ? ianaports_registry_add_row(registry, cells, diag)
			 : ianaports_registry_add_person(registry, cells, diag);
	return diag->errors > 0 ? -EBADMSG : result;
}

/* Rows or people: their keys lie side by side. */
static int
add_all(struct ianaports_registry *registry, enum ianaports_tag tag,
	struct ianaports_reader *reader)
{
	struct ianaports_diag silent = {.out = NULL};
	unsigned char bytes[IANAPORTS_KEY_MAX];
	struct ianaports_entry entry;
	struct ianaports_key key;
	int found, result = 0;

	found = ianaports_reader_seek(
		reader, bytes, ianaports_key_position(bytes, tag, 0), &entry);
	while (found == 1 && result == 0) {
		result = ianaports_key_decode(entry.key, entry.key_size, &key);
		if (result != 0 || key.tag != tag)
			break;
		result = add(registry, tag, &entry, &silent);
		found = ianaports_reader_next(reader, &entry);
	}
	return found < 0 ? found : result;
}

int
ianaports_registry_restore(struct ianaports_registry *registry,
			   struct ianaports_reader *reader)
{
	const char *date = ianaports_reader_meta(reader)[IANAPORTS_META_DATE];
	int result;

	*registry = (struct ianaports_registry){.rows = NULL};
	result = add_all(registry, IANAPORTS_TAG_ROW, reader);
	if (result == 0)
		result = add_all(registry, IANAPORTS_TAG_PERSON, reader);
	if (result == 0 && strlen(date) < sizeof(registry->date))
		strncpy(registry->date, date, sizeof(registry->date) - 1);
	if (result != 0)
		ianaports_registry_free(registry);
	return result;
}
