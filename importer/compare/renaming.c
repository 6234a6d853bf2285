#include "importer/compare/renaming.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "importer/registry/rules.h"

int
renaming_begin(struct renaming *renaming, const struct collation *old,
	       const struct collation *new)
{
	renaming->old = old;
	renaming->new = new;
	renaming->explained =
		calloc(new->record_count + 1, sizeof(*renaming->explained));
	return renaming->explained == NULL ? -ENOMEM : 0;
}

static int
compare_pairs(const struct record *a, const struct record *b)
{
	if (a->port != b->port)
		return a->port - b->port;
	return (int)a->transport - (int)b->transport;
}

/* The record of a pair, if that is its canonical name. */
static const struct record *
find(const struct collation *collation, unsigned int port,
     unsigned int transport, const char *name)
{
	const struct record *record =
		collation_find(collation, (uint16_t)port, transport);

	if (record == NULL || strcmp(record->names, name) != 0)
		return NULL;
	return record;
}

bool
renaming_is_canonical(const struct collation *collation, const struct row *row)
{
	/* A row without a transport stands for tcp and udp. */
	unsigned int transport =
		row->transport == 0 ? TRANSPORT_TCP : row->transport;

	return row_is_assigned(row) && find(collation, row->first, transport,
					    row->field[COLUMN_NAME]) != NULL;
}

void
renaming_explain(struct renaming *renaming, const struct row *old,
		 const struct row *new)
{
	const char *from = old->field[COLUMN_NAME];
	const char *to = new->field[COLUMN_NAME];

	for (unsigned int port = new->first; port <= new->last; port++)
		for (unsigned int t = TRANSPORT_TCP; t <= TRANSPORT_DCCP; t++) {
			const struct record *record =
				find(renaming->new, port, t, to);

			if (record != NULL &&
			    find(renaming->old, port, t, from) != NULL)
				renaming->explained[record -
						    renaming->new->records] =
					true;
		}
}

/* Whether a change is that of the port before. */
static bool
goes_on(const struct change *change, const struct record *old,
	const struct record *new)
{
	if (change->last + 1 != new->port)
		return false;
	return strcmp(change->from, old->names) == 0 &&
	       strcmp(change->to, new->names) == 0;
}

/* The last change goes on with the next port, or there is a new one. */
static int
add(struct changes *changes, size_t *last, const struct record *old,
    const struct record *new)
{
	struct change *change =
		*last < changes->count ? &changes->list[*last] : NULL;

	if (change != NULL && goes_on(change, old, new)) {
		change->last = new->port;
		return 0;
	}
	*last = changes->count;
	change = changes_add(changes, CHANGE_RENAMED);
	if (change == NULL)
		return -ENOMEM;
	change->from = old->names;
	change->to = new->names;
	change->numbered = true;
	change->first = change->last = new->port;
	change->transport = new->transport;
	return 0;
}

int
renaming_add(const struct renaming *renaming, struct changes *changes)
{
	const struct collation *old = renaming->old;
	const struct collation *new = renaming->new;
	size_t last[TRANSPORT_DCCP + 1]; /* by transport */
	size_t i = 0, j = 0;
	int result = 0;

	for (size_t t = 0; t <= TRANSPORT_DCCP; t++)
		last[t] = SIZE_MAX;
	while (result == 0 && i < old->record_count && j < new->record_count) {
		const struct record *a = &old->records[i];
		const struct record *b = &new->records[j];
		int which = compare_pairs(a, b);

		if (which == 0 && !renaming->explained[j] &&
		    strcmp(a->names, b->names) != 0)
			result = add(changes, &last[b->transport], a, b);
		i += which <= 0;
		j += which >= 0;
	}
	return result;
}

void
renaming_free(struct renaming *renaming)
{
	free(renaming->explained);
}
