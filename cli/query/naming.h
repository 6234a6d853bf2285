/* Why a port has the name that it has. */
#ifndef IANAPORTS_CLI_QUERY_NAMING_H
#define IANAPORTS_CLI_QUERY_NAMING_H

#include "cli/query/rows.h"

struct ianaports_naming {
	const struct ianaports_row *canonical; /* NULL if nothing is assigned */
	const char *reason; /* why it is, or NULL if it has no rival */
	/* The other names, in the registry's order, each once. */
	const char **others;
	size_t count;
	/* The port that the name alone means, or NULL if it has but one. */
	const struct ianaports_row *by_name;
};

/* How a row's ports are named, on its first transport; to be freed. */
void ianaports_naming_find(struct ianaports_naming *naming,
			   const struct ianaports_rows *rows,
			   const struct ianaports_row *row);

void ianaports_naming_free(struct ianaports_naming *naming);

#endif
