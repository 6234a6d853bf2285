#include "cli/query/rows.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli/query/people.h"
#include "cli/query/ports.h"
#include "db/fields.h"
#include "db/key.h"
#include "db/transport.h"
#include "importer/input/range.h"
#include "importer/registry/rules.h"

/* Rows are found by port through lists of those that touch 64 ports each. */
#define SHIFT   6
#define BUCKETS ((UINT16_MAX + 1) >> SHIFT)

/* As much of a row as it takes to find it. */
struct place {
	const char *value; /* its fields, the name first */
	uint32_t size;
	uint16_t first, last;
	uint8_t transport;
	bool numbered;
};

struct rows {
	const char *path;
	struct reader *reader;
	struct place *places;
	struct row *list; /* each filled when it is asked for */
	size_t count;
	uint32_t *on; /* positions, bucket by bucket */
	uint32_t start[BUCKETS + 1];
	struct people *people; /* NULL until one is asked for */
};

/* The field after this one, or NULL if the value ends. */
static const char *
next_field(const char *field, const char *end)
{
	field += strlen(field) + 1;
	return field < end ? field : NULL;
}

static int
place_row(struct place *place, const struct entry *entry)
{
	const char *name = (const char *)entry->value, *port, *transport;
	const char *end = name + entry->value_size;
	struct range range = {0};

	/* With a NUL at the end, every field before it ends. */
	if (entry->value_size == 0 || entry->value_size > UINT32_MAX ||
	    end[-1] != '\0')
		return -EBADMSG;
	port = next_field(name, end);
	transport = port == NULL ? NULL : next_field(port, end);
	if (transport == NULL || strlen(name) > SERVICE_NAME_MAX)
		return -EBADMSG;
	place->value = name;
	place->size = (uint32_t)entry->value_size;
	place->numbered = port[0] != '\0';
	place->transport = (uint8_t)transport_find(transport);
	if ((place->transport == 0 && transport[0] != '\0') ||
	    (place->numbered &&
	     range_parse(&range, port, strlen(port)) != RANGE_GOOD))
		return -EBADMSG;
	place->first = (uint16_t)range.first;
	place->last = (uint16_t)range.last;
	return 0;
}

static int
place_rows(struct rows *rows, size_t stated)
{
	unsigned char key[KEY_MAX];
	size_t size = key_position(key, TAG_ROW, 0);
	struct entry entry;
	int found, result = 0;

	for (found = reader_seek(rows->reader, key, size, &entry);
	     found == 1 && entry.key[0] == TAG_ROW && result == 0;
	     found = reader_next(rows->reader, &entry)) {
		if (rows->count == stated)
			return -EBADMSG;
		result = place_row(&rows->places[rows->count++], &entry);
	}
	return found < 0 ? found : result;
}

static void
add_dynamic(struct rows *rows)
{
	static const char fields[] = "\0"
				     "49152-65535\0\0"
				     "Dynamic, never assigned\0\0\0\0\0"
				     "[RFC6335]\0\0\0"
				     "For local use: any program may take one,"
				     " none may count on one, and no service"
				     " may be known by one (RFC 6335, 8.1.2).";

	rows->places[rows->count++] = (struct place){
		.value = fields,
		.size = sizeof(fields),
		.first = DYNAMIC_FIRST,
		.last = UINT16_MAX,
		.numbered = true,
	};
}

/* Sorts the positions into their buckets, by counting. */
static int
index_rows(struct rows *rows)
{
	uint32_t *start = rows->start;

	for (size_t i = 0; i < rows->count; i++) {
		const struct place *place = &rows->places[i];

		for (unsigned int b = place->first >> SHIFT;
		     place->numbered && b <= place->last >> SHIFT; b++)
			start[b]++;
	}
	for (size_t b = 1; b <= BUCKETS; b++)
		start[b] += start[b - 1];
	rows->on = calloc(start[BUCKETS], sizeof(*rows->on));
	if (rows->on == NULL)
		return -ENOMEM;
	/* From behind, so that each sum sinks to where its bucket begins. */
	for (size_t i = rows->count; i-- > 0;) {
		const struct place *place = &rows->places[i];

		for (unsigned int b = place->first >> SHIFT;
		     place->numbered && b <= place->last >> SHIFT; b++)
			rows->on[--start[b]] = (uint32_t)i;
	}
	return 0;
}

static int
read_rows(struct rows *rows)
{
	const char *const *meta = reader_meta(rows->reader);
	size_t stated = strtoul(meta[META_ROWS], NULL, 10);
	int result;

	/* Positions are of 32 bits, and so are the sums of the buckets. */
	if (stated >= UINT32_MAX / BUCKETS)
		return -EBADMSG;
	rows->places = calloc(stated + 1, sizeof(*rows->places));
	rows->list = calloc(stated + 1, sizeof(*rows->list));
	if (rows->places == NULL || rows->list == NULL)
		return -ENOMEM;
	result = place_rows(rows, stated);
	if (result != 0)
		return result;
	add_dynamic(rows);
	return index_rows(rows);
}

int
rows_open(struct rows **rows, const char *path)
{
	struct rows *new = cli_memory(calloc(1, sizeof(*new)));
	int result = cli_open(&new->reader, path);

	new->path = path;
	if (result == 0) {
		result = read_rows(new);
		if (result != 0)
			result = cli_complain(path, result);
	}
	if (result != 0) {
		rows_free(new);
		return result;
	}
	*rows = new;
	return 0;
}

void
rows_free(struct rows *rows)
{
	people_free(rows->people);
	reader_free(rows->reader);
	free(rows->places);
	free(rows->list);
	free(rows->on);
	free(rows);
}

const char *const *
rows_meta(const struct rows *rows)
{
	return reader_meta(rows->reader);
}

size_t
rows_count(const struct rows *rows)
{
	return rows->count;
}

const struct row *
rows_get(const struct rows *rows, size_t position)
{
	const struct place *place = &rows->places[position];
	struct row *row = &rows->list[position];
	int result;

	if (row->field[0] != NULL)
		return row;
	result = fields_decode(place->value, place->size, row->field, COLUMNS);
	if (result != 0)
		exit(cli_complain(rows->path, result));
	row->numbered = place->numbered;
	row->first = place->first;
	row->last = place->last;
	row->transport = place->transport;
	return row;
}

const char *
rows_name(const struct rows *rows, size_t position)
{
	return rows->places[position].value;
}

const struct row *
rows_next(const struct rows *rows, uint16_t port, size_t *at)
{
	size_t bucket = port >> SHIFT, size;

	for (size = rows->start[bucket + 1] - rows->start[bucket];
	     *at < size;) {
		size_t position = rows->on[rows->start[bucket] + (*at)++];

		if (rows->places[position].first <= port &&
		    port <= rows->places[position].last)
			return rows_get(rows, position);
	}
	return NULL;
}

const char *const *
rows_person(struct rows *rows, const char *id, size_t length)
{
	int result = 0;

	if (rows->people == NULL)
		result = people_read(&rows->people, rows->reader);
	if (result != 0)
		exit(cli_complain(rows->path, result));
	return people_find(rows->people, id, length);
}
