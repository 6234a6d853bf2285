/*
 * JSON as the verbs print it: an absent or empty value is null.  A key is a
 * literal, and new to its object.
 */
#ifndef IANAPORTS_CLI_JSON_H
#define IANAPORTS_CLI_JSON_H

#include <json-c/json.h>
#include <stdint.h>

void ianaports_json_text(struct json_object *object, const char *key,
			 const char *text);
void ianaports_json_number(struct json_object *object, const char *key,
			   int64_t number);
void ianaports_json_put(struct json_object *object, const char *key,
			struct json_object *value);

/* Adds to an array. */
void ianaports_json_add(struct json_object *array, struct json_object *value);

/* Prints a document, in which no character can do a terminal harm; frees it. */
void ianaports_json_print(struct json_object *document);

#endif
