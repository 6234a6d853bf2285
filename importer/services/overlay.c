#include "importer/services/overlay.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "db/transport.h"
#include "importer/input/grow.h"
#include "importer/services/services.h"

/* A name of a line, as a question of one kind would find it. */
struct spelling {
	struct overlay_entry entry;
	const char *name;
};

struct spellings {
	struct spelling *list;
	size_t count, capacity;
};

/* A key tells names from transports by control characters. */
static bool
is_name(const struct cell *cell)
{
	if (cell->length > SERVICE_NAME_MAX)
		return false;
	for (size_t i = 0; i < cell->length; i++)
		if ((unsigned char)cell->text[i] < ' ')
			return false;
	return true;
}

/* Whether a record can hold a line. */
static bool
fits(const struct service *service)
{
	if (service->crowded || !is_name(&service->name))
		return false;
	for (size_t i = 0; i < service->alias_count; i++)
		if (!is_name(&service->aliases[i]))
			return false;
	return true;
}

static char *
copy_name(char *out, const struct cell *name)
{
	out = mempcpy(out, name->text, name->length);
	*out++ = '\0';
	return out;
}

static int
add_record(struct overlay *overlay, const struct service *service,
	   uint16_t port)
{
	struct record *records =
		array_grow(overlay->records, overlay->record_count, 1,
			   &overlay->record_capacity, sizeof(*records));
	size_t size = service->name.length + 1;
	char *names, *out;

	if (records == NULL)
		return -ENOMEM;
	overlay->records = records;
	for (size_t i = 0; i < service->alias_count; i++)
		size += service->aliases[i].length + 1;
	names = malloc(size);
	if (names == NULL)
		return -ENOMEM;
	out = copy_name(names, &service->name);
	for (size_t i = 0; i < service->alias_count; i++)
		out = copy_name(out, &service->aliases[i]);
	records[overlay->record_count++] = (struct record){
		.port = port,
		.transport = service_transport(service),
		.local = true,
		.aliases = (unsigned int)service->alias_count,
		.names = names,
		.size = size,
	};
	return 0;
}

static int
read_lines(struct overlay *overlay, const struct local *local,
	   struct diag *diag)
{
	struct services services = {.source = &local->source};
	struct service service;
	unsigned int before = diag->errors;
	int result = 0;

	while (result == 0 && services_next(&services, &service)) {
		const struct cell *cell = &service.name;
		uint16_t port;

		/* glibc passes it over, too. */
		if (!service_files_port(&service, &port))
			continue;
		if (fits(&service))
			result = add_record(overlay, &service, port);
		else
			diag_error(diag, cell->line, cell->column,
				   "'%.*s': more names, or longer"
				   " ones, than a record holds; no"
				   " overlay",
				   cell->length < 60 ? (int)cell->length : 60,
				   cell->text);
	}
	if (result == 0 && diag->errors > before)
		result = RESULT_REFUSED;
	return result;
}

static int
add_entry(struct overlay *overlay, const struct overlay_entry *entry)
{
	struct overlay_entry *entries =
		array_grow(overlay->entries, overlay->entry_count, 1,
			   &overlay->entry_capacity, sizeof(*entries));

	if (entries == NULL)
		return -ENOMEM;
	overlay->entries = entries;
	entries[overlay->entry_count++] = *entry;
	return 0;
}

/* The first line with a port, for its transport and for none. */
static int
add_ports(struct overlay *overlay)
{
	unsigned char *seen = calloc(65536, 1);
	int result = seen == NULL ? -ENOMEM : 0;

	for (size_t i = 0; i < overlay->record_count && result == 0; i++) {
		const struct record *record = &overlay->records[i];
		const unsigned int kinds[] = {TRANSPORT_ANY, record->transport};
		unsigned char *bits = &seen[record->port];

		for (size_t j = 0; j < 2 && result == 0; j++) {
			struct overlay_entry entry = {.record = i};

			if ((*bits >> kinds[j] & 1) != 0)
				continue;
			*bits |= (unsigned char)(1u << kinds[j]);
			entry.key_size =
				key_port(entry.key, record->port, kinds[j]);
			result = add_entry(overlay, &entry);
		}
	}
	free(seen);
	return result;
}

