/* SPDX-License-Identifier: MIT */
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

bool
renaming_is_canonical(const struct collation *collation, const struct row *row)
{
	return row_is_assigned(row) &&
	       collation_find_named(collation, row->first, row_transport(row),
				    row->field[COLUMN_NAME]) != NULL;
}

void
renaming_explain(struct renaming *renaming, const struct row *old,
		 const struct row *new)
{
	const char *from = old->field[COLUMN_NAME];
	const char *to = new->field[COLUMN_NAME];

	for (unsigned int p = new->first; p <= new->last; p++)
		for (unsigned int t = TRANSPORT_TCP; t <= TRANSPORT_DCCP; t++) {
			const struct record *record = collation_find_named(
				renaming->new, (uint16_t)p, t, to);

			if (record != NULL &&
			    collation_find_named(renaming->old, (uint16_t)p, t,
						 from) != NULL)
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
	size_t last[TRANSPORT_DCCP + 1]; /* by transport */
	int result = 0;

	for (size_t t = 0; t <= TRANSPORT_DCCP; t++)
		last[t] = SIZE_MAX;
	for (size_t i = 0; result == 0 && i < renaming->new->record_count;
	     i++) {
		const struct record *new = &renaming->new->records[i];
		const struct record *old = collation_find(
			renaming->old, new->port, new->transport);

		if (old != NULL && !renaming->explained[i] &&
		    strcmp(old->names, new->names) != 0)
			result = add(changes, &last[new->transport], old, new);
	}
	return result;
}

void
renaming_free(struct renaming *renaming)
{
	free(renaming->explained);
}
