/* SPDX-License-Identifier: MIT */
/*
 * JSON as the verbs print it: an absent or empty value is null, and so is a
 * number below 0.  A key is a literal.
 */
#ifndef IANAPORTS_CLI_OUTPUT_JSON_H
#define IANAPORTS_CLI_OUTPUT_JSON_H

#include <json-c/json.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * What a document begins with: the layout's number, which is raised when a key
 * goes or changes its meaning, and the date of the registry.
 */
struct json_object *json_document(const char *date);

void json_text(struct json_object *object, const char *key, const char *text);
void json_number(struct json_object *object, const char *key, int64_t number);

/* In place of a value that the object has there already. */
void json_put(struct json_object *object, const char *key,
	      struct json_object *value);

/* "port" and "last_port", null where there is none. */
void json_ports(struct json_object *object, bool numbered, uint16_t first,
		uint16_t last);

/* Adds to an array. */
void json_add(struct json_object *array, struct json_object *value);

/* Prints a value, in which no character can do a terminal harm; frees it. */
void json_print(struct json_object *document);

/*
 * Prints an object that is too large to stand in memory whole, each member and
 * each element of an array on a line of its own.
 */
struct json_stream {
	const char *end;    /* of the member at hand */
	const char *before; /* the next element of an array */
};

void json_stream_begin(struct json_stream *stream, const char *date);

void json_stream_text(struct json_stream *stream, const char *key,
		      const char *text);

/* An array, which ends with the next one or with the object. */
void json_stream_array(struct json_stream *stream, const char *key);
/* The value is not freed. */
void json_stream_add(struct json_stream *stream, struct json_object *value);

void json_stream_end(struct json_stream *stream);

#endif
