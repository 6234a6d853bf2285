/* The steps of an import, for import.c and receive.c alone. */
#ifndef IANAPORTS_IMPORTER_WORK_H
#define IANAPORTS_IMPORTER_WORK_H

#include "importer/import.h"
#include "importer/publish.h"

/* Everything that an import reads, and what it makes of it. */
struct work {
	struct diag diag;
	struct source source;
	char digest[DIGEST_SIZE]; /* of the registry file */
	enum form form;
	struct registry registry;
	struct local *local;
	struct collation collation;
	struct overlay overlay;
	size_t old_assigned; /* in the database in force */
	bool old_overlay, old_all_pairs;
	/* For a fetched registry alone: */
	bool fetched;
	struct registry in_force;
	char *old_local; /* its local authority, or NULL without a database */
};

/*
 * The steps, in their order but for the first three.  Each returns 0,
 * RESULT_REFUSED with the reason reported, or -errno.
 */
int work_read_old(const struct import *import, struct work *work);
int work_read_local(const struct import *import, struct work *work);
int work_read_registry(const struct import *import, struct work *work);
int work_collate(const struct import *import, struct work *work);
int work_compare(const struct import *import, struct work *work);

/* What was found into the import, and what is to be written. */
void work_describe(struct import *import, const struct work *work,
		   struct contents *contents);

/* Reports -E2BIG as a refusal, and frees all; returns what came of it. */
int work_end(struct work *work, int result);

#endif
