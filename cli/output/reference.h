/* SPDX-License-Identifier: MIT */
/* References and where to read them: from "[RFC9110]" to its URL. */
#ifndef IANAPORTS_CLI_OUTPUT_REFERENCE_H
#define IANAPORTS_CLI_OUTPUT_REFERENCE_H

#include <json-c/json.h>

/* Each reference of a field on a line of its own, to be freed. */
char *references_text(const char *field);

/* An array of objects with "text" and "url", which may be null. */
struct json_object *references_json(const char *field);

#endif
