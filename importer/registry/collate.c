#include "importer/registry/collate.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "db/key.h"
#include "importer/input/grow.h"
#include "importer/registry/rules.h"

/* Eighty times the registry's; a small file of ranges could name billions. */
#define ENTRIES_MAX ((size_t)1 << 20)

/* One name on one (port, transport). */
struct entry {
	uint16_t port;
	uint8_t transport;
	unsigned int rank; /* the lower wins */
	uint32_t order;    /* in the registry */
	uint32_t record;
	const char *spelling, *folded;
};

struct entries {
	struct entry *list;
	size_t count, capacity;
};

static char *
fold(const char *name)
{
	char *folded = strdup(name);

	for (char *c = folded; c != NULL && *c != '\0'; c++)
		*c = (char)fold_case((unsigned char)*c);
	return folded;
}

/* No transport in the row stands for tcp and udp. */
static unsigned int
first_transport(const struct row *row)
{
	return row->transport == 0 ? (unsigned int)TRANSPORT_TCP
				   : row->transport;
}

static unsigned int
last_transport(const struct row *row)
{
	return row->transport == 0 ? (unsigned int)TRANSPORT_UDP
				   : row->transport;
}

static int
add_row(struct entries *entries, const struct row *row, const char *folded)
{
	size_t ports = (size_t)row->last - row->first + 1;
	struct entry *list, entry = {
				    .rank = row_rank(row),
				    .spelling = row->field[COLUMN_NAME],
				    .folded = folded,
			    };

	if (entries->count + 2 * ports > ENTRIES_MAX)
		return -E2BIG;
	list = array_grow(entries->list, entries->count, 2 * ports,
			  &entries->capacity, sizeof(*list));
	if (list == NULL)
		return -ENOMEM;
	entries->list = list;
	for (unsigned int t = first_transport(row); t <= last_transport(row);
	     t++)
		for (size_t i = 0; i < ports; i++) {
			entry.transport = (uint8_t)t;
			entry.port = (uint16_t)(row->first + i);
			entry.order = (uint32_t)entries->count;
			list[entries->count++] = entry;
		}
	return 0;
}

static int
add_rows(struct entries *entries, struct collation *collation,
	 const struct registry *registry)
{
	int result = 0;

	collation->folded = calloc(registry->row_count + 1, sizeof(char *));
	if (collation->folded == NULL)
		return -ENOMEM;
	collation->row_count = registry->row_count;
	for (size_t i = 0; i < registry->row_count && result == 0; i++) {
		const struct row *row = &registry->rows[i];

		if (!row_is_assigned(row))
			continue;
		collation->folded[i] = fold(row->field[COLUMN_NAME]);
		if (collation->folded[i] == NULL)
			return -ENOMEM;
		result = add_row(entries, row, collation->folded[i]);
	}
	return result;
}

