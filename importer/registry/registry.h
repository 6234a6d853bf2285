/* The registry in memory: what a reader hands to collation. */
#ifndef IANAPORTS_IMPORTER_REGISTRY_REGISTRY_H
#define IANAPORTS_IMPORTER_REGISTRY_REGISTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/format.h"
#include "importer/input/cell.h"
#include "importer/input/diag.h"

#define IANAPORTS_DATE_SIZE 11 /* YYYY-MM-DD with its NUL */

/* One row of the registry, every field kept. */
struct ianaports_row {
	const char *field[IANAPORTS_COLUMNS]; /* never NULL */
	bool numbered;                        /* it has a port */
	uint16_t first, last;                 /* host byte order, inclusive */
	unsigned int transport; /* enum ianaports_transport, 0 for none */
};

struct ianaports_registry {
	struct ianaports_row *rows;
	size_t row_count, row_capacity;
	const char *(*people)[IANAPORTS_PERSON_FIELDS];
	size_t person_count, person_capacity;
	char date[IANAPORTS_DATE_SIZE]; /* of the registry itself, or "" */
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
int ianaports_registry_add_row(
	struct ianaports_registry *registry,
	const struct ianaports_cell cells[static IANAPORTS_COLUMNS],
	struct ianaports_diag *diag);

/* The same for a person; the identifier stands without its brackets. */
int ianaports_registry_add_person(
	struct ianaports_registry *registry,
	const struct ianaports_cell cells[static IANAPORTS_PERSON_FIELDS],
	struct ianaports_diag *diag);

/* Takes YYYY-MM-DD as the registry's own date; reports anything else. */
void ianaports_registry_set_date(struct ianaports_registry *registry,
				 const struct ianaports_cell *cell,
				 struct ianaports_diag *diag);

/* Frees what a registry holds; one that is all zero is empty. */
void ianaports_registry_free(struct ianaports_registry *registry);

#endif
