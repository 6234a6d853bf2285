/* The columns of a row by name, and a row as JSON. */
#ifndef IANAPORTS_CLI_OUTPUT_COLUMNS_H
#define IANAPORTS_CLI_OUTPUT_COLUMNS_H

#include <json-c/json.h>

#include "importer/registry/registry.h"

/* How JSON and the lines of a diff call a column: "name", "port", ... */
const char *column_key(enum column column);

/* Puts all columns of a row into an object, new or of another row. */
void row_json(struct json_object *object, const struct row *row);

#endif
