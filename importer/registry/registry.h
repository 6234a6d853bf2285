/* SPDX-License-Identifier: MIT */
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

struct reader;

/* One row of the registry, every field kept. */
struct row {
	/* COLUMNS of them, none NULL; see registry_skim. */
	const char *const *field;
	const char *name; /* the first of them; behind it lie the others, */
	uint32_t size;    /* all of that size, each with its NUL */
	unsigned int transport; /* enum transport, 0 for none */
	uint16_t first, last;   /* host byte order, inclusive */
	bool numbered;          /* it has a port */
};

struct registry {
	struct row *rows;
	size_t row_count, row_capacity;
	/* PERSON_FIELDS each; by identifier once they are sorted. */
	const char *const **people;
	size_t person_count, person_capacity;
	char date[DATE_SIZE];   /* of the registry itself, or "" */
	char newest[DATE_SIZE]; /* of the rows added, or "" */
	/* Of one from a database, where its texts are and stay: */
	struct reader *reader;
	const char *(*row_fields)[COLUMNS];
	const char *(*person_fields)[PERSON_FIELDS];
};

/* Seventy times the registry's, of rows and of people. */
#define REGISTRY_MAX ((size_t)1 << 20)

/*
 * How many bytes at the beginning of a text a service name may hold: printable
 * ASCII.  More than RFC 6335, 5.1 allows, since older entries hold "/", "+",
 * ".", "*" and "_", and until 2020 two held spaces.
 */
size_t name_span(const char *text, size_t most);

/*
 * Checks a row and appends it: the cells in the order of the columns, copied,
 * with white space around them removed and CR LF inside made LF.  A row that
 * cannot be what it claims (port 70000, "80-79", transport "tcpp", a name with
 * a control character, ...) is reported, whole, and not appended.
 *
 * Returns 0, also for a bad row (diag counts it); -E2BIG if there are
 * REGISTRY_MAX already; or -ENOMEM.
 */
int registry_add_row(struct registry *registry,
		     const struct cell cells[static COLUMNS],
		     struct diag *diag);

/* The same for a person; the identifier stands without its brackets. */
int registry_add_person(struct registry *registry,
			const struct cell cells[static PERSON_FIELDS],
			struct diag *diag);

/* Brings the people in the order of their identifiers, for registry_person. */
void registry_sort_people(struct registry *registry);

/* The fields of a person, or NULL. */
const char *const *registry_person(const struct registry *registry,
				   const char *id, size_t length);

/*
 * Takes YYYY-MM-DD as the registry's own date; reports what is no day of the
 * calendar, or lies ahead.
 */
void registry_set_date(struct registry *registry, const struct cell *cell,
		       struct diag *diag);

/* Frees what a registry holds; one that is all zero is empty. */
void registry_free(struct registry *registry);

#endif
