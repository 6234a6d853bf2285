/* SPDX-License-Identifier: MIT */
/* References and where to read them: from "[RFC9110]" to its URL. */
#ifndef IANAPORTS_CLI_OUTPUT_REFERENCE_H
#define IANAPORTS_CLI_OUTPUT_REFERENCE_H

#include "cli/output/json.h"

/* Each reference of a field on a line of its own, to be freed. */
char *references_text(const char *field);

/* A list of objects with "text" and "url", which may be null. */
void references_json(struct json *json, const char *key, const char *field);

#endif
