/* What rows say of a port.  Declared with them, in cli/query/rows.h. */
#include <string.h>
#include <strings.h>

#include "cli/query/ports.h"
#include "cli/query/rows.h"
#include "importer/registry/rules.h"

enum state
row_state(const struct row *row)
{
	const char *description = row->field[COLUMN_DESCRIPTION];

	if (!row->numbered || row_is_assigned(row))
		return STATE_ASSIGNED;
	if (row->first >= DYNAMIC_FIRST)
		return STATE_DYNAMIC;
	/* "Unassigned [was netstat]", "Unassigned (FRP-Released 12/7/00)" */
	if (strncasecmp(description, "unassigned", strlen("unassigned")) == 0)
		return STATE_UNASSIGNED;
	return STATE_RESERVED;
}

const char *
state_name(enum state state)
{
	switch (state) {
	case STATE_UNASSIGNED:
		return "unassigned";
	case STATE_DYNAMIC:
		return "dynamic";
	case STATE_RESERVED:
		return "reserved";
	case STATE_ASSIGNED:
		break;
	}
	return "assigned";
}

bool
row_is_on(const struct row *row, unsigned int transport)
{
	if (transport == 0 || row->transport == transport)
		return true;
	if (row->transport != 0)
		return false;
	return transport <= TRANSPORT_UDP || row_state(row) != STATE_ASSIGNED;
}

unsigned int
row_transport(const struct row *row)
{
	return row->transport == 0 ? (unsigned int)TRANSPORT_TCP
				   : row->transport;
}

unsigned int
row_transports(const struct row *row)
{
	if (row->transport == 0 && row->numbered &&
	    row_state(row) == STATE_ASSIGNED)
		return 1u << TRANSPORT_TCP | 1u << TRANSPORT_UDP;
	return row->transport == 0 ? 0 : 1u << row->transport;
}

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

const struct row *
rows_canonical(const struct rows *rows, uint16_t port, unsigned int transport)
{
	const struct row *best = NULL, *row;
	size_t at = 0;

	while ((row = rows_next(rows, port, &at)) != NULL) {
		if (row_is_on(row, transport) && row_is_assigned(row) &&
		    (best == NULL || row_rank(row) < row_rank(best)))
			best = row;
	}
	return best;
}

const struct row *
row_canonical(const struct rows *rows, const struct row *row)
{
	return rows_canonical(rows, row->first, row_transport(row));
}
