/* References and where to read them: from "[RFC9110]" to its URL. */
#ifndef IANAPORTS_CLI_OUTPUT_REFERENCE_H
#define IANAPORTS_CLI_OUTPUT_REFERENCE_H

#include <json-c/json.h>
#include <stdio.h>

/* Prints each reference of a field on a line of its own, as wrapped text. */
void references_print(FILE *out, const char *field, unsigned int indent,
		      unsigned int width);

/* An array of objects with "text" and "url", which may be null. */
struct json_object *references_json(const char *field);

#endif
