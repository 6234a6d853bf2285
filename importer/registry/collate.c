/* SPDX-License-Identifier: MIT */
#include "importer/registry/collate.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "db/key.h"
#include "importer/input/array.h"
#include "importer/registry/rules.h"

/* Eighty times the registry's; a small file of ranges could name billions. */
#define ENTRIES_MAX ((size_t)1 << 20)

/* One name on one (port, transport). */
struct entry {
	uint16_t port;
	uint8_t transport;
	uint8_t rank;   /* the lower wins */
	uint32_t order; /* in the registry */
	uint32_t name;  /* of the names, that it answers; or NONE */
	bool told;      /* the port is told under the name */
	const char *spelling, *folded;
};

#define NONE UINT32_MAX

struct entries {
	struct entry *list;
	size_t count, capacity;
};

/* Writes a name in lower case; returns where the next may begin. */
static char *
fold(char *out, const char *name)
{
	do
		*out++ = (char)fold_case((unsigned char)*name);
	while (*name++ != '\0');
	return out;
}

static int
add_row(struct entries *entries, const struct row *row, const char *folded)
{
	size_t ports = (size_t)row->last - row->first + 1;
	struct entry entry = {
		.rank = (uint8_t)row_rank(row),
		.name = NONE,
		.spelling = row->field[COLUMN_NAME],
		.folded = folded,
	};

	if (entries->count + 2 * ports > ENTRIES_MAX)
		return -E2BIG;
	if (!array_grow(&entries->list, entries->count, 2 * ports,
			&entries->capacity, sizeof(entry)))
		return -ENOMEM;
	for (unsigned int t = TRANSPORT_TCP; t <= TRANSPORT_DCCP; t++)
		for (size_t i = 0; i < ports && row_is_on(row, t); i++) {
			entry.transport = (uint8_t)t;
			entry.port = (uint16_t)(row->first + i);
			entry.order = (uint32_t)entries->count;
			entries->list[entries->count++] = entry;
		}
	return 0;
}

static int
add_rows(struct entries *entries, struct collation *collation,
	 const struct registry *registry)
{
	size_t size = 1;
	char *folded;
	int result = 0;

	for (size_t i = 0; i < registry->row_count; i++)
		size += strlen(registry->rows[i].field[COLUMN_NAME]) + 1;
	collation->folded = folded = malloc(size);
	if (folded == NULL)
		return -ENOMEM;
	for (size_t i = 0; i < registry->row_count && result == 0; i++) {
		const struct row *row = &registry->rows[i];

		if (!row_is_assigned(row))
			continue;
		result = add_row(entries, row, folded);
		folded = fold(folded, row->field[COLUMN_NAME]);
	}
	return result;
}

static uint32_t
pair(const struct entry *entry)
{
	return (uint32_t)entry->port << 8 | entry->transport;
}

/* By port, transport and the registry's order. */
static int
by_pair(const void *a, const void *b)
{
	const struct entry *left = a, *right = b;
	int order = number_compare(pair(left), pair(right));

	return order != 0 ? order : number_compare(left->order, right->order);
}

/* By name, transport, rank and the registry's order. */
static int
by_name(const void *a, const void *b)
{
	const struct entry *left = a, *right = b;
	int order = strcmp(left->folded, right->folded);

	if (order == 0)
		order = number_compare(left->transport, right->transport);
	if (order == 0)
		order = number_compare(left->rank, right->rank);
	return order != 0 ? order : number_compare(left->order, right->order);
}

/* The canonical entry of a group on one port and transport. */
static const struct entry *
choose(const struct entry *group, size_t count)
{
	const struct entry *best = group;

	for (size_t i = 1; i < count; i++)
		if (group[i].rank < best->rank)
			best = &group[i];
	return best;
}

/* Names of a record; a row may be there twice. */
struct taken {
	const struct entry *list[ALIASES_MAX + 1];
	unsigned int count;
	size_t size; /* bytes of names */
};

/* Returns 0, also for a name that is in it, so spelled, or is not told, or
 * -E2BIG. */
static int
take(struct taken *taken, const struct entry *entry)
{
	if (!entry->told)
		return 0;
	for (unsigned int i = 0; i < taken->count; i++)
		if (strcmp(taken->list[i]->spelling, entry->spelling) == 0)
			return 0;
	if (taken->count == ALIASES_MAX + 1)
		return -E2BIG;
	taken->list[taken->count++] = entry;
	taken->size += strlen(entry->spelling) + 1;
	return 0;
}

/* Makes one record, its names side by side. */
static int
add_record(struct collation *collation, const struct taken *taken)
{
	char *names = malloc(taken->size), *out = names;

	if (names == NULL)
		return -ENOMEM;
	for (unsigned int i = 0; i < taken->count; i++)
		out = stpcpy(out, taken->list[i]->spelling) + 1;
	collation->records[collation->total++] = (struct record){
		.port = taken->list[0]->port,
		.transport = taken->list[0]->transport,
		.aliases = taken->count - 1,
		.names = names,
		.size = taken->size,
	};
	return 0;
}

