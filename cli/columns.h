/* The columns of a row by name, and a row as JSON. */
#ifndef IANAPORTS_CLI_COLUMNS_H
#define IANAPORTS_CLI_COLUMNS_H

#include <json-c/json.h>

#include "importer/registry.h"

/* How JSON and the lines of a diff call a column: "name", "port", ... */
const char *ianaports_column_key(enum ianaports_column column);

/* How they call a field of a person: "id", "name", ... */
const char *ianaports_person_key(enum ianaports_person field);

/* A text as JSON, where an empty one is null. */
struct json_object *ianaports_text_json(const char *text);

/*
 * Adds "name", "port", "last_port" and "transport" to an object; ports are
 * numbers, or null without one.
 */
void ianaports_place_json(struct json_object *object, const char *name,
			  bool numbered, uint16_t first, uint16_t last,
			  unsigned int transport);

/* A row with all its columns; to be freed. */
struct json_object *ianaports_row_json(const struct ianaports_row *row);

/* Prints JSON on standard output, on one line or indented, and frees it. */
void ianaports_json_write(struct json_object *object, bool indented);

#endif
