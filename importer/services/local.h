/* SPDX-License-Identifier: MIT */
/*
 * The local files: services(5) files of the site, as a rule /etc/services.
 * What they know the registry must not answer.
 */
#ifndef IANAPORTS_IMPORTER_SERVICES_LOCAL_H
#define IANAPORTS_IMPORTER_SERVICES_LOCAL_H

#include <time.h>

#include "importer/services/services.h"

/* One of them in memory. */
struct local_file {
	char *name;       /* for messages: its path with the root's before it */
	const char *path; /* the end of that */
	struct source source; /* empty if it could not be read */
};

/* One that is all zero knows nothing. */
struct local {
	const char *paths; /* in order, with a colon between; NULL for none */
	struct local_file *files;
	size_t file_count, file_capacity;
	struct services services;
	bool missing; /* at least one is */
	/* Of all files together; the time is that of the latest. */
	size_t size;
	struct timespec time;
	char digest[DIGEST_SIZE];
};

/*
 * The local file unless another is named: /etc/services, else
 * /usr/etc/services; both where the services line of nsswitch.conf(5) has
 * "usrfiles".  NULL if there is none below a root (importer/root.h).
 */
const char *local_find(const char *root);

/*
 * Takes the bytes of the files at paths with a colon between, below a root.
 * Each has to be a regular file.  Messages go where those of `diag` go, each
 * under the name of its file.  The paths must outlive the local files.
 *
 * Returns 0; RESULT_REFUSED if one cannot be read; or -ENOMEM.  What could
 * be read is there all the same, and is to be freed.
 */
int local_load(struct local *local, const char *paths, const char *root,
	       struct diag *diag);

/* Finds the lines in the bytes of all files, once; returns the same. */
int local_parse(struct local *local, struct diag *diag);

/* Both, even if one of the files cannot be read. */
int local_read(struct local *local, const char *paths, const char *root,
	       struct diag *diag);

/* Port in host byte order. */
static inline bool
local_has_pair(const struct local *local, uint16_t port, unsigned int transport)
{
	return services_have_pair(&local->services, port, transport);
}

/* A name or alias, in whatever case, on whatever transport. */
static inline bool
local_has_name(const struct local *local, const char *name)
{
	return services_find(&local->services, name) <
	       local->services.name_count;
}

/* The same on that transport. */
bool local_answers(const struct local *local, const char *name,
		   unsigned int transport);

/*
 * Takes the names that the local files know off other lines, whose order by
 * name is lost.  A line that has none left is of size 0.
 */
void local_withhold(const struct local *local, struct services *services);

/* How the files that a database was made with stand to it now. */
enum local_state {
	LOCAL_NONE,      /* there were none */
	LOCAL_UNCHANGED, /* in content, if not in time */
	LOCAL_CHANGED,
	LOCAL_MISSING,    /* at least one is */
	LOCAL_UNREADABLE, /* at least one is, and none is missing */
};

/* Takes the meta record of the database. */
enum local_state local_compare(const char *const *meta);

void local_free(struct local *local);

#endif
