/* SPDX-License-Identifier: MIT */
/* A row of the registry as JSON, and its columns by name. */
#ifndef IANAPORTS_CLI_OUTPUT_ENTRY_H
#define IANAPORTS_CLI_OUTPUT_ENTRY_H

#include "cli/output/json.h"
#include "cli/query/heard.h"

/* All columns of a row. */
void row_json(struct json *json, const char *key, const struct row *row);

/* The members of an object that the verbs which answer questions say. */
void entry_json(struct json *json, const struct rows *rows,
		const struct row *row);

/*
 * An element: all that the registry knows, and what programs hear of that port
 * of it, of the first if it is -1.
 */
void entry_json_full(struct json *json, struct rows *rows,
		     const struct sources *sources, const struct row *row,
		     int port);

#endif
