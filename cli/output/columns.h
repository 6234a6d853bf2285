/* The columns of a row as JSON. */
#ifndef IANAPORTS_CLI_OUTPUT_COLUMNS_H
#define IANAPORTS_CLI_OUTPUT_COLUMNS_H

#include <json-c/json.h>

#include "importer/registry/registry.h"

/* Puts all columns of a row into an object, new or of another row. */
void row_json(struct json_object *object, const struct row *row);

#endif
