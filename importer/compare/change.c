/* SPDX-License-Identifier: MIT */
#include "importer/compare/change.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "importer/input/grow.h"

const char *
change_name(enum change_kind kind)
{
	static const char *const names[] = {
		[CHANGE_ADDED] = "added",     [CHANGE_REMOVED] = "removed",
		[CHANGE_RENAMED] = "renamed", [CHANGE_MOVED] = "moved",
		[CHANGE_CHANGED] = "changed",
	};

	return names[kind];
}

struct change *
changes_add(struct changes *changes, enum change_kind kind)
{
	struct change *change;

	change = array_grow(changes->list, changes->count, 1,
			    &changes->capacity, sizeof(*change));
	if (change == NULL)
		return NULL;
	changes->list = change;
	change += changes->count++;
	*change = (struct change){.kind = kind};
	changes->counts[kind]++;
	return change;
}

int
changes_add_rows(struct changes *changes, enum change_kind kind,
		 const struct row *old, const struct row *new)
{
	const struct row *row = new == NULL ? old : new;
	struct change *change = changes_add(changes, kind);

	if (change == NULL)
		return -ENOMEM;
	change->old = old;
	change->new = new;
	change->numbered = row->numbered;
	change->first = row->first;
	change->last = row->last;
	change->transport = row->transport;
	if (old == NULL || new == NULL)
		return 0;
	change->fields = row_differs(old, new);
	if (kind == CHANGE_RENAMED && old != NULL && new != NULL) {
		change->from = old->field[COLUMN_NAME];
		change->to = new->field[COLUMN_NAME];
	}
	return 0;
}

/* The same text, however its white space runs. */
static bool
is_same(const char *a, const char *b)
{
	while (*a != '\0' && *b != '\0') {
		if (is_space(*a) && is_space(*b)) {
			while (is_space(*a))
				a++;
			while (is_space(*b))
				b++;
		} else if (*a++ != *b++)
			return false;
	}
	return *a == *b;
}

unsigned int
row_differs(const struct row *a, const struct row *b)
{
	unsigned int columns = 0;

	for (size_t i = COLUMN_DESCRIPTION; i < COLUMNS; i++)
		if (strcmp(a->field[i], b->field[i]) != 0 &&
		    !is_same(a->field[i], b->field[i]))
			columns |= 1U << i;
	return columns;
}

static int
order(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int
compare_ports(bool a_numbered, uint16_t a_first, uint16_t a_last,
	      bool b_numbered, uint16_t b_first, uint16_t b_last)
{
	int result = order(!a_numbered, !b_numbered);

	if (result == 0)
		result = order(a_first, b_first);
	return result != 0 ? result : order(a_last, b_last);
}

int
row_compare_ports(const struct row *a, const struct row *b)
{
	return compare_ports(a->numbered, a->first, a->last, b->numbered,
			     b->first, b->last);
}

static const char *
name(const struct change *change)
{
	const struct row *row = change->new == NULL ? change->old : change->new;

	return change->to != NULL ? change->to : row->field[COLUMN_NAME];
}

static int
compare(const void *a, const void *b)
{
	const struct change *left = a, *right = b;
	int result = compare_ports(left->numbered, left->first, left->last,
				   right->numbered, right->first, right->last);

	if (result == 0)
		result = order(left->transport, right->transport);
	/* What goes, before what comes. */
	if (result == 0)
		result = order(left->kind != CHANGE_REMOVED,
			       right->kind != CHANGE_REMOVED);
	if (result == 0)
		result = strcmp(name(left), name(right));
	return result != 0 ? result : order(left->kind, right->kind);
}

void
changes_sort(struct changes *changes)
{
	if (changes->count > 0)
		qsort(changes->list, changes->count, sizeof(*changes->list),
		      compare);
}
