/* SPDX-License-Identifier: MIT */
/* A service's row of the registry, or line of the local file, by column. */
#ifndef IANAPORTS_CLI_OUTPUT_FIELD_H
#define IANAPORTS_CLI_OUTPUT_FIELD_H

#include "cli/output/roll.h"
#include "cli/query/heard.h"

/* Behind the registry's own. */
enum { FIELD_LOCAL = COLUMNS, FIELD_HEARD, FIELDS };

/* Its columns have the numbers of the fields. */
extern const struct view field_view;

/*
 * A field of an item, on one of its transports or on 0, none; to be freed, and
 * "-" if there is nothing in it.
 */
char *field_text(size_t field, const struct item *item, unsigned int transport,
		 struct rows *rows, const struct sources *sources);

#endif