/* Makes the record of a group on one port and transport, if it is told. */
static int
add_group(struct collation *collation, const struct entry *group, size_t count,
	  const struct local *local)
{
	const struct entry *best = choose(group, count);
	struct taken taken;
	int result;

	taken.count = 0;
	taken.size = 0;
	result = take(&taken, best);
	collation->pair_count++;
	for (size_t i = 0; i < count && result == 0; i++)
		result = take(&taken, &group[i]);
	if (taken.count == 0)
		collation_count_untold(collation, best->port, best->transport,
				       best->folded, local);
	if (result != 0 || taken.count == 0)
		return result;
	for (size_t i = 0; i < count; i++)
		if (group[i].told && group[i].name != NONE)
			collation->names[group[i].name].record =
				collation->total;
	return add_record(collation, &taken);
}

static int
make_records(struct collation *collation, const struct entries *entries,
	     const struct local *local)
{
	const struct entry *list = entries->list;
	int result = 0;

	for (size_t i = 0, next; i < entries->count && result == 0; i = next) {
		for (next = i + 1; next < entries->count; next++)
			if (pair(&list[i]) != pair(&list[next]))
				break;
		result = add_group(collation, &list[i], next - i, local);
	}
	collation->record_count = collation->total;
	/* A name that is asked for but not told has a record to itself. */
	for (size_t i = 0; i < entries->count && result == 0; i++) {
		struct taken taken;

		if (list[i].told || list[i].name == NONE)
			continue;
		taken.list[0] = &list[i];
		taken.count = 1;
		taken.size = strlen(list[i].spelling) + 1;
		collation->names[list[i].name].record = collation->total;
		result = add_record(collation, &taken);
	}
	return result;
}

/*
 * Makes the names of a group, one name on all its ports: by transport, and on
 * each by who wins.  A port is told under the name if that gives the port back
 * along the whole services line, both with the transport and without one, for
 * who hears a name may ask either way (nft, ss).  Take raid-am, on 2013/tcp and
 * 2007/udp.  raid-am/tcp is 2013 and so is raid-am alone: 2013/tcp is told.
 * raid-am/udp is 2007, but raid-am alone is 2013: 2007/udp is not told, though
 * whoever asks for raid-am/udp finds it.  A local file that knew raid-am, on
 * whatever port, would take both.
 */
static void
make_name(struct collation *collation, struct entry *group, size_t count,
	  const struct local *local)
{
	bool known = local_has_name(local, group->folded);
	const struct entry *first = group; /* on the transport */

	for (size_t i = 0; i < count; i++) {
		struct entry *entry = &group[i];

		if (entry->transport != first->transport)
			first = entry;
		entry->told = collation->all_pairs ||
			      (!known && entry->port == first->port &&
			       entry->port == group->port);
		if (known || entry != first)
			continue;
		entry->name = (uint32_t)collation->name_count;
		collation->names[collation->name_count++] = (struct name){
			.name = entry->folded,
			.transport = entry->transport,
		};
	}
}

static void
make_names(struct collation *collation, const struct entries *entries,
	   const struct local *local)
{
	struct entry *list = entries->list;

	for (size_t i = 0, next; i < entries->count; i = next) {
		for (next = i + 1; next < entries->count; next++)
			if (strcmp(list[i].folded, list[next].folded) != 0)
				break;
		make_name(collation, &list[i], next - i, local);
	}
}

static int
collate(struct collation *collation, struct entries *entries,
	const struct registry *registry, const struct local *local)
{
	int result = add_rows(entries, collation, registry);

	if (result != 0)
		return result;
	collation->records =
		calloc(entries->count + 1, sizeof(*collation->records));
	collation->names =
		calloc(entries->count + 1, sizeof(*collation->names));
	if (collation->records == NULL || collation->names == NULL)
		return -ENOMEM;
	if (entries->count == 0)
		return 0;
	qsort(entries->list, entries->count, sizeof(*entries->list), by_name);
	make_names(collation, entries, local);
	qsort(entries->list, entries->count, sizeof(*entries->list), by_pair);
	return make_records(collation, entries, local);
}

int
collation_make(struct collation *collation, const struct registry *registry,
	       const struct local *local, bool all_pairs)
{
	static const struct local nobody;
	struct entries entries = {0};
	int result;

	if (local == NULL)
		local = &nobody;

	*collation = (struct collation){.all_pairs = all_pairs};
	result = collate(collation, &entries, registry, local);
	free(entries.list);
	if (result != 0)
		collation_free(collation);
	return result;
}
