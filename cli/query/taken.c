/* SPDX-License-Identifier: MIT */
#include "cli/query/taken.h"

#include <stdlib.h>

#include "cli/query/bound.h"
#include "cli/query/naming.h"
#include "cli/query/site.h"

static void
take(struct taken_ports *ports, unsigned int port, enum taken reason)
{
	if (ports->reason[port] == TAKEN_NOT)
		ports->reason[port] = (unsigned char)reason;
}

/* "Microsoft (unoffically) using 1895" */
static bool
is_tainted(const struct row *row)
{
	return row_state(row) == STATE_UNASSIGNED &&
	       (row->field[COLUMN_UNAUTHORIZED][0] != '\0' ||
		row->field[COLUMN_NOTES][0] != '\0');
}

static void
take_registered(struct taken_ports *ports, const struct rows *rows,
		unsigned int transport)
{
	for (unsigned int p = 0; p <= UINT16_MAX; p++) {
		enum state state = rows_state(rows, (uint16_t)p, transport);

		if (state > STATE_DYNAMIC)
			take(ports, p,
			     state == STATE_ASSIGNED ? TAKEN_ASSIGNED
						     : TAKEN_RESERVED);
	}
	for (size_t i = 0; i < rows->registry.row_count; i++) {
		const struct row *row = rows_get(rows, i);

		if (is_tainted(row) && row_is_on(row, transport))
			for (unsigned int p = row->first; p <= row->last; p++)
				take(ports, p, TAKEN_UNAUTHORIZED);
	}
}

static void
take_local(struct taken_ports *ports, const struct rows *rows,
	   unsigned int transport)
{
	struct local site;

	site_read(&site, rows);
	for (size_t i = 0; i < site.services.count; i++) {
		const struct service *line = &site.services.lines[i];

		/* Who left out the protocol cannot be asked. */
		if (transport == 0 || line->transport == transport ||
		    line->protocol[0] == '\0')
			take(ports, line->port, TAKEN_LOCAL);
	}
	local_free(&site);
}

static void
take_bound(struct taken_ports *ports, unsigned int transport, bool ephemeral)
{
	unsigned int bits = transport == 0 ? ~0u : 1u << transport;
	struct bound *bound = cli_memory(malloc(sizeof(*bound)));

	/* Without /proc, what the registry says is still of use. */
	(void)bound_read(bound);
	for (unsigned int p = 0; p <= UINT16_MAX; p++) {
		if ((bound->transports[p] & bits) != 0)
			take(ports, p, TAKEN_BOUND);
		if (bound->ephemeral[p] && !ephemeral)
			take(ports, p, TAKEN_EPHEMERAL);
	}
	free(bound);
}

void
taken_find(struct taken_ports *ports, const struct rows *rows,
	   unsigned int transport, bool ephemeral)
{
	*ports = (struct taken_ports){{TAKEN_NOT}};
	take_registered(ports, rows, transport);
	take_local(ports, rows, transport);
	take_bound(ports, transport, ephemeral);
}
