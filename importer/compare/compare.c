/* SPDX-License-Identifier: MIT */
#include "importer/compare/compare.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "importer/compare/renaming.h"
#include "importer/input/array.h"
#include "importer/registry/load.h"

struct item {
	const struct row *row;
	bool canonical; /* it gives its port the canonical name */
};

/* The rows of a registry that have no counterpart yet. */
struct side {
	struct item *items;
	size_t count;
};

struct work {
	struct changes *changes;
	struct renaming renaming;
	struct side old, new;
};

/* The ports first: registries are almost in their order. */
static int
compare_keys(const struct item *a, const struct item *b)
{
	int order = number_compare(row_place(a->row), row_place(b->row));

	return order != 0 ? order
			  : strcmp(a->row->field[COLUMN_NAME],
				   b->row->field[COLUMN_NAME]);
}

static int
compare_names(const struct item *a, const struct item *b)
{
	int order =
		strcmp(a->row->field[COLUMN_NAME], b->row->field[COLUMN_NAME]);

	return order != 0
		       ? order
		       : number_compare(a->row->transport, b->row->transport);
}

static int
compare_places(const struct item *a, const struct item *b)
{
	int order = number_compare(row_place(a->row), row_place(b->row));

	return order != 0 ? order : b->canonical - a->canonical;
}

/* What makes two rows a pair, round by round. */
static const struct round {
	enum change_kind kind;
	int (*compare)(const struct item *a, const struct item *b);
} rounds[] = {
	{CHANGE_CHANGED, compare_keys},
	{CHANGE_MOVED, compare_names},
	{CHANGE_RENAMED, compare_places},
};

/* Of rows that are alike, the registry's order decides. */
static int
by_round(const void *a, const void *b, void *context)
{
	const struct item *left = a, *right = b;
	const struct round *round = context;
	int order = round->compare(left, right);

	if (order == 0)
		order = compare_keys(left, right);
	return order != 0 ? order
			  : number_compare((uintptr_t)left->row,
					   (uintptr_t)right->row);
}

static void
sort(struct side *side, const struct round *round)
{
	if (side->count > 0)
		qsort_r(side->items, side->count, sizeof(*side->items),
			by_round, (void *)round);
}

/* Two rows that a round compares as equal: are they a pair? */
static bool
is_pair(enum change_kind kind, const struct item *old, const struct item *new)
{
	if (kind == CHANGE_MOVED)
		return old->row->field[COLUMN_NAME][0] != '\0';
	if (kind == CHANGE_RENAMED)
		return old->canonical && new->canonical;
	return true;
}

static int
take_pair(struct work *work, enum change_kind kind, const struct row *old,
	  const struct row *new)
{
	if (kind == CHANGE_CHANGED && row_differs(old, new) == 0)
		return 0;
	if (kind == CHANGE_RENAMED)
		renaming_explain(&work->renaming, old, new);
	return changes_add_rows(work->changes, kind, old, new);
}

/* Takes the pairs of a round away from both sides, which are in its order. */
static int
join(struct work *work, const struct round *round)
{
	struct side *old = &work->old, *new = &work->new;
	size_t i = 0, j = 0, old_kept = 0, new_kept = 0;
	int result = 0;

	while (result == 0 && (i < old->count || j < new->count)) {
		struct item a = old->items[i], b = new->items[j];
		int which = i == old->count   ? 1
			    : j == new->count ? -1
					      : round->compare(&a, &b);

		if (which == 0 && is_pair(round->kind, &a, &b)) {
			result = take_pair(work, round->kind, a.row, b.row);
			i++;
			j++;
			continue;
		}
		if (which <= 0)
			old->items[old_kept++] = old->items[i++];
		if (which >= 0)
			new->items[new_kept++] = new->items[j++];
	}
	old->count = old_kept;
	new->count = new_kept;
	return result;
}

static int
compare_rows(struct work *work)
{
	int result = 0;

	for (size_t i = 0;
	     result == 0 && i < sizeof(rounds) / sizeof(rounds[0]); i++) {
		sort(&work->old, &rounds[i]);
		sort(&work->new, &rounds[i]);
		result = join(work, &rounds[i]);
	}
	for (size_t i = 0; i < work->old.count && result == 0; i++)
		result = changes_add_rows(work->changes, CHANGE_REMOVED,
					  work->old.items[i].row, NULL);
	for (size_t i = 0; i < work->new.count &&result == 0; i++)
		result = changes_add_rows(work->changes, CHANGE_ADDED, NULL,
					  work->new.items[i].row);
	return result;
}

/* What lies between the other rows needs no word of its own. */
static bool
is_gap(const struct row *row)
{
	for (size_t i = COLUMN_ASSIGNEE; i < COLUMNS; i++)
		if (row->field[i][0] != '\0')
			return false;
	return row->field[COLUMN_NAME][0] == '\0' && row->transport == 0 &&
	       strcmp(row->field[COLUMN_DESCRIPTION], "Unassigned") == 0;
}

static int
take_rows(struct side *side, const struct registry *registry,
	  const struct collation *collation)
{
	/* One more, since a round may look behind the last. */
	side->items = calloc(registry->row_count + 1, sizeof(*side->items));
	if (side->items == NULL)
		return -ENOMEM;
	for (size_t i = 0; i < registry->row_count; i++) {
		const struct row *row = &registry->rows[i];

		if (!is_gap(row))
			side->items[side->count++] = (struct item){
				row, renaming_is_canonical(collation, row)};
	}
	return 0;
}

static int
compare(struct comparison *comparison, const struct registry *old,
	const struct registry *new)
{
	struct work work = {.changes = &comparison->changes};
	struct collation *old_names = &comparison->collation[0];
	struct collation *new_names = &comparison->collation[1];
	int result = collation_make(old_names, old, NULL, true);

	if (result == 0)
		result = collation_make(new_names, new, NULL, true);
	if (result == 0)
		result = renaming_begin(&work.renaming, old_names, new_names);
	if (result == 0)
		result = take_rows(&work.old, old, old_names);
	if (result == 0)
		result = take_rows(&work.new, new, new_names);
	if (result == 0)
		result = compare_rows(&work);
	if (result == 0)
		result = renaming_add(&work.renaming, work.changes);
	if (result == 0)
		changes_sort(work.changes);
	else
		comparison_free(comparison);
	free(work.old.items);
	free(work.new.items);
	renaming_free(&work.renaming);
	return result;
}

int
comparison_make(struct comparison *comparison, const struct registry *old,
		const struct registry *new)
{
	*comparison = (struct comparison){0};
	return compare(comparison, old, new);
}

int
comparison_load(struct comparison *comparison, struct reader *old,
		struct reader *new)
{
	struct registry *registry = comparison->registry;
	int result = 0;

	*comparison = (struct comparison){0};
	if (old != NULL)
		result = registry_load(&registry[0], reader_share(old));
	if (result == 0)
		result = registry_load(&registry[1], reader_share(new));
	if (result == 0)
		return compare(comparison, &registry[0], &registry[1]);
	comparison_free(comparison);
	return result;
}

void
comparison_free(struct comparison *comparison)
{
	free(comparison->changes.list);
	for (size_t i = 0; i < 2; i++) {
		collation_free(&comparison->collation[i]);
		registry_free(&comparison->registry[i]);
	}
	*comparison = (struct comparison){0};
}