static int
add_spelling(struct spellings *spellings, const char *name,
	     unsigned int transport, size_t record)
{
	struct spelling *list = array_grow(spellings->list, spellings->count, 1,
					   &spellings->capacity, sizeof(*list));
	struct spelling *new;

	if (list == NULL)
		return -ENOMEM;
	spellings->list = list;
	new = &list[spellings->count++];
	*new = (struct spelling){.name = name, .entry.record = record};
	new->entry.key_size = key_name(new->entry.key, name, transport);
	return 0;
}

static int
spell(struct spellings *spellings, const struct overlay *overlay)
{
	int result = 0;

	for (size_t i = 0; i < overlay->record_count && result == 0; i++) {
		const struct record *record = &overlay->records[i];
		const char *name = record->names;

		for (unsigned int j = 0; j <= record->aliases; j++) {
			if (result == 0)
				result = add_spelling(spellings, name,
						      TRANSPORT_ANY, i);
			if (result == 0 && record->transport != TRANSPORT_ANY)
				result = add_spelling(spellings, name,
						      record->transport, i);
			name += strlen(name) + 1;
		}
	}
	return result;
}

static int
compare_spellings(const void *a, const void *b)
{
	const struct overlay_entry *left = &((const struct spelling *)a)->entry;
	const struct overlay_entry *right =
		&((const struct spelling *)b)->entry;
	int order = key_compare(left->key, left->key_size, right->key,
				right->key_size);

	if (order == 0)
		order = (left->record > right->record) -
			(left->record < right->record);
	return order;
}

/*
 * Adds those of a group, names that differ by case at most, that are not
 * spelled by an earlier line of it.
 */
static int
add_group(struct overlay *overlay, const struct spelling *group, size_t count)
{
	size_t first = overlay->entry_count;
	int result = 0;

	for (size_t i = 0; i < count && result == 0; i++) {
		struct overlay_entry entry = group[i].entry;
		size_t kept = overlay->entry_count - first;
		bool spelled = false;

		for (size_t j = first; j < first + kept && !spelled; j++)
			spelled = record_spells(
				&overlay->records[overlay->entries[j].record],
				group[i].name);
		if (spelled || kept > UINT8_MAX)
			continue;
		if (kept > 0)
			entry.key[entry.key_size++] = (unsigned char)kept;
		result = add_entry(overlay, &entry);
	}
	return result;
}

static int
add_names(struct overlay *overlay)
{
	struct spellings spellings = {0};
	int result = spell(&spellings, overlay);

	if (spellings.count > 0)
		qsort(spellings.list, spellings.count, sizeof(*spellings.list),
		      compare_spellings);
	for (size_t i = 0, next; i < spellings.count && result == 0; i = next) {
		const struct overlay_entry *at = &spellings.list[i].entry;

		for (next = i + 1; next < spellings.count; next++)
			if (key_compare(at->key, at->key_size,
					spellings.list[next].entry.key,
					spellings.list[next].entry.key_size) !=
			    0)
				break;
		result = add_group(overlay, &spellings.list[i], next - i);
	}
	free(spellings.list);
	return result;
}

int
overlay_make(struct overlay *overlay, const struct local *local,
	     struct diag *diag)
{
	int result;

	*overlay = (struct overlay){.wanted = true};
	result = read_lines(overlay, local, diag);
	if (result == 0)
		result = add_ports(overlay);
	if (result == 0)
		result = add_names(overlay);
	if (result != 0)
		overlay_free(overlay);
	return result;
}

void
overlay_free(struct overlay *overlay)
{
	for (size_t i = 0; i < overlay->record_count; i++)
		free((void *)overlay->records[i].names);
	free(overlay->records);
	free(overlay->entries);
	*overlay = (struct overlay){0};
}
