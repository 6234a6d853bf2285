/*
 * The local files: services(5) files of the site, as a rule /etc/services.
 * What they know the registry must not answer.
 */
#ifndef IANAPORTS_IMPORTER_SERVICES_LOCAL_H
#define IANAPORTS_IMPORTER_SERVICES_LOCAL_H

#include <time.h>

#include "importer/services/services.h"

/* One that is all zero knows nothing. */
struct local {
	const char *paths; /* in order, with a colon between; NULL for none */
	char *files;       /* the same, each with its NUL */
	struct services services;
	bool missing; /* at least one is */
	/* Of all files together; the time is that of the latest. */
	size_t size;
	struct timespec time;
	char digest[DIGEST_SIZE];
};

/* The local file unless another is named; NULL if there is none below root,
 * which may be NULL. */
const char *local_find(const char *root);

/*
 * Reads the files at paths with a colon between, below a root or NULL.  Each
 * has to be a regular file.  Messages are on `diag->file`, which is set.  The
 * paths must outlive the local files.
 *
 * Returns 0; RESULT_REFUSED if one cannot be read; or -ENOMEM.  What could
 * be read is there all the same, and is to be freed.
 */
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
