/* SPDX-License-Identifier: MIT */
/* What a collation answers.  Declared with it, in importer/registry/collate.h.
 */
#include <stdlib.h>
#include <string.h>

#include "db/key.h"
#include "importer/registry/collate.h"

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

/* The order of a name in lower case and one in whatever case. */
static int
compare_folded(const char *folded, const char *name)
{
	int order;

	do
		order = (unsigned char)*folded -
			fold_case((unsigned char)*name++);
	while (order == 0 && *folded++ != '\0');
	return order;
}

const struct record *
collation_answer(const struct collation *collation, const char *name,
		 unsigned int transport)
{
	size_t low = 0, high = collation->name_count;
	const struct name *found;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order;

		found = &collation->names[middle];
		order = compare_folded(found->name, name);
		if (order < 0 || (order == 0 && found->transport < transport))
			low = middle + 1;
		else
			high = middle;
	}
	if (low == collation->name_count)
		return NULL;
	found = &collation->names[low];
	if (compare_folded(found->name, name) != 0 ||
	    (transport != TRANSPORT_ANY && found->transport != transport))
		return NULL;
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
