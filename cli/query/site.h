/* SPDX-License-Identifier: MIT */
/* The local files as they are now, beside the registry. */
#ifndef IANAPORTS_CLI_QUERY_SITE_H
#define IANAPORTS_CLI_QUERY_SITE_H

#include "cli/output/json.h"
#include "cli/query/rows.h"
#include "importer/services/local.h"

/*
 * Reads the files that a database was made with, by the paths that it noted.
 * Of one that cannot be read standard error hears, and the others are there;
 * without any there are no lines.  To be freed by local_free.
 */
void site_read(struct local *site, const struct rows *rows);

/*
 * Whether a line gives its port another name than the registry does or, if
 * `aliases` is true, any name that the registry does not have there.
 */
bool site_differs(const struct rows *rows, const struct service *line,
		  bool aliases);

/* An element: "name", "port", "transport" and "aliases". */
void site_json(struct json *json, const struct service *line);

#endif
