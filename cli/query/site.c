#include "cli/query/site.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "cli/output/json.h"
#include "cli/query/naming.h"
#include "db/transport.h"
#include "importer/input/range.h"
#include "importer/services/services.h"

/* Ends a cell with a NUL where it stands, in a source of our own. */
static const char *
end(const struct site *site, const struct cell *cell)
{
	size_t at = (size_t)(cell->text - site->source.text);

	site->source.text[at + cell->length] = '\0';
	return site->source.text + at;
}

static void
add_line(struct site *site, const struct service *service)
{
	struct site_line *line;
	struct range range;

	if (service->fault != NULL ||
	    range_parse(&range, service->port.text, service->port.length) !=
		    RANGE_GOOD ||
	    range.first != range.last)
		return;
	if (site->count == site->capacity) {
		site->capacity = 2 * site->capacity + 512;
		site->lines = cli_memory(reallocarray(
			site->lines, site->capacity, sizeof(*site->lines)));
	}
	line = &site->lines[site->count++];
	line->port = (uint16_t)range.first;
	line->protocol = end(site, &service->protocol);
	line->transport = transport_find(line->protocol);
	line->names = cli_memory(
		calloc(service->alias_count + 2, sizeof(*line->names)));
	line->names[0] = end(site, &service->name);
	for (size_t i = 0; i < service->alias_count; i++)
		line->names[1 + i] = end(site, &service->aliases[i]);
}

void
site_read(struct site *site, const struct rows *rows)
{
	const char *path = rows_meta(rows)[META_LOCAL_PATH];
	struct diag diag = {.out = stderr, .file = path};
	struct services services = {.source = &site->source};
	struct service service;
	struct stat status;

	*site = (struct site){.path = path};
	if (stat(path, &status) == 0 && status.st_size != 0)
		source_read(&site->source, path, &diag);
	diag_end(&diag);
	while (services_next(&services, &service))
		add_line(site, &service);
}

bool
site_has(const struct site_line *line, const char *name)
{
	for (size_t i = 0; line->names[i] != NULL; i++)
		if (strcasecmp(line->names[i], name) == 0)
			return true;
	return false;
}

static bool
is_registered(const struct rows *rows, const struct site_line *line,
	      const char *name)
{
	const struct row *row;
	size_t at = 0;

	while ((row = rows_next(rows, line->port, &at)) != NULL) {
		if (row_is_on(row, line->transport) &&
		    strcasecmp(row->field[COLUMN_NAME], name) == 0)
			return true;
	}
	return false;
}

bool
site_differs(const struct rows *rows, const struct site_line *line,
	     bool aliases)
{
	const struct row *row = NULL;

	if (line->transport != 0)
		row = rows_canonical(rows, line->port, line->transport);
	if (row == NULL ||
	    strcasecmp(row->field[COLUMN_NAME], line->names[0]) != 0)
		return true;
	for (size_t i = 1; aliases && line->names[i] != NULL; i++)
		if (!is_registered(rows, line, line->names[i]))
			return true;
	return false;
}

void
site_free(struct site *site)
{
	for (size_t i = 0; i < site->count; i++)
		free(site->lines[i].names);
	free(site->lines);
	source_free(&site->source);
}

struct json_object *
site_json(const struct site_line *line)
{
	struct json_object *object = json_object_new_object();
	struct json_object *aliases = json_object_new_array();

	json_text(object, "name", line->names[0]);
	json_number(object, "port", line->port);
	json_text(object, "transport", line->protocol);
	for (size_t i = 1; line->names[i] != NULL; i++)
		json_add(aliases, json_object_new_string(line->names[i]));
	json_put(object, "aliases", aliases);
	return object;
}
