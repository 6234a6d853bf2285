/* Assignees and contacts: from "[Jeff_Holmbeck]" to who that is. */
#ifndef IANAPORTS_CLI_OUTPUT_PERSON_H
#define IANAPORTS_CLI_OUTPUT_PERSON_H

#include <json-c/json.h>
#include <stdio.h>

#include "cli/query/rows.h"

/*
 * Prints each person of a field on a line of its own, with organisation and
 * addresses where the registry has them, from column `indent` on.
 */
void people_print(FILE *out, struct rows *rows, const char *field,
		  unsigned int indent, unsigned int width);

/* An array of objects, one a person; all but the identifier may be null. */
struct json_object *people_json(struct rows *rows, const char *field);

#endif
