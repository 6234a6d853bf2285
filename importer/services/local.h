/*
 * The local authority: what the site's own services(5) file knows, and the
 * registry must therefore not answer.
 */
#ifndef IANAPORTS_IMPORTER_SERVICES_LOCAL_H
#define IANAPORTS_IMPORTER_SERVICES_LOCAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/format.h"
#include "importer/input/diag.h"
#include "importer/input/source.h"

struct local_name {
	char *folded;
	unsigned int transports; /* 1 << each that it stands on */
};

struct local {
	const char *path; /* NULL if there is no local authority */
	struct source source;
	struct local_name *names; /* sorted, each once */
	size_t name_count, name_capacity;
	unsigned char pairs[65536]; /* 1 << transport, by port */
};

/*
 * Reads a services(5) file.  Like glibc's files module it passes over lines
 * that it cannot use, with a warning.
 *
 * Returns 0 and a local authority to be freed; RESULT_REFUSED if the file
 * cannot be read; -ENOMEM.
 */
int local_read(struct local *local, const char *path, struct diag *diag);

/* The same from a source that is there already, which stays the caller's. */
int local_parse(struct local *local, struct diag *diag);

/* Port in host byte order. */
bool local_has_pair(const struct local *local, uint16_t port,
		    unsigned int transport);

/* A name or alias, in lower case, on whatever transport. */
bool local_has_name(const struct local *local, const char *name);

/* The same on that transport. */
bool local_answers(const struct local *local, const char *name,
		   unsigned int transport);

/* How the file that a database was made with stands to it now. */
enum local_state {
	LOCAL_NONE,      /* there was none */
	LOCAL_UNCHANGED, /* in content, if not in time */
	LOCAL_CHANGED,
	LOCAL_MISSING
};

/* Takes the meta record of the database. */
enum local_state local_compare(const char *const *meta);

/* Frees what it holds; one that is all zero knows nothing. */
void local_free(struct local *local);

#endif
