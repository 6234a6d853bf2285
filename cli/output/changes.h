/* Changes of the registry as text and as JSON. */
#ifndef IANAPORTS_CLI_OUTPUT_CHANGES_H
#define IANAPORTS_CLI_OUTPUT_CHANGES_H

#include "importer/compare/change.h"

/* One of the two sides of a comparison. */
struct ianaports_edition {
	const char *path;
	const struct ianaports_registry *registry;
};

/* Prints a line that counts, then one a change. */
void ianaports_changes_print(const struct ianaports_changes *changes,
			     const struct ianaports_edition *old,
			     const struct ianaports_edition *new);

/* Prints the same as one JSON document. */
void ianaports_changes_print_json(const struct ianaports_changes *changes,
				  const struct ianaports_edition *old,
				  const struct ianaports_edition *new);

#endif
