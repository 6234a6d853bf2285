/* SPDX-License-Identifier: MIT */
#include "importer/compare/change.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "importer/input/array.h"

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

	if (!array_grow(&changes->list, changes->count, 1, &changes->capacity,
			sizeof(*change)))
		return NULL;
	change = &changes->list[changes->count++];
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
	if (kind == CHANGE_RENAMED) {
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

/* Sixteen bits for each port, eight for the transport. */
static uint64_t
place(bool numbered, uint16_t first, uint16_t last, unsigned int transport)
{
	return (uint64_t)!numbered << 40 | (uint64_t)first << 24 |
	       (uint64_t)last << 8 | transport;
}

uint64_t
row_place(const struct row *row)
{
	return place(row->numbered, row->first, row->last, row->transport);
}

static uint64_t
change_place(const struct change *change)
{
	return place(change->numbered, change->first, change->last,
		     change->transport);
}

const struct row *
change_row(const struct change *change)
{
	return change->new != NULL ? change->new : change->old;
}

const char *
change_service(const struct change *change)
{
	return change->to != NULL ? change->to
				  : change_row(change)->field[COLUMN_NAME];
}

static int
compare(const void *a, const void *b)
{
	const struct change *left = a, *right = b;
	int order = number_compare(change_place(left), change_place(right));

	/* What goes, before what comes. */
	if (order == 0)
		order = (right->kind == CHANGE_REMOVED) -
			(left->kind == CHANGE_REMOVED);
	if (order == 0)
		order = strcmp(change_service(left), change_service(right));
	return order != 0 ? order : number_compare(left->kind, right->kind);
}

void
changes_sort(struct changes *changes)
{
	if (changes->count > 0)
		qsort(changes->list, changes->count, sizeof(*changes->list),
		      compare);
}
