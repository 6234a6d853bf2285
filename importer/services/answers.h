/* SPDX-License-Identifier: MIT */
/*
 * Lines of services(5) as entries of the database, so that the module answers
 * for them as glibc's files module does: the local file's own lines, which are
 * an overlay, and those of a registry in that form.
 */
#ifndef IANAPORTS_IMPORTER_SERVICES_ANSWERS_H
#define IANAPORTS_IMPORTER_SERVICES_ANSWERS_H

#include "db/key.h"
#include "db/record.h"
#include "importer/services/local.h"

/* A question and the line that answers it. */
struct answers_entry {
	const char *name; /* NULL: the question is for the port */
	uint16_t port;
	unsigned int transport, ordinal;
	size_t line; /* its place in the list */
};

/* One that is all zero is empty. */
struct answers {
	/* In the order in which they are asked, the local file's first. */
	const struct service **list;
	size_t count, capacity, local;
	/* In the order of their keys, once they are sorted. */
	struct answers_entry *entries;
	size_t entry_count, entry_capacity;
	bool overlay;  /* the local file's are wanted, be there lines or not */
	bool registry; /* the registry's are */
};

/*
 * Takes the local files' lines, before any other.  The lines must outlive their
 * entries.  One that a record cannot hold is reported as an error: the answers
 * could not be the same.
 *
 * Returns 0, RESULT_REFUSED or -ENOMEM.
 */
int answers_overlay(struct answers *answers, const struct services *services,
		    struct diag *diag);

/*
 * The same for a registry's lines, but for those of transports that we do not
 * know and those without a name.  They do not answer for what the local files
 * know.
 */
int answers_add(struct answers *answers, const struct services *services,
		const struct local *local, struct diag *diag);

/*
 * Leaves to each question the line that answers it, and orders them.  Returns
 * the same.
 */
int answers_sort(struct answers *answers, struct diag *diag);

/* The key of an entry, and its length. */
size_t answers_key(const struct answers_entry *entry,
		   unsigned char key[static KEY_MAX]);

/* A line of the list as a record; its names are the line's. */
struct record answers_record(const struct answers *answers, size_t line);

/* How many names and ports with a transport the registry's lines answer. */
void answers_count(const struct answers *answers, size_t *names, size_t *ports);

/* Frees what it holds. */
void answers_free(struct answers *answers);

#endif
