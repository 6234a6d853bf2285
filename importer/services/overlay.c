/* SPDX-License-Identifier: MIT */
#include "importer/services/overlay.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "importer/input/grow.h"

/* A key tells names from transports by control characters. */
static bool
is_name(const char *name)
{
	size_t length = strlen(name);

	for (size_t i = 0; i < length; i++)
		if ((unsigned char)name[i] < ' ')
			return false;
	return length <= SERVICE_NAME_MAX;
}

/* Whether a record can hold a line. */
static bool
fits(const struct service *service)
{
	const char *name = service->names;

	while (name != NULL && is_name(name))
		name = service_next(service, name);
	return name == NULL && service->aliases <= ALIASES_MAX;
}

static void
refuse(struct diag *diag, const struct service *service, const char *name)
{
	diag->file = service->file;
	diag_error(
		diag, service->line, 1,
		"'%.60s': too many or too long names for a record; no overlay",
		name);
}

static int
check_lines(const struct services *services, struct diag *diag)
{
	unsigned int before = diag->errors;

	for (size_t i = 0; i < services->count; i++)
		if (!fits(&services->lines[i]))
			refuse(diag, &services->lines[i],
			       services->lines[i].names);
	return diag->errors == before ? 0 : RESULT_REFUSED;
}

static int
add_entry(struct overlay *overlay, const char *name, unsigned int transport,
	  size_t line)
{
	struct overlay_entry *entries =
		array_grow(overlay->entries, overlay->count, 1,
			   &overlay->capacity, sizeof(*entries));

	if (entries == NULL)
		return -ENOMEM;
	overlay->entries = entries;
	entries[overlay->count++] = (struct overlay_entry){
		.name = name,
		.port = overlay->services->lines[line].port,
		.transport = transport,
		.line = line,
	};
	return 0;
}

/* Each line is asked for by its port and by each name. */
static int
add_questions(struct overlay *overlay, size_t line, unsigned int transport)
{
	const struct service *service = &overlay->services->lines[line];
	int result = add_entry(overlay, NULL, transport, line);

	for (const char *name = service->names; name != NULL && result == 0;
	     name = service_next(service, name))
		result = add_entry(overlay, name, transport, line);
	return result;
}

/* And that with its transport and with none. */
static int
add_lines(struct overlay *overlay)
{
	const struct services *services = overlay->services;
	int result = 0;

	for (size_t i = 0; i < services->count && result == 0; i++) {
		unsigned int transport = services->lines[i].transport;

		result = add_questions(overlay, i, TRANSPORT_ANY);
		if (result == 0 && transport != TRANSPORT_ANY)
			result = add_questions(overlay, i, transport);
	}
	return result;
}

/* The order of keys but for the ordinal; names come before ports. */
static int
compare_keys(const struct overlay_entry *a, const struct overlay_entry *b)
{
	int order = (a->name == NULL) - (b->name == NULL);

	if (order == 0)
		order = a->name == NULL ? a->port - b->port
					: name_compare(a->name, b->name);
	return order != 0 ? order : (int)a->transport - (int)b->transport;
}

static int
compare_spellings(const struct overlay_entry *a, const struct overlay_entry *b)
{
	int order = compare_keys(a, b);

	return order != 0 || a->name == NULL ? order : strcmp(a->name, b->name);
}

static int
compare_lines(const struct overlay_entry *a, const struct overlay_entry *b)
{
	return (a->line > b->line) - (a->line < b->line);
}

static int
by_key(const void *a, const void *b)
{
	int order = compare_keys(a, b);

	return order != 0 ? order : compare_lines(a, b);
}

static int
by_spelling(const void *a, const void *b)
{
	int order = compare_spellings(a, b);

	return order != 0 ? order : compare_lines(a, b);
}

/* Of each port and each spelling the first line. */
static void
keep_first_lines(struct overlay *overlay)
{
	struct overlay_entry *entries = overlay->entries;
	size_t kept = 0;

	qsort(entries, overlay->count, sizeof(*entries), by_spelling);
	for (size_t i = 0; i < overlay->count; i++)
		if (kept == 0 ||
		    compare_spellings(&entries[kept - 1], &entries[i]) != 0)
			entries[kept++] = entries[i];
	overlay->count = kept;
}

/* Spellings that differ by case share a key but for an ordinal; a line that
 * has several of them is found once. */
static int
number_lines(struct overlay *overlay, struct diag *diag)
{
	struct overlay_entry *entries = overlay->entries, *last = NULL;
	size_t kept = 0;

	qsort(entries, overlay->count, sizeof(*entries), by_key);
	for (size_t i = 0; i < overlay->count; i++) {
		struct overlay_entry entry = entries[i];

		if (last != NULL && compare_keys(last, &entry) == 0) {
			if (last->line == entry.line)
				continue;
			entry.ordinal = last->ordinal + 1;
		}
		if (entry.ordinal > UINT8_MAX) {
			refuse(diag, &overlay->services->lines[entry.line],
			       entry.name);
			return RESULT_REFUSED;
		}
		last = &entries[kept++];
		*last = entry;
	}
	overlay->count = kept;
	return 0;
}

int
overlay_make(struct overlay *overlay, const struct services *services,
	     struct diag *diag)
{
	int result = check_lines(services, diag);

	*overlay = (struct overlay){.services = services, .wanted = true};
	if (result == 0)
		result = add_lines(overlay);
	if (result == 0 && overlay->count > 0) {
		keep_first_lines(overlay);
		result = number_lines(overlay, diag);
	}
	if (result != 0)
		overlay_free(overlay);
	return result;
}

size_t
overlay_key(const struct overlay_entry *entry,
	    unsigned char key[static KEY_MAX])
{
	size_t size;

	if (entry->name == NULL)
		return key_port(key, entry->port, entry->transport);
	size = key_name(key, entry->name, entry->transport);
	if (entry->ordinal > 0)
		key[size++] = (unsigned char)entry->ordinal;
	return size;
}

struct record
overlay_record(const struct overlay *overlay, const struct overlay_entry *entry)
{
	const struct service *line = &overlay->services->lines[entry->line];

	return (struct record){
		.port = line->port,
		.transport = line->transport,
		.local = true,
		.aliases = (unsigned int)line->aliases,
		.names = line->names,
		.size = line->size,
	};
}

void
overlay_free(struct overlay *overlay)
{
	free(overlay->entries);
	*overlay = (struct overlay){0};
}
