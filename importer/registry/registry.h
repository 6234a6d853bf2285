/* The registry in memory: what a reader hands to collation. */
#ifndef IANAPORTS_IMPORTER_REGISTRY_REGISTRY_H
#define IANAPORTS_IMPORTER_REGISTRY_REGISTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/format.h"
#include "importer/input/cell.h"
#include "importer/input/date.h"
#include "importer/input/diag.h"

/* One row of the registry, every field kept. */
struct row {
	const char *field[COLUMNS]; /* never NULL */
	bool numbered;              /* it has a port */
	uint16_t first, last;       /* host byte order, inclusive */
	unsigned int transport;     /* enum transport, 0 for none */
};

struct registry {
	struct row *rows;
	size_t row_count, row_capacity;
	const char *(*people)[PERSON_FIELDS];
	size_t person_count, person_capacity;
	char date[DATE_SIZE];   /* of the registry itself, or "" */
	char newest[DATE_SIZE]; /* of the rows added, or "" */
};

/*
 * Checks a row and appends it: the cells in the order of the columns, copied,
 * with white space around them removed and CR LF inside made LF.  A row that
 * cannot be what it claims (port 70000, "80-79", transport "tcpp", a name
 * with a space, ...) is reported, whole, and not appended.
 *
 * Returns 0, also for a bad row (diag counts it); -E2BIG if there are a million
 * already; or -ENOMEM.
 */
int registry_add_row(struct registry *registry,
		     const struct cell cells[static COLUMNS],
		     struct diag *diag);

/* The same for a person; the identifier stands without its brackets. */
int registry_add_person(struct registry *registry,
			const struct cell cells[static PERSON_FIELDS],
			struct diag *diag);

/*
 * Takes YYYY-MM-DD as the registry's own date; reports what is no day of the
 * calendar, or lies ahead.
 */
void registry_set_date(struct registry *registry, const struct cell *cell,
		       struct diag *diag);

/* Frees what a registry holds; one that is all zero is empty. */
void registry_free(struct registry *registry);

#endif
