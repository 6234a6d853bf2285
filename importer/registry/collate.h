/* SPDX-License-Identifier: MIT */
/*
 * Collation: from the registry's rows to one record a (port, transport) that is
 * told, and one port a (name, transport) that is found.
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

/* Why a (port, transport) is not told: where its name leads instead. */
enum untold {
	UNTOLD_ELSEWHERE, /* to another port of the registry */
	UNTOLD_LOCAL,     /* to the local file's port */
	UNTOLD_NOWHERE,   /* the local file has the name, not on the transport
			   */
	UNTOLD_REASONS
};

struct collation {
	/*
	 * By port, then transport; those that the local file knows included.
	 * Behind their count, up to the total, the records of names that are
	 * found but not told, in no order.
	 */
	struct record *records;
	size_t record_count, total;
	/* By name, then transport; those that the local file knows left out. */
	struct name *names;
	size_t name_count;
	size_t pair_count; /* that the registry assigns */
	size_t untold[UNTOLD_REASONS];
	bool all_pairs;
	char *folded; /* the rows' names in lower case */
};

/*
 * Several rows on one (port, transport): the canonical name is that of the row
 * that wins (rules.h), the others are aliases, in the registry's order.  A
 * name on several ports of a transport stands for the port of the row that
 * wins; a range's name for its first port.  Names that the local file, if it is
 * not NULL, knows are left out of the names.
 *
 * Unless `all_pairs` is set, no record has a name that leads elsewhere or
 * nowhere: the first name that does not is the record's own, and where there
 * is none there is no record.
 *
 * Returns 0 and a collation to be freed; -E2BIG if a port has more names than a
 * record holds, or all together name more than a database holds; -ENOMEM.
 */
int collation_make(struct collation *collation, const struct registry *registry,
		   const struct local *local, bool all_pairs);

/*
 * The counts for a registry that is a services(5) file, whose lines are sorted:
 * they answer as they stand (importer/services/answers.h), so there are neither
 * records nor names.  A pair is not told if the local file has all names that
 * its lines give it.
 */
void collation_count(struct collation *collation,
		     const struct services *services, const struct local *local,
		     bool all_pairs);

/* Counts a pair that is not told, by what becomes of its name. */
void collation_count_untold(struct collation *collation, uint16_t port,
			    unsigned int transport, const char *name,
			    const struct local *local);

/* The record of a port, in host byte order, on a transport; NULL if none. */
const struct record *collation_find(const struct collation *collation,
				    uint16_t port, unsigned int transport);

/* The same, but NULL as well if its canonical name is another. */
const struct record *collation_find_named(const struct collation *collation,
					  uint16_t port, unsigned int transport,
					  const char *name);

/*
 * The record that answers a name, in whatever case, on a transport, or on the
 * first one if that is TRANSPORT_ANY; NULL if none does.
 */
const struct record *collation_answer(const struct collation *collation,
				      const char *name, unsigned int transport);

void collation_free(struct collation *collation);

#endif
