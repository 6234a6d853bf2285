#include "cli/query/naming.h"

#include <stdlib.h>
#include <strings.h>

#include "importer/registry/rules.h"

static const char *
explain(unsigned int rank, unsigned int rival)
{
	unsigned int lacks = ~rank & rival;

	if ((lacks & IANAPORTS_RANK_SECONDARY) != 0)
		return "the other names are aliases, duplicates or historic";
	if ((lacks & IANAPORTS_RANK_UNBACKED) != 0)
		return "an RFC or the IESG stands behind it";
	return "it comes first in the registry";
}

static void
add(struct ianaports_naming *naming, const char *name)
{
	if (strcasecmp(name, naming->canonical->field[IANAPORTS_NAME]) == 0)
		return;
	for (size_t i = 0; i < naming->count; i++)
		if (strcasecmp(name, naming->others[i]) == 0)
			return;
	naming->others = ianaports_cli_memory(reallocarray(
		naming->others, naming->count + 1, sizeof(*naming->others)));
	naming->others[naming->count++] = name;
}

/* Ports of a name are chosen among as names of a port are. */
static const struct ianaports_row *
find_by_name(const struct ianaports_rows *rows, const struct ianaports_row *row)
{
	const char *name = row->field[IANAPORTS_NAME];
	const struct ianaports_row *best = NULL;
	bool several = row->first < row->last;

	for (size_t i = 0; i < ianaports_rows_count(rows); i++) {
		const struct ianaports_row *other;

		if (strcasecmp(ianaports_rows_name(rows, i), name) != 0)
			continue;
		other = ianaports_rows_get(rows, i);
		if (!ianaports_assignment_is(other) ||
		    !ianaports_row_is_on(other, ianaports_row_transport(row)))
			continue;
		several = several || other->first != row->first;
		if (best == NULL || ianaports_assignment_rank(other) <
					    ianaports_assignment_rank(best))
			best = other;
	}
	return several ? best : NULL;
}

void
ianaports_naming_find(struct ianaports_naming *naming,
		      const struct ianaports_rows *rows,
		      const struct ianaports_row *row)
{
	unsigned int transport = ianaports_row_transport(row);
	unsigned int rival = ~0u;
	const struct ianaports_row *other;
	size_t at = 0;

	*naming = (struct ianaports_naming){0};
	if (!row->numbered)
		return;
	naming->canonical = ianaports_row_canonical(rows, row);
	if (naming->canonical == NULL)
		return;
	naming->by_name = find_by_name(rows, row);
	while ((other = ianaports_rows_next(rows, row->first, &at)) != NULL) {
		size_t before = naming->count;

		if (!ianaports_assignment_is(other) ||
		    !ianaports_row_is_on(other, transport))
			continue;
		add(naming, other->field[IANAPORTS_NAME]);
		if (naming->count > before &&
		    ianaports_assignment_rank(other) < rival)
			rival = ianaports_assignment_rank(other);
	}
	if (naming->count > 0)
		naming->reason = explain(
			ianaports_assignment_rank(naming->canonical), rival);
}

void
ianaports_naming_free(struct ianaports_naming *naming)
{
	free(naming->others);
}
