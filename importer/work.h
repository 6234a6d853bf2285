/* The steps of an import, for import.c and receive.c alone. */
#ifndef IANAPORTS_IMPORTER_WORK_H
#define IANAPORTS_IMPORTER_WORK_H

#include "importer/import.h"
#include "importer/publish.h"

/* Everything that an import reads, and what it makes of it. */
struct ianaports_work {
	struct ianaports_diag diag;
	struct ianaports_source source;
	char digest[IANAPORTS_DIGEST_SIZE]; /* of the registry file */
	enum ianaports_form form;
	struct ianaports_registry registry;
	struct ianaports_local *local;
	struct ianaports_collation collation;
	struct ianaports_overlay overlay;
	size_t old_assigned; /* in the database in force */
	bool old_overlay;
	/* For a fetched registry alone: */
	bool fetched;
	struct ianaports_registry in_force;
	char *old_local; /* its local authority, or NULL without a database */
};

/*
 * The steps, in their order but for the first three.  Each returns 0,
 * IANAPORTS_REFUSED with the reason reported, or -errno.
 */
int ianaports_work_read_old(const struct ianaports_import *import,
			    struct ianaports_work *work);
int ianaports_work_read_local(const struct ianaports_import *import,
			      struct ianaports_work *work);
int ianaports_work_read_registry(const struct ianaports_import *import,
				 struct ianaports_work *work);
int ianaports_work_collate(struct ianaports_work *work);
int ianaports_work_compare(const struct ianaports_import *import,
			   struct ianaports_work *work);

/* What was found into the import, and what is to be written. */
void ianaports_work_describe(struct ianaports_import *import,
			     const struct ianaports_work *work,
			     struct ianaports_contents *contents);

/* Reports -E2BIG as a refusal, and frees all; returns what came of it. */
int ianaports_work_end(struct ianaports_work *work, int result);

#endif
