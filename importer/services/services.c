#include "importer/services/services.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/transport.h"
#include "importer/forms/reader.h"

/* Takes the next word of a line off its front; empty at the end. */
static struct cell
take_word(struct cell *line)
{
	struct cell word;
	size_t start = 0, end;

	while (start < line->length && is_space(line->text[start]))
		start++;
	for (end = start; end < line->length; end++)
		if (is_space(line->text[end]))
			break;
	word = (struct cell){line->text + start, end - start, line->line,
			     line->column + start};
	line->text += end;
	line->length -= end;
	line->column += end;
	return word;
}

/* Cuts a cell at a character: the rest behind it, empty if there is none. */
static struct cell
cut(struct cell *cell, char at)
{
	const char *found = memchr(cell->text, at, cell->length);
	struct cell rest = {cell->text + cell->length, 0, cell->line,
			    cell->column + cell->length};

	if (found != NULL) {
		size_t before = (size_t)(found - cell->text);

		rest.text = found + 1;
		rest.length = cell->length - before - 1;
		rest.column = cell->column + before + 1;
		cell->length = before;
	}
	return rest;
}

static void
read_line(struct service *service, struct cell line)
{
	struct cell alias;

	service->comment = cut(&line, '#');
	service->name = take_word(&line);
	service->port = take_word(&line);
	service->protocol = cut(&service->port, '/');
	while (service->protocol.length > 0 &&
	       service->protocol.text[0] == '/') {
		service->protocol.text++;
		service->protocol.length--;
		service->protocol.column++;
	}
	service->alias_count = 0;
	service->crowded = false;
	while ((alias = take_word(&line)).length > 0 && !service->crowded) {
		service->crowded = service->alias_count == ALIASES_MAX;
		if (!service->crowded)
			service->aliases[service->alias_count++] = alias;
	}
	service->fault = NULL;
	if (service->port.length == 0 || service->protocol.length == 0)
		service->fault = "no port/protocol after the name";
	else if (service->crowded)
		service->fault = "too many aliases";
}

bool
services_next(struct services *services, struct service *service)
{
	const struct source *source = services->source;

	while (services->offset < source->length) {
		const char *text = source->text + services->offset;
		size_t left = source->length - services->offset;
		const char *end = memchr(text, '\n', left);
		size_t length = end == NULL ? left : (size_t)(end - text);

		services->offset += end == NULL ? length : length + 1;
		service->line = ++services->line;
		read_line(service,
			  (struct cell){text, length, service->line, 1});
		if (service->name.length > 0)
			return true;
	}
	return false;
}

bool
service_port(const struct service *service, uint16_t *port)
{
	const struct cell *cell = &service->port;
	unsigned long number = 0;

	if (cell->length == 0 || cell->length > 5 ||
	    (cell->length > 1 && cell->text[0] == '0'))
		return false;
	for (size_t i = 0; i < cell->length; i++) {
		if (cell->text[i] < '0' || cell->text[i] > '9')
			return false;
		number = number * 10 + (unsigned long)(cell->text[i] - '0');
	}
	*port = (uint16_t)number;
	return number <= UINT16_MAX;
}

bool
service_files_port(const struct service *service, uint16_t *port)
{
	const struct cell *cell = &service->port;
	unsigned long long number;
	char *end;

	/* The source ends in a NUL. */
	if (cell->length == 0)
		return false;
	number = strtoull(cell->text, &end, 0);
	/* What follows has to be a slash, or the end of the line. */
	if (end != cell->text + cell->length || strchr("/#\n", *end) == NULL)
		return false;
	*port = (uint16_t)number;
	return number <= UINT32_MAX;
}

unsigned int
service_transport(const struct service *service)
{
	const struct cell *cell = &service->protocol;
	char name[8];

	if (cell->length >= sizeof(name))
		return TRANSPORT_ANY;
	memcpy(name, cell->text, cell->length);
	name[cell->length] = '\0';
	return transport_find(name);
}

/* An alias as the registry writes one: a row, and a note that says so. */
static int
add_alias(struct cell *cells, const struct cell *alias,
	  struct registry *registry, struct diag *diag)
{
	char note[SERVICE_NAME_MAX + 64];
	const struct cell *name = &cells[COLUMN_NAME];
	struct cell row[COLUMNS];
	int length;

	memcpy(row, cells, sizeof(row));
	length = snprintf(note, sizeof(note),
			  "This entry is an alias to \"%.*s\".",
			  (int)name->length, name->text);
	row[COLUMN_NAME] = *alias;
	row[COLUMN_NOTES].text = note;
	row[COLUMN_NOTES].length = (size_t)length;
	return registry_add_row(registry, row, diag);
}

static int
add_service(const struct service *service, struct registry *registry,
	    struct diag *diag)
{
	struct cell cells[COLUMNS];
	size_t before = registry->row_count;
	int result;

	for (size_t i = 0; i < COLUMNS; i++)
		cells[i] = (struct cell){"", 0, service->line, 1};
	cells[COLUMN_NAME] = service->name;
	cells[COLUMN_PORT] = service->port;
	cells[COLUMN_TRANSPORT] = service->protocol;
	cells[COLUMN_DESCRIPTION] = service->comment;
	result = registry_add_row(registry, cells, diag);
	if (registry->row_count == before)
		return result;
	for (size_t i = 0; i < service->alias_count && result == 0; i++)
		result = add_alias(cells, &service->aliases[i], registry, diag);
	return result;
}

int
services_read(const struct source *source, struct registry *registry,
	      struct diag *diag)
{
	struct services services = {.source = source};
	struct service service;
	int result = 0;

	while (result == 0 && services_next(&services, &service)) {
		const struct cell *name = &service.name;
		int length = name->length < 60 ? (int)name->length : 60;

		if (service.fault == NULL)
			result = add_service(&service, registry, diag);
		else
			diag_error(diag, name->line, name->column, "'%.*s': %s",
				   length, name->text, service.fault);
	}
	return result;
}
