/* SPDX-License-Identifier: MIT */
#include "cli/query/naming.h"

#include <stdlib.h>
#include <strings.h>

enum state
rows_state(const struct rows *rows, uint16_t port, unsigned int transport)
{
	enum state state = STATE_UNASSIGNED;
	const struct row *row;
	bool listed = false, elsewhere = false;
	size_t at = 0;

	while ((row = rows_next(rows, port, &at)) != NULL) {
		enum state other = row_state(row);

		if (!row_is_on(row, transport)) {
			elsewhere = true;
			continue;
		}
		listed = true;
		if (other > state)
			state = other;
	}
	return elsewhere && !listed ? STATE_RESERVED : state;
}

/* The next row that assigns a port on a transport. */
static const struct row *
next_assigned(const struct rows *rows, uint16_t port, unsigned int transport,
	      size_t *at)
{
	const struct row *row;

	while ((row = rows_next(rows, port, at)) != NULL)
		if (row_is_on(row, transport) && row_is_assigned(row))
			break;
	return row;
}

const struct row *
rows_canonical(const struct rows *rows, uint16_t port, unsigned int transport)
{
	const struct row *best = NULL, *row;
	size_t at = 0;

	while ((row = next_assigned(rows, port, transport, &at)) != NULL)
		if (row_wins(row, best))
			best = row;
	return best;
}

const struct row *
row_canonical(const struct rows *rows, const struct row *row)
{
	if (!row_is_assigned(row))
		return NULL;
	return rows_canonical(rows, row->first, row_transport(row));
}

/* Takes a name unless it is there; false if so. */
static bool
add(struct naming *naming, const char *name)
{
	if (strcasecmp(name, naming->canonical->field[COLUMN_NAME]) == 0)
		return false;
	for (size_t i = 0; i < naming->count; i++)
		if (strcasecmp(name, naming->others[i]) == 0)
			return false;
	naming->others = cli_memory(reallocarray(
		naming->others, naming->count + 1, sizeof(*naming->others)));
	naming->others[naming->count++] = name;
	return true;
}

void
naming_find(struct naming *naming, const struct rows *rows,
	    const struct row *row)
{
	const struct row *rival = NULL, *other;
	size_t at = 0;

	*naming = (struct naming){.canonical = row_canonical(rows, row)};
	if (naming->canonical == NULL)
		return;
	while ((other = next_assigned(rows, row->first, row_transport(row),
				      &at)) != NULL)
		if (add(naming, other->field[COLUMN_NAME]) &&
		    row_wins(other, rival))
			rival = other;
	if (rival != NULL)
		naming->reason = row_reason(naming->canonical, rival);
}

void
naming_free(struct naming *naming)
{
	free(naming->others);
}
