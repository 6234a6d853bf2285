#include "importer/compare/renaming.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "importer/registry/rules.h"

int
ianaports_renaming_begin(struct ianaports_renaming *renaming,
			 const struct ianaports_collation *old,
			 const struct ianaports_collation *new)
{
	renaming->old = old;
	renaming->new = new;
	renaming->explained =
		calloc(new->record_count + 1, sizeof(*renaming->explained));
	return renaming->explained == NULL ? -ENOMEM : 0;
}

static int
compare_pairs(const struct ianaports_record *a,
	      const struct ianaports_record *b)
{
	if (a->port != b->port)
		return a->port - b->port;
	return (int)a->transport - (int)b->transport;
}

/* The record of a pair, if that is its canonical name. */
static const struct ianaports_record *
find(const struct ianaports_collation *collation, unsigned int port,
     unsigned int transport, const char *name)
{
	const struct ianaports_record *record =
		ianaports_collation_find(collation, (uint16_t)port, transport);

	if (record == NULL || strcmp(record->names, name) != 0)
		return NULL;
	return record;
}

bool
ianaports_renaming_is_canonical(const struct ianaports_collation *collation,
				const struct ianaports_row *row)
{
	/* A row without a transport stands for tcp and udp. */
	unsigned int transport =
		row->transport == 0 ? IANAPORTS_TCP : row->transport;

	return ianaports_assignment_is(row) &&
	       find(collation, row->first, transport,
		    row->field[IANAPORTS_NAME]) != NULL;
}

void
ianaports_renaming_explain(struct ianaports_renaming *renaming,
			   const struct ianaports_row *old,
			   const struct ianaports_row *new)
{
	const char *from = old->field[IANAPORTS_NAME];
	const char *to = new->field[IANAPORTS_NAME];

	for (unsigned int port = new->first; port <= new->last; port++)
		for (unsigned int t = IANAPORTS_TCP; t <= IANAPORTS_DCCP; t++) {
			const struct ianaports_record *record =
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
goes_on(const struct ianaports_change *change,
	const struct ianaports_record *old, const struct ianaports_record *new)
{
	if (change->last + 1 != new->port)
		return false;
	return strcmp(change->from, old->names) == 0 &&
	       strcmp(change->to, new->names) == 0;
}

/* The last change goes on with the next port, or there is a new one. */
static int
add(struct ianaports_changes *changes, size_t *last,
    const struct ianaports_record *old, const struct ianaports_record *new)
{
	struct ianaports_change *change =
		*last < changes->count ? &changes->list[*last] : NULL;

	if (change != NULL && goes_on(change, old, new)) {
		change->last = new->port;
		return 0;
	}
	*last = changes->count;
	change = ianaports_changes_add(changes, IANAPORTS_RENAMED);
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
ianaports_renaming_add(const struct ianaports_renaming *renaming,
		       struct ianaports_changes *changes)
{
	const struct ianaports_collation *old = renaming->old;
	const struct ianaports_collation *new = renaming->new;
	size_t last[IANAPORTS_DCCP + 1]; /* by transport */
	size_t i = 0, j = 0;
	int result = 0;

	for (size_t t = 0; t <= IANAPORTS_DCCP; t++)
		last[t] = SIZE_MAX;
	while (result == 0 && i < old->record_count && j < new->record_count) {
		const struct ianaports_record *a = &old->records[i];
		const struct ianaports_record *b = &new->records[j];
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
ianaports_renaming_free(struct ianaports_renaming *renaming)
{
	free(renaming->explained);
}