static int
compare_numbers(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static int
compare_pair(const struct entry *a, const struct entry *b)
{
	return compare_numbers((uint32_t)a->port << 8 | a->transport,
			       (uint32_t)b->port << 8 | b->transport);
}

static int
compare_name(const struct entry *a, const struct entry *b)
{
	int order = strcmp(a->folded, b->folded);

	return order != 0 ? order : a->transport - b->transport;
}

/* By port, transport and the registry's order. */
static int
by_pair(const void *a, const void *b)
{
	const struct entry *left = a, *right = b;
	int order = compare_pair(left, right);

	return order != 0 ? order : compare_numbers(left->order, right->order);
}

/* By name, transport, rank and the registry's order. */
static int
by_name(const void *a, const void *b)
{
	const struct entry *left = a, *right = b;
	int order = compare_name(left, right);

	if (order == 0)
		order = compare_numbers(left->rank, right->rank);
	return order != 0 ? order : compare_numbers(left->order, right->order);
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

/* Names already in a record; a row may be there twice. */
struct taken {
	const char *folded[ALIASES_MAX + 1];
	unsigned int count;
};

/* Returns 1, 0 for a name that is in it, or -E2BIG. */
static int
take(struct taken *taken, const struct entry *entry)
{
	for (unsigned int i = 0; i < taken->count; i++)
		if (strcmp(taken->folded[i], entry->folded) == 0)
			return 0;
	if (taken->count == ALIASES_MAX + 1)
		return -E2BIG;
	taken->folded[taken->count++] = entry->folded;
	return 1;
}

/* Makes one record of a group, its names side by side. */
static int
add_record(struct collation *collation, struct entry *group, size_t count)
{
	const struct entry *best = choose(group, count);
	struct taken taken = {.count = 0};
	size_t size = strlen(best->spelling) + 1;
	char *names, *out;

	for (size_t i = 0; i < count; i++)
		size += strlen(group[i].spelling) + 1;
	names = malloc(size);
	if (names == NULL)
		return -ENOMEM;
	take(&taken, best);
	out = stpcpy(names, best->spelling) + 1;
	for (size_t i = 0; i < count; i++) {
		int taking = take(&taken, &group[i]);

		if (taking < 0) {
			free(names);
			return taking;
		}
		group[i].record = (uint32_t)collation->record_count;
		if (taking == 1)
			out = stpcpy(out, group[i].spelling) + 1;
	}
	collation->records[collation->record_count++] = (struct record){
		.port = group->port,
		.transport = group->transport,
		.aliases = taken.count - 1,
		.names = names,
		.size = (size_t)(out - names),
	};
	return 0;
}

static int
make_records(struct collation *collation, struct entries *entries)
{
	struct entry *list = entries->list;
	int result = 0;

	for (size_t i = 0, next; i < entries->count && result == 0; i = next) {
		for (next = i + 1; next < entries->count; next++)
			if (compare_pair(&list[i], &list[next]) != 0)
				break;
		result = add_record(collation, &list[i], next - i);
	}
	return result;
}

static void
make_names(struct collation *collation, const struct entries *entries,
	   const struct local *local)
{
	for (size_t i = 0; i < entries->count; i++) {
		const struct entry *entry = &entries->list[i];

		if ((i > 0 && compare_name(entry - 1, entry) == 0) ||
		    local_has_name(local, entry->folded))
			continue;
		collation->names[collation->name_count++] = (struct name){
			entry->folded, entry->transport, entry->record};
	}
}

static int
collate(struct collation *collation, struct entries *entries,
	const struct registry *registry, const struct local *local)
{
	int result;

	result = add_rows(entries, collation, registry);
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
	qsort(entries->list, entries->count, sizeof(*entries->list), by_pair);
	result = make_records(collation, entries);
	if (result != 0 || local == NULL)
		return result;
	qsort(entries->list, entries->count, sizeof(*entries->list), by_name);
	make_names(collation, entries, local);
	return 0;
}

int
collation_make(struct collation *collation, const struct registry *registry,
	       const struct local *local)
{
	struct entries entries = {0};
	int result;

	*collation = (struct collation){0};
	result = collate(collation, &entries, registry, local);
	free(entries.list);
	if (result != 0)
		collation_free(collation);
	return result;
}

static int
compare_records(const void *a, const void *b)
{
	const struct record *left = a, *right = b;

	return compare_numbers((uint32_t)left->port << 8 | left->transport,
			       (uint32_t)right->port << 8 | right->transport);
}

struct record *
collation_find(const struct collation *collation, uint16_t port,
	       unsigned int transport)
{
	struct record key = {.port = port, .transport = transport};

	if (collation->record_count == 0)
		return NULL;
	return bsearch(&key, collation->records, collation->record_count,
		       sizeof(key), compare_records);
}

void
collation_free(struct collation *collation)
{
	for (size_t i = 0; i < collation->record_count; i++)
		free((void *)collation->records[i].names);
	for (size_t i = 0; i < collation->row_count; i++)
		free(collation->folded[i]);
	free(collation->records);
	free(collation->names);
	free(collation->folded);
	*collation = (struct collation){0};
}
