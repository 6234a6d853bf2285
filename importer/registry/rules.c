/* SPDX-License-Identifier: MIT */
#include "importer/registry/rules.h"

#include <string.h>
#include <strings.h>

/* What a rank is made of. */
#define UNBACKED  1u /* no RFC and no IESG behind it */
#define SECONDARY 2u /* alias, duplicate or historic entry */

bool
description_unassigns(const char *text, size_t length)
{
	static const char *const states[] = {"reserved", "unassigned",
					     "de-registered"};

	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (length == strlen(states[i]) &&
		    strncasecmp(text, states[i], length) == 0)
			return true;
	return false;
}

bool
row_is_assigned(const struct row *row)
{
	const char *description = row->field[COLUMN_DESCRIPTION];

	/* A port given back may keep its name (sua 14001/udp). */
	return row->numbered && row->field[COLUMN_NAME][0] != '\0' &&
	       !description_unassigns(description, strlen(description));
}

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
	static const char *const names[] = {
		[STATE_UNASSIGNED] = "unassigned",
		[STATE_DYNAMIC] = "dynamic",
		[STATE_RESERVED] = "reserved",
		[STATE_ASSIGNED] = "assigned",
	};

	return names[state];
}

unsigned int
row_transports(const struct row *row)
{
	unsigned int transports = 1u << TRANSPORT_TCP | 1u << TRANSPORT_UDP;

	if (row->transport != 0)
		return 1u << row->transport;
	if (row_state(row) != STATE_ASSIGNED)
		transports |= 1u << TRANSPORT_SCTP | 1u << TRANSPORT_DCCP;
	return transports;
}

bool
row_is_on(const struct row *row, unsigned int transport)
{
	return transport == 0 || (row_transports(row) >> transport & 1) != 0;
}

unsigned int
row_transport(const struct row *row)
{
	return row->transport == 0 ? (unsigned int)TRANSPORT_TCP
				   : row->transport;
}

static bool
says(const char *text, const char *words)
{
	return text[0] != '\0' && strcasestr(text, words) != NULL;
}

unsigned int
row_rank(const struct row *row)
{
	static const char *const secondary[] = {"alias to ", "alias of ",
						"alias for ", "duplicate of ",
						"now historic"};
	const char *notes = row->field[COLUMN_NOTES];
	unsigned int rank = 0;

	for (size_t i = 0; i < sizeof(secondary) / sizeof(secondary[0]); i++)
		if (says(notes, secondary[i]))
			rank |= SECONDARY;
	if (!says(row->field[COLUMN_REFERENCE], "[RFC") &&
	    !says(row->field[COLUMN_ASSIGNEE], "[IESG]"))
		rank |= UNBACKED;
	return rank;
}

bool
row_wins(const struct row *row, const struct row *best)
{
	return best == NULL || row_rank(row) < row_rank(best);
}

enum reason
row_reason(const struct row *row, const struct row *rival)
{
	unsigned int lacks = ~row_rank(row) & row_rank(rival);

	if ((lacks & SECONDARY) != 0)
		return REASON_PRIMARY;
	if ((lacks & UNBACKED) != 0)
		return REASON_BACKED;
	return REASON_FIRST;
}
