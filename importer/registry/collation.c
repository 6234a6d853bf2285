/* SPDX-License-Identifier: MIT */
/* What a collation answers.  Declared with it, in importer/registry/collate.h.
 */
#include <stdlib.h>
#include <string.h>

#include "importer/registry/collate.h"

void
collation_count_untold(struct collation *collation, uint16_t port,
		       unsigned int transport, const char *name,
		       const struct local *local)
{
	enum untold why = UNTOLD_ELSEWHERE;

	if (local_has_pair(local, port, transport))
		return;
	if (local_has_name(local, name))
		why = local_answers(local, name, transport) ? UNTOLD_LOCAL
							    : UNTOLD_NOWHERE;
	collation->untold[why]++;
}

static bool
has_own_name(const struct service *line, const struct local *local)
{
	const char *name = line->names;

	while (name != NULL && local_has_name(local, name))
		name = service_next(line, name);
	return name != NULL;
}

void
collation_count(struct collation *collation, const struct services *services,
		const struct local *local, bool all_pairs)
{
	*collation = (struct collation){.all_pairs = all_pairs};
	for (size_t i = 0, next; i < services->count; i = next) {
		const struct service *first = services->by_port[i];
		bool told = all_pairs;

		for (next = i; next < services->count; next++) {
			const struct service *line = services->by_port[next];

			if (line->port != first->port ||
			    line->transport != first->transport)
				break;
			told = told || has_own_name(line, local);
		}
		if (first->transport == TRANSPORT_ANY)
			continue;
		collation->pair_count++;
		if (!told)
			collation_count_untold(collation, first->port,
					       first->transport, first->names,
					       local);
	}
}

static int
compare_records(const void *a, const void *b)
{
	const struct record *left = a, *right = b;

	if (left->port != right->port)
		return left->port - right->port;
	return (int)left->transport - (int)right->transport;
}

const struct record *
collation_find(const struct collation *collation, uint16_t port,
	       unsigned int transport)
{
	struct record key = {.port = port, .transport = transport};

	return collation->record_count == 0
		       ? NULL
		       : bsearch(&key, collation->records,
				 collation->record_count, sizeof(key),
				 compare_records);
}

const struct record *
collation_find_named(const struct collation *collation, uint16_t port,
		     unsigned int transport, const char *name)
{
	const struct record *record =
		collation_find(collation, port, transport);

	return record == NULL || strcmp(record->names, name) != 0 ? NULL
								  : record;
}

/* TRANSPORT_ANY is as good as any. */
static int
compare_names(const void *a, const void *b)
{
	const struct name *left = a, *right = b;
	int order = name_compare(left->name, right->name);

	return order != 0 || left->transport == TRANSPORT_ANY
		       ? order
		       : (int)left->transport - (int)right->transport;
}

const struct record *
collation_answer(const struct collation *collation, const char *name,
		 unsigned int transport)
{
	const struct name key = {.name = name, .transport = transport}, *found;

	if (collation->name_count == 0)
		return NULL;
	found = bsearch(&key, collation->names, collation->name_count,
			sizeof(key), compare_names);
	if (found == NULL)
		return NULL;
	while (found > collation->names && compare_names(&key, found - 1) == 0)
		found--;
	return &collation->records[found->record];
}

void
collation_free(struct collation *collation)
{
	for (size_t i = 0; i < collation->total; i++)
		free((void *)collation->records[i].names);
	free(collation->records);
	free(collation->names);
	free(collation->folded);
	*collation = (struct collation){0};
}
