/* SPDX-License-Identifier: MIT */
#include "importer/services/answers.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "db/lookup.h"
#include "importer/input/array.h"

/* The shortest line has as many bytes with its end as this with its NUL. */
_Static_assert((SERVICES_MAX + 1) / sizeof("a 1/tcp") <= POSITION_END,
	       "an enumeration has a position for each line");

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

static int
refuse(struct diag *diag, const struct service *service, const char *name,
       bool overlay)
{
	diag->file = service->file;
	diag_error(diag, service->line, 1,
		   "'%.60s': too many or too long names for a record%s", name,
		   overlay ? "; no overlay" : "");
	return RESULT_REFUSED;
}

static int
add_entry(struct answers *answers, const char *name, unsigned int transport)
{
	if (!array_grow(&answers->entries, answers->entry_count, 1,
			&answers->entry_capacity, sizeof(*answers->entries)))
		return -ENOMEM;
	answers->entries[answers->entry_count++] = (struct answers_entry){
		.name = name,
		.port = answers->list[answers->count - 1]->port,
		.transport = transport,
		.line = answers->count - 1,
	};
	return 0;
}

/* The last line is asked for by its port and by each name, but for those that
 * somebody knows. */
static int
add_questions(struct answers *answers, unsigned int transport,
	      const struct local *known)
{
	const struct service *service = answers->list[answers->count - 1];
	int result = 0;

	if (!local_has_pair(known, service->port, service->transport))
		result = add_entry(answers, NULL, transport);
	for (const char *name = service->names; name != NULL && result == 0;
	     name = service_next(service, name))
		if (!local_has_name(known, name))
			result = add_entry(answers, name, transport);
	return result;
}

/* And that with its transport and with none. */
static int
add_line(struct answers *answers, const struct service *service,
	 const struct local *known)
{
	int result;

	if (!array_grow(&answers->list, answers->count, 1, &answers->capacity,
			sizeof(struct service *)))
		return -ENOMEM;
	answers->list[answers->count++] = service;
	result = add_questions(answers, TRANSPORT_ANY, known);
	if (result == 0 && service->transport != TRANSPORT_ANY)
		result = add_questions(answers, service->transport, known);
	return result;
}

/* Of an overlay, every line answers. */
static int
add_lines(struct answers *answers, const struct services *services,
	  const struct local *known, bool overlay, struct diag *diag)
{
	int result = 0, refused = 0;

	for (size_t i = 0; i < services->count && result == 0; i++) {
		const struct service *service = &services->lines[i];

		if (!overlay &&
		    (service->transport == TRANSPORT_ANY || service->size == 0))
			continue;
		if (!fits(service))
			refused =
				refuse(diag, service, service->names, overlay);
		result = add_line(answers, service, known);
	}
	return result == 0 ? refused : result;
}

int
answers_overlay(struct answers *answers, const struct services *services,
		struct diag *diag)
{
	static const struct local nobody;
	int result = add_lines(answers, services, &nobody, true, diag);

	answers->overlay = true;
	answers->local = answers->count;
	return result;
}

int
answers_add(struct answers *answers, const struct services *services,
	    const struct local *local, struct diag *diag)
{
	answers->registry = true;
	return add_lines(answers, services, local, false, diag);
}

/* The order of keys but for the ordinal; names come before ports. */
static int
compare_keys(const struct answers_entry *a, const struct answers_entry *b)
{
	int order = (a->name == NULL) - (b->name == NULL);

	if (order == 0)
		order = a->name == NULL ? a->port - b->port
					: name_compare(a->name, b->name);
	return order != 0 ? order : (int)a->transport - (int)b->transport;
}

static int
compare_spellings(const struct answers_entry *a, const struct answers_entry *b)
{
	int order = compare_keys(a, b);

	return order != 0 || a->name == NULL ? order : strcmp(a->name, b->name);
}

static int
by_key(const void *a, const void *b)
{
	const struct answers_entry *left = a, *right = b;
	int order = compare_keys(left, right);

	return order != 0 ? order : number_compare(left->line, right->line);
}

static int
by_spelling(const void *a, const void *b)
{
	const struct answers_entry *left = a, *right = b;
	int order = compare_spellings(left, right);

	return order != 0 ? order : number_compare(left->line, right->line);
}

/* Of each port and each spelling the first line. */
static void
keep_first_lines(struct answers *answers)
{
	struct answers_entry *entries = answers->entries;
	size_t kept = 0;

	qsort(entries, answers->entry_count, sizeof(*entries), by_spelling);
	for (size_t i = 0; i < answers->entry_count; i++)
		if (kept == 0 ||
		    compare_spellings(&entries[kept - 1], &entries[i]) != 0)
			entries[kept++] = entries[i];
	answers->entry_count = kept;
}

/* Spellings that differ by case share a key but for an ordinal; a line that
 * has several of them is found once. */
static int
number_lines(struct answers *answers, struct diag *diag)
{
	struct answers_entry *entries = answers->entries, *last = NULL;
	size_t kept = 0;

	qsort(entries, answers->entry_count, sizeof(*entries), by_key);
	for (size_t i = 0; i < answers->entry_count; i++) {
		struct answers_entry entry = entries[i];

		if (last != NULL && compare_keys(last, &entry) == 0) {
			if (last->line == entry.line)
				continue;
			entry.ordinal = last->ordinal + 1;
		}
		if (entry.ordinal > UINT8_MAX)
			return refuse(diag, answers->list[entry.line],
				      entry.name, entry.line < answers->local);
		last = &entries[kept++];
		*last = entry;
	}
	answers->entry_count = kept;
	return 0;
}

int
answers_sort(struct answers *answers, struct diag *diag)
{
	if (answers->entry_count == 0)
		return 0;
	keep_first_lines(answers);
	return number_lines(answers, diag);
}

size_t
answers_key(const struct answers_entry *entry,
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
answers_record(const struct answers *answers, size_t line)
{
	const struct service *service = answers->list[line];

	return (struct record){
		.port = service->port,
		.transport = service->transport,
		.line = line < answers->local ? RECORD_LOCAL : RECORD_LINE,
		.aliases = (unsigned int)service->aliases,
		.names = service->names,
		.size = service->size,
	};
}

void
answers_count(const struct answers *answers, size_t *names, size_t *ports)
{
	*names = *ports = 0;
	for (size_t i = 0; i < answers->entry_count; i++) {
		const struct answers_entry *entry = &answers->entries[i];

		if (entry->line < answers->local ||
		    entry->transport == TRANSPORT_ANY)
			continue;
		++*(entry->name == NULL ? ports : names);
	}
}

void
answers_free(struct answers *answers)
{
	free(answers->list);
	free(answers->entries);
	*answers = (struct answers){0};
}
