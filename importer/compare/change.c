#include "importer/compare/change.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

const char *
ianaports_change_name(enum ianaports_change_kind kind)
{
	static const char *const names[] = {
		[IANAPORTS_ADDED] = "added",
		[IANAPORTS_REMOVED] = "removed",
		[IANAPORTS_RENAMED] = "renamed",
		[IANAPORTS_MOVED] = "moved",
		[IANAPORTS_CHANGED] = "changed",
	};

	return names[kind];
}

struct ianaports_change *
ianaports_changes_add(struct ianaports_changes *changes,
		      enum ianaports_change_kind kind)
{
	struct ianaports_change *change;

	if (changes->count == changes->capacity) {
		size_t capacity = 2 * changes->capacity + 256;

		change = reallocarray(changes->list, capacity, sizeof(*change));
		if (change == NULL)
			return NULL;
		changes->list = change;
		changes->capacity = capacity;
	}
	change = &changes->list[changes->count++];
	*change = (struct ianaports_change){.kind = kind};
	changes->counts[kind]++;
	return change;
}

int
ianaports_changes_add_rows(struct ianaports_changes *changes,
			   enum ianaports_change_kind kind,
			   const struct ianaports_row *old,
			   const struct ianaports_row *new)
{
	const struct ianaports_row *row = new == NULL ? old : new;
	struct ianaports_change *change = ianaports_changes_add(changes, kind);

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
	change->fields = ianaports_row_differs(old, new);
	if (kind == IANAPORTS_RENAMED && old != NULL && new != NULL) {
		change->from = old->field[IANAPORTS_NAME];
		change->to = new->field[IANAPORTS_NAME];
	}
	return 0;
}

/* The same text, however its white space runs. */
static bool
is_same(const char *a, const char *b)
{
	while (*a != '\0' && *b != '\0') {
		if (ianaports_is_space(*a) && ianaports_is_space(*b)) {
			while (ianaports_is_space(*a))
				a++;
			while (ianaports_is_space(*b))
				b++;
		} else if (*a++ != *b++)
			return false;
	}
	return *a == *b;
}

unsigned int
ianaports_row_differs(const struct ianaports_row *a,
		      const struct ianaports_row *b)
{
	unsigned int columns = 0;

	for (size_t i = IANAPORTS_DESCRIPTION; i < IANAPORTS_COLUMNS; i++)
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
ianaports_row_compare_ports(const struct ianaports_row *a,
			    const struct ianaports_row *b)
{
	return compare_ports(a->numbered, a->first, a->last, b->numbered,
			     b->first, b->last);
}

static const char *
name(const struct ianaports_change *change)
{
	const struct ianaports_row *row =
		change->new == NULL ? change->old : change->new;

	return change->to != NULL ? change->to : row->field[IANAPORTS_NAME];
}

static int
compare(const void *a, const void *b)
{
	const struct ianaports_change *left = a, *right = b;
	int result = compare_ports(left->numbered, left->first, left->last,
				   right->numbered, right->first, right->last);

	if (result == 0)
		result = order(left->transport, right->transport);
	/* What goes, before what comes. */
	if (result == 0)
		result = order(left->kind != IANAPORTS_REMOVED,
			       right->kind != IANAPORTS_REMOVED);
	if (result == 0)
		result = strcmp(name(left), name(right));
	return result != 0 ? result : order(left->kind, right->kind);
}

void
ianaports_changes_sort(struct ianaports_changes *changes)
{
	if (changes->count > 0)
		qsort(changes->list, changes->count, sizeof(*changes->list),
		      compare);
}
