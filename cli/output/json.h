/* SPDX-License-Identifier: MIT */
/*
 * A JSON document, printed as it is told.  An absent or empty text is null, and
 * so is a number below 0.  A key is a literal, or NULL in a list.  No character
 * of it can do a terminal harm.
 */
#ifndef IANAPORTS_CLI_OUTPUT_JSON_H
#define IANAPORTS_CLI_OUTPUT_JSON_H

#include <stdbool.h>
#include <stdint.h>

#define JSON_DEPTH 8

struct json {
	unsigned int depth;       /* of what is open */
	unsigned int fold;        /* what is deeper stands on one line */
	bool begun;               /* the innermost has a member */
	char closing[JSON_DEPTH]; /* of each that is open */
};

/*
 * Begins a document: with the layout's number, which is raised when a key goes
 * or changes its meaning, and the date of the registry.  In a long one, each
 * element of a list has one line.
 */
void json_begin(struct json *json, const char *date, bool is_long);

void json_text(struct json *json, const char *key, const char *text);
void json_number(struct json *json, const char *key, int64_t number);
void json_truth(struct json *json, const char *key, bool truth);

/* "port" and "last_port", null where there is none. */
void json_ports(struct json *json, bool numbered, uint16_t first,
		uint16_t last);

/* What follows is in it, until it is closed. */
void json_object(struct json *json, const char *key);
void json_list(struct json *json, const char *key);
void json_close(struct json *json);

/* Closes whatever is open. */
void json_end(struct json *json);

#endif
