/*
 * The overlay: the local authority's own lines as entries of the database, so
 * that the module answers for /etc/services as glibc's files module does.
 */
#ifndef IANAPORTS_IMPORTER_SERVICES_OVERLAY_H
#define IANAPORTS_IMPORTER_SERVICES_OVERLAY_H

#include "db/key.h"
#include "db/record.h"
#include "importer/services/local.h"

/* A key and the line that answers it. */
struct overlay_entry {
	unsigned char key[KEY_MAX];
	size_t key_size;
	size_t record;
};

struct overlay {
	struct record *records; /* one a line, in the file's order */
	size_t record_count, record_capacity;
	struct overlay_entry *entries; /* in no order */
	size_t entry_count, entry_capacity;
	bool wanted; /* be there lines or not */
};

/*
 * Makes the entries of a local authority, of the lines that glibc reads and as
 * it reads them.  One that a record cannot hold is reported as an error: the
 * answers could not be the same.
 *
 * Returns 0 and an overlay to be freed, RESULT_REFUSED, or -ENOMEM.
 */
int overlay_make(struct overlay *overlay, const struct local *local,
		 struct diag *diag);

/* Frees what it holds; one that is all zero is empty. */
void overlay_free(struct overlay *overlay);

#endif
