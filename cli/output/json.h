/* SPDX-License-Identifier: MIT */
/*
 * A JSON document, told member by member.  An absent or empty text is null, and
 * so is a number below 0.  A key is a literal, or NULL in a list.  No character
 * of it can do a terminal harm.
 */
#ifndef IANAPORTS_CLI_OUTPUT_JSON_H
#define IANAPORTS_CLI_OUTPUT_JSON_H

#include <stdbool.h>
#include <stdint.h>

struct json_object; /* json-c's */

#define JSON_DEPTH 8

struct json {
	/* What is open, the outermost first; NULL for what is printed as it
	 * comes. */
	struct json_object *open[JSON_DEPTH];
	unsigned int depth;
	const char *key; /* of the open value that is to be printed whole */
	bool begun;      /* what is printed as it comes has a member */
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
void json_open_object(struct json *json, const char *key);
void json_open_list(struct json *json, const char *key);
void json_close(struct json *json);

/* Closes whatever is open. */
void json_end(struct json *json);

#endif
