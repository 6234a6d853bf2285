/* Why a port has the name that it has. */
#ifndef IANAPORTS_CLI_QUERY_NAMING_H
#define IANAPORTS_CLI_QUERY_NAMING_H

#include "cli/query/rows.h"

struct naming {
	const struct row *canonical; /* NULL if nothing is assigned */
	const char *reason;          /* why it is, or NULL if it has no rival */
	/* The other names, in the registry's order, each once. */
	const char **others;
	size_t count;
	/* The port that the name alone means, or NULL if it has but one. */
	const struct row *by_name;
};

/* How a row's ports are named, on its first transport; to be freed. */
void naming_find(struct naming *naming, const struct rows *rows,
		 const struct row *row);

void naming_free(struct naming *naming);

#endif
