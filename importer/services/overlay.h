/* SPDX-License-Identifier: MIT */
/*
 * The overlay: the local files' own lines as entries of the database, so that
 * the module answers for /etc/services as glibc's files module does.
 */
#ifndef IANAPORTS_IMPORTER_SERVICES_OVERLAY_H
#define IANAPORTS_IMPORTER_SERVICES_OVERLAY_H

#include "db/key.h"
#include "db/record.h"
#include "importer/services/services.h"

/* A question and the line that answers it. */
struct overlay_entry {
	const char *name; /* NULL: the question is for the port */
	uint16_t port;
	unsigned int transport, ordinal;
	size_t line; /* its place among the lines */
};

struct overlay {
	const struct services *services;
	struct overlay_entry *entries; /* in the order of their keys */
	size_t count, capacity;
	bool wanted; /* be there lines or not */
};

/*
 * Makes the entries of local files, whose lines must outlive them.  A line that
 * a record cannot hold is reported as an error: the answers could not be the
 * same.
 *
 * Returns 0 and an overlay to be freed, RESULT_REFUSED, or -ENOMEM.
 */
int overlay_make(struct overlay *overlay, const struct services *services,
		 struct diag *diag);

/* The key of an entry, and its length. */
size_t overlay_key(const struct overlay_entry *entry,
		   unsigned char key[static KEY_MAX]);

/* What answers it; its names are the line's. */
struct record overlay_record(const struct overlay *overlay,
			     const struct overlay_entry *entry);

/* Frees what it holds; one that is all zero is empty. */
void overlay_free(struct overlay *overlay);

#endif
