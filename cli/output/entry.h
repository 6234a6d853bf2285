/* A row of the registry as JSON. */
#ifndef IANAPORTS_CLI_OUTPUT_ENTRY_H
#define IANAPORTS_CLI_OUTPUT_ENTRY_H

#include <json-c/json.h>

#include "cli/query/heard.h"

/* What every verb says of a row. */
struct json_object *entry_json(const struct rows *rows, const struct row *row);

/*
 * All that the registry knows, and what programs hear of that port of it, of
 * the first if it is -1.
 */
struct json_object *entry_json_full(struct rows *rows,
				    const struct sources *sources,
				    const struct row *row, int port);

#endif
