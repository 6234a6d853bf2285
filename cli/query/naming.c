#include "cli/query/naming.h"

#include <stdlib.h>
#include <strings.h>

#include "importer/registry/rules.h"

static const char *
explain(unsigned int rank, unsigned int rival)
{
	unsigned int lacks = ~rank & rival;

	if ((lacks & RANK_SECONDARY) != 0)
		return "the other names are aliases, duplicates or historic";
	if ((lacks & RANK_UNBACKED) != 0)
		return "an RFC or the IESG stands behind it";
	return "it comes first in the registry";
}

static void
add(struct naming *naming, const char *name)
{
	if (strcasecmp(name, naming->canonical->field[COLUMN_NAME]) == 0)
		return;
	for (size_t i = 0; i < naming->count; i++)
		if (strcasecmp(name, naming->others[i]) == 0)
			return;
	naming->others = cli_memory(reallocarray(
		naming->others, naming->count + 1, sizeof(*naming->others)));
	naming->others[naming->count++] = name;
}

/* Ports of a name are chosen among as names of a port are. */
static const struct row *
find_by_name(const struct rows *rows, const struct row *row)
{
	const char *name = row->field[COLUMN_NAME];
	const struct row *best = NULL;
	bool several = row->first < row->last;

	for (size_t i = 0; i < rows_count(rows); i++) {
		const struct row *other;

		if (strcasecmp(rows_name(rows, i), name) != 0)
			continue;
		other = rows_get(rows, i);
		if (!row_is_assigned(other) ||
		    !row_is_on(other, row_transport(row)))
			continue;
		several = several || other->first != row->first;
		if (best == NULL || row_rank(other) < row_rank(best))
			best = other;
	}
	return several ? best : NULL;
}

void
naming_find(struct naming *naming, const struct rows *rows,
	    const struct row *row)
{
	unsigned int transport = row_transport(row);
	unsigned int rival = ~0u;
	const struct row *other;
	size_t at = 0;

	*naming = (struct naming){0};
	if (!row->numbered)
		return;
	naming->canonical = row_canonical(rows, row);
	if (naming->canonical == NULL)
		return;
	naming->by_name = find_by_name(rows, row);
	while ((other = rows_next(rows, row->first, &at)) != NULL) {
		size_t before = naming->count;

		if (!row_is_assigned(other) || !row_is_on(other, transport))
			continue;
		add(naming, other->field[COLUMN_NAME]);
		if (naming->count > before && row_rank(other) < rival)
			rival = row_rank(other);
	}
	if (naming->count > 0)
		naming->reason = explain(row_rank(naming->canonical), rival);
}

void
naming_free(struct naming *naming)
{
	free(naming->others);
}
