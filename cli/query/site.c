/* SPDX-License-Identifier: MIT */
#include "cli/query/site.h"

#include <string.h>
#include <strings.h>

#include "cli/query/naming.h"

void
site_read(struct local *site, const struct rows *rows)
{
	const char *paths = reader_meta(rows->registry.reader)[META_LOCAL_PATH];
	/* What is odd about a line was said when it was imported. */
	struct diag diag = {.out = stderr, .quiet = true};

	*site = (struct local){.paths = NULL};
	if (paths[0] != '\0' && local_read(site, paths, NULL, &diag) < 0)
		cli_memory(NULL);
}

static bool
is_registered(const struct rows *rows, const struct service *line,
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
site_differs(const struct rows *rows, const struct service *line, bool aliases)
{
	const char *name = line->names;
	const struct row *row = NULL;

	if (line->transport != TRANSPORT_ANY)
		row = rows_canonical(rows, line->port, line->transport);
	if (row == NULL || strcasecmp(row->field[COLUMN_NAME], name) != 0)
		return true;
	while (aliases && (name = service_next(line, name)) != NULL)
		if (!is_registered(rows, line, name))
			return true;
	return false;
}

void
site_json(struct json *json, const struct service *line)
{
	const char *name = line->names;

	json_open_object(json, NULL);
	json_text(json, "name", name);
	json_number(json, "port", line->port);
	json_text(json, "transport", line->protocol);
	json_open_list(json, "aliases");
	while ((name = service_next(line, name)) != NULL)
		json_text(json, NULL, name);
	json_close(json);
	json_close(json);
}
