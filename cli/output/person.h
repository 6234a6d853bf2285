/* SPDX-License-Identifier: MIT */
/* Assignees and contacts: from "[Jeff_Holmbeck]" to who that is. */
#ifndef IANAPORTS_CLI_OUTPUT_PERSON_H
#define IANAPORTS_CLI_OUTPUT_PERSON_H

#include "cli/output/json.h"
#include "cli/query/rows.h"

/*
 * Each person of a field on a line of its own, to be freed, with organisation
 * and addresses where the registry has them.
 */
char *people_text(struct rows *rows, const char *field);

/* A list of objects, one a person; all but the identifier may be null. */
void people_json(struct json *json, const char *key, struct rows *rows,
		 const char *field);

#endif
