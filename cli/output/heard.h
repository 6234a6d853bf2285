/* SPDX-License-Identifier: MIT */
/* What programs hear, as text and as JSON. */
#ifndef IANAPORTS_CLI_OUTPUT_HEARD_H
#define IANAPORTS_CLI_OUTPUT_HEARD_H

#include "cli/output/json.h"
#include "cli/query/heard.h"

/*
 * A line for each answer, after the questions that have it: "x11, x11/tcp ->
 * 6000"; to be freed.
 */
char *heard_text(const struct sources *sources, const struct row *row,
		 unsigned int transports, uint16_t port);

/* The elements of a list: {"question": "x11/tcp", "port": 6000, ...}, ... */
void heard_json(struct json *json, const struct sources *sources,
		const struct row *row, unsigned int transports, uint16_t port);

#endif
