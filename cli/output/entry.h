/* SPDX-License-Identifier: MIT */
/* A row of the registry as JSON, and its columns by name. */
#ifndef IANAPORTS_CLI_OUTPUT_ENTRY_H
#define IANAPORTS_CLI_OUTPUT_ENTRY_H

#include <json-c/json.h>

#include "cli/query/heard.h"

/* Puts all columns of a row into an object, new or of another row. */
void row_json(struct json_object *object, const struct row *row);

/* What the verbs that answer questions say of a row. */
struct json_object *entry_json(const struct rows *rows, const struct row *row);

/*
 * All that the registry knows, and what programs hear of that port of it, of
 * the first if it is -1.
 */
struct json_object *entry_json_full(struct rows *rows,
				    const struct sources *sources,
				    const struct row *row, int port);

#endif
