/* What rows say of a port.  Declared with them, in cli/query/rows.h. */
#include <string.h>
#include <strings.h>

#include "cli/query/ports.h"
#include "cli/query/rows.h"
#include "importer/registry/rules.h"

enum ianaports_state
ianaports_row_state(const struct ianaports_row *row)
{
	const char *description = row->field[IANAPORTS_DESCRIPTION];

	if (!row->numbered || ianaports_assignment_is(row))
		return IANAPORTS_ASSIGNED;
	if (row->first >= IANAPORTS_DYNAMIC_FIRST)
		return IANAPORTS_DYNAMIC;
	/* "Unassigned [was netstat]", "Unassigned (FRP-Released 12/7/00)" */
	if (strncasecmp(description, "unassigned", strlen("unassigned")) == 0)
		return IANAPORTS_UNASSIGNED;
	return IANAPORTS_RESERVED;
}

const char *
ianaports_state_name(enum ianaports_state state)
{
	switch (state) {
	case IANAPORTS_UNASSIGNED:
		return "unassigned";
	case IANAPORTS_DYNAMIC:
		return "dynamic";
	case IANAPORTS_RESERVED:
		return "reserved";
	case IANAPORTS_ASSIGNED:
		break;
	}
	return "assigned";
}

bool
ianaports_row_is_on(const struct ianaports_row *row, unsigned int transport)
{
	if (transport == 0 || row->transport == transport)
		return true;
	if (row->transport != 0)
		return false;
	return transport <= IANAPORTS_UDP ||
	       ianaports_row_state(row) != IANAPORTS_ASSIGNED;
}

unsigned int
ianaports_row_transport(const struct ianaports_row *row)
{
	return row->transport == 0 ? (unsigned int)IANAPORTS_TCP
				   : row->transport;
}

unsigned int
ianaports_row_transports(const struct ianaports_row *row)
{
	if (row->transport == 0 && row->numbered &&
	    ianaports_row_state(row) == IANAPORTS_ASSIGNED)
		return 1u << IANAPORTS_TCP | 1u << IANAPORTS_UDP;
	return row->transport == 0 ? 0 : 1u << row->transport;
}

enum ianaports_state
ianaports_rows_state(const struct ianaports_rows *rows, uint16_t port,
		     unsigned int transport)
{
	enum ianaports_state state = IANAPORTS_UNASSIGNED;
	const struct ianaports_row *row;
	bool listed = false, elsewhere = false;
	size_t at = 0;

	while ((row = ianaports_rows_next(rows, port, &at)) != NULL) {
		enum ianaports_state other = ianaports_row_state(row);

		if (!ianaports_row_is_on(row, transport)) {
			elsewhere = true;
			continue;
		}
		listed = true;
		if (other > state)
			state = other;
	}
	return elsewhere && !listed ? IANAPORTS_RESERVED : state;
}

const struct ianaports_row *
ianaports_rows_canonical(const struct ianaports_rows *rows, uint16_t port,
			 unsigned int transport)
{
	const struct ianaports_row *best = NULL, *row;
	size_t at = 0;

	while ((row = ianaports_rows_next(rows, port, &at)) != NULL) {
		if (ianaports_row_is_on(row, transport) &&
		    ianaports_assignment_is(row) &&
		    (best == NULL || ianaports_assignment_rank(row) <
					     ianaports_assignment_rank(best)))
			best = row;
	}
	return best;
}

const struct ianaports_row *
ianaports_row_canonical(const struct ianaports_rows *rows,
			const struct ianaports_row *row)
{
	return ianaports_rows_canonical(rows, row->first,
					ianaports_row_transport(row));
}
