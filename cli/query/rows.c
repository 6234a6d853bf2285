/* SPDX-License-Identifier: MIT */
#include "cli/query/rows.h"

#include <errno.h>
#include <stdlib.h>

#include "importer/registry/load.h"
#include "importer/registry/rules.h"

/* Ports of a bucket, as a power of two. */
#define SHIFT 6

static void
add_dynamic(struct registry *registry)
{
	static const char notes[] =
		"For local use: any program may take one, none may count on"
		" one, and no service may be known by one (RFC 6335, 8.1.2).";
	static const char *const fields[COLUMNS] = {
		[COLUMN_NAME] = "",
		[COLUMN_PORT] = "49152-65535",
		[COLUMN_TRANSPORT] = "",
		[COLUMN_DESCRIPTION] = "Dynamic, never assigned",
		[COLUMN_ASSIGNEE] = "",
		[COLUMN_CONTACT] = "",
		[COLUMN_REGISTERED] = "",
		[COLUMN_MODIFIED] = "",
		[COLUMN_REFERENCE] = "[RFC6335]",
		[COLUMN_CODE] = "",
		[COLUMN_UNAUTHORIZED] = "",
		[COLUMN_NOTES] = notes,
	};

	registry->rows[registry->row_count++] = (struct row){
		.field = fields,
		.name = fields[COLUMN_NAME],
		.first = DYNAMIC_FIRST,
		.last = UINT16_MAX,
		.numbered = true,
	};
}

/* Sorts the positions into their buckets, by counting. */
static void
index_rows(struct rows *rows)
{
	const struct registry *registry = &rows->registry;
	uint32_t *start = rows->start;

	for (size_t i = 0; i < registry->row_count; i++) {
		const struct row *row = &registry->rows[i];

		for (unsigned int b = row->first >> SHIFT;
		     row->numbered && b <= row->last >> SHIFT; b++)
			start[b]++;
	}
	for (size_t b = 1; b <= ROWS_BUCKETS; b++)
		start[b] += start[b - 1];
	rows->on = cli_memory(calloc(start[ROWS_BUCKETS], sizeof(*rows->on)));
	/* From behind, so that each sum sinks to where its bucket begins. */
	for (size_t i = registry->row_count; i-- > 0;) {
		const struct row *row = &registry->rows[i];

		for (unsigned int b = row->first >> SHIFT;
		     row->numbered && b <= row->last >> SHIFT; b++)
			rows->on[--start[b]] = (uint32_t)i;
	}
}

struct rows *
rows_open(const char *path)
{
	struct rows *rows = cli_memory(calloc(1, sizeof(*rows)));
	int result = registry_skim(&rows->registry, cli_open(path));

	if (result != 0)
		exit(cli_complain(path, result));
	rows->path = path;
	add_dynamic(&rows->registry);
	index_rows(rows);
	return rows;
}

void
rows_free(struct rows *rows)
{
	registry_free(&rows->registry);
	free(rows->on);
	free(rows);
}

const struct row *
rows_get(const struct rows *rows, size_t position)
{
	const struct row *row = registry_row(&rows->registry, position);

	if (row == NULL)
		exit(cli_complain(rows->path, -EBADMSG));
	return row;
}

const struct row *
rows_next(const struct rows *rows, uint16_t port, size_t *at)
{
	const uint32_t *bucket = &rows->start[port >> SHIFT];

	while (*at < bucket[1] - bucket[0]) {
		size_t position = rows->on[bucket[0] + (*at)++];
		const struct row *row = &rows->registry.rows[position];

		if (row->first <= port && port <= row->last)
			return rows_get(rows, position);
	}
	return NULL;
}

const char *const *
rows_person(struct rows *rows, const char *id, size_t length)
{
	int result = 0;

	if (rows->registry.people == NULL)
		result = registry_load_people(&rows->registry);
	if (result != 0)
		exit(cli_complain(rows->path, result));
	return registry_person(&rows->registry, id, length);
}
