/* SPDX-License-Identifier: MIT */
/*
 * services(5) as a form of the registry: its rows, for whoever looks a service
 * up.  What programs hear are the lines themselves
 * (importer/services/answers.h).
 */
#include <stdio.h>
#include <string.h>

#include "importer/forms/reader.h"
#include "importer/registry/rules.h"
#include "importer/services/services.h"

/* The note must not make its row worth less than a later line's own name. */
static const char note[] = "Another name of \"%s\".";

static struct cell
make_cell(const struct service *service, const char *text)
{
	return (struct cell){text, strlen(text), service->line, 1};
}

static int
add_rows(const struct service *service, struct registry *registry,
	 struct diag *diag)
{
	char port[8], other[SERVICE_NAME_MAX + sizeof(note)] = "";
	struct cell comment = cell_trim(make_cell(service, service->comment));
	struct cell cells[COLUMNS];
	int result = 0;

	snprintf(port, sizeof(port), "%u", service->port);
	for (size_t i = 0; i < COLUMNS; i++)
		cells[i] = make_cell(service, "");
	cells[COLUMN_PORT] = make_cell(service, port);
	cells[COLUMN_TRANSPORT] = make_cell(service, service->protocol);
	/* "Reserved" describes no line; as a description it would say that
	 * the port is nobody's. */
	if (!description_unassigns(comment.text, comment.length))
		cells[COLUMN_DESCRIPTION] = comment;
	for (const char *name = service->names; name != NULL && result == 0;
	     name = service_next(service, name)) {
		size_t before = registry->row_count;

		cells[COLUMN_NAME] = make_cell(service, name);
		cells[COLUMN_NOTES] = make_cell(service, other);
		result = registry_add_row(registry, cells, diag);
		if (name == service->names && registry->row_count == before)
			break;
		snprintf(other, sizeof(other), note, service->names);
	}
	return result;
}

int
services_read(const struct source *source, struct registry *registry,
	      struct diag *diag)
{
	struct services services = {.lines = NULL};
	int result = services_add(&services, source, diag->file, diag);

	for (size_t i = 0; i < services.count && result == 0; i++) {
		const struct service *service = &services.lines[i];

		if (service->transport != TRANSPORT_ANY)
			result = add_rows(service, registry, diag);
		else if (service->protocol[0] != '\0')
			diag_warning(diag, service->line, 1,
				     "unknown transport '%s'; line skipped",
				     service->protocol);
	}
	services_free(&services);
	return result;
}
