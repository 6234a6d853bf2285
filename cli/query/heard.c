/* SPDX-License-Identifier: MIT */
#include "cli/query/heard.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "db/lookup.h"
#include "db/transport.h"

void
sources_open(struct sources *sources, const struct rows *rows,
	     const struct local *site)
{
	size_t size;
	const void *bytes = reader_bytes(rows->registry.reader, &size);
	int result = index_open(&sources->index, bytes, size);

	sources->rows = rows;
	sources->site = site;
	if (result != 0)
		exit(cli_complain(rows->path, result));
}

/* As glibc's files module compares: names with case, any line for none. */
static bool
answers(const struct service *line, const struct heard *heard)
{
	if (heard->asked_for != 0 && line->transport != heard->asked_for)
		return false;
	if (heard->asked == NULL)
		return line->port == heard->asked_port;
	for (const char *name = line->names; name != NULL;
	     name = service_next(line, name))
		if (strcmp(name, heard->asked) == 0)
			return true;
	return false;
}

static void
ask_database(struct heard *heard, const struct sources *sources)
{
	const char *protocol =
		heard->asked_for == 0 ? NULL : transport_name(heard->asked_for);
	struct record record;
	int found;

	if (heard->asked != NULL)
		found = lookup_name(&sources->index, heard->asked, protocol,
				    &record);
	else
		found = lookup_port(&sources->index, htons(heard->asked_port),
				    protocol, &record);
	if (found < 0)
		exit(cli_complain(sources->rows->path, found));
	if (found == 0)
		return;
	heard->found = true;
	heard->name = record.names;
	heard->port = record.port;
	heard->transport = record.transport;
}

static void
ask(struct heard *heard, const struct sources *sources)
{
	const struct services *services = &sources->site->services;

	for (size_t i = 0; i < services->count; i++) {
		const struct service *line = &services->lines[i];

		if (!answers(line, heard))
			continue;
		heard->found = true;
		heard->name = line->names;
		heard->port = line->port;
		heard->transport = line->transport;
		heard->file = line->file;
		return;
	}
	ask_database(heard, sources);
}

size_t
heard_row(struct heard heard[static HEARD_MOST], const struct sources *sources,
	  const struct row *row, unsigned int transports, uint16_t port)
{
	const char *const names[] = {NULL, row->field[COLUMN_NAME]};
	size_t count = 0;

	for (size_t i = 0; i < 2; i++)
		for (unsigned int t = 0; t <= TRANSPORT_DCCP; t++) {
			if (t != 0 && (transports >> t & 1) == 0)
				continue;
			heard[count] = (struct heard){.asked = names[i],
						      .asked_port = port,
						      .asked_for = t};
			ask(&heard[count++], sources);
		}
	return count;
}

const char *
heard_port(const struct sources *sources, uint16_t port, unsigned int transport)
{
	struct heard heard = {.asked_port = port, .asked_for = transport};

	ask(&heard, sources);
	return heard.found ? heard.name : "";
}

char *
heard_question(const struct heard *heard)
{
	const char *slash = heard->asked_for == 0 ? "" : "/";
	const char *transport =
		heard->asked_for == 0 ? "" : transport_name(heard->asked_for);

	if (heard->asked != NULL)
		return cli_format("%s%s%s", heard->asked, slash, transport);
	return cli_format("%u%s%s", heard->asked_port, slash, transport);
}

/* A port is not told under a name that means another, or a local one. */
enum unheard
heard_reason(const struct heard *heard, const struct sources *sources,
	     struct heard *name)
{
	const struct row *row;

	*name = (struct heard){.asked = heard->asked,
			       .asked_for = heard->asked_for};
	if (heard->found)
		return UNHEARD_NOT;
	if (name->asked == NULL) {
		row = rows_canonical(sources->rows, heard->asked_port,
				     heard->asked_for);
		if (row == NULL)
			return UNHEARD_UNASSIGNED;
		name->asked = row->field[COLUMN_NAME];
	}
	ask(name, sources);
	if (!name->found)
		return UNHEARD_LOCAL;
	if (name->port != heard->asked_port)
		return UNHEARD_OTHER;
	*name = (struct heard){.asked = name->asked};
	ask(name, sources);
	return name->found ? UNHEARD_ALONE : UNHEARD_LOCAL;
}
