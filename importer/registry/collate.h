/*
 * Collation: from the registry's rows to one record a (port, transport) and
 * one port a (name, transport), the local authority left out.
 */
#ifndef IANAPORTS_IMPORTER_REGISTRY_COLLATE_H
#define IANAPORTS_IMPORTER_REGISTRY_COLLATE_H

#include "db/record.h"
#include "importer/registry/registry.h"
#include "importer/services/local.h"

/* A name in lower case on a transport, and the record that answers it. */
struct name {
	const char *name;
	unsigned int transport;
	size_t record;
};

struct collation {
	/* By port, then transport; those of the local authority included. */
	struct record *records;
	size_t record_count;
	/* By name, then transport; those of the local authority left out. */
	struct name *names;
	size_t name_count;
	char **folded; /* the rows' names in lower case, or NULL */
	size_t row_count;
};

/*
 * Several rows on one (port, transport): the canonical name is that of a row
 * that is no alias, duplicate or historic entry; then of one that an RFC or
 * the IESG stands behind; then of the first.  The others are aliases, in the
 * registry's order.  A name on several ports of a transport stands for the
 * port that the same rules choose; a range's name for its first port.  Names
 * that the local authority knows are left out; where it is NULL, none are made.
 *
 * Returns 0 and a collation to be freed; -E2BIG if a port has more names than a
 * record holds, or all together name more than a database holds; -ENOMEM.
 */
int collation_make(struct collation *collation, const struct registry *registry,
		   const struct local *local);

/* The record of a port, in host byte order, on a transport; NULL if none. */
struct record *collation_find(const struct collation *collation, uint16_t port,
			      unsigned int transport);

void collation_free(struct collation *collation);

#endif
