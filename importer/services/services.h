/* SPDX-License-Identifier: MIT */
/* services(5) as glibc's files module reads it: the one reading there is. */
#ifndef IANAPORTS_IMPORTER_SERVICES_SERVICES_H
#define IANAPORTS_IMPORTER_SERVICES_SERVICES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "importer/input/diag.h"
#include "importer/input/source.h"

/* A line that answers questions.  Its texts may hold any byte but NUL. */
struct service {
	const char *file;       /* as it was given */
	size_t line;            /* its number there, from 1 */
	uint16_t port;          /* host byte order */
	unsigned int transport; /* TRANSPORT_ANY for one that we do not know */
	const char *names;      /* the name, then each alias, each with NUL */
	size_t size;            /* bytes of names */
	size_t aliases;         /* their number */
	const char *pair;       /* "80/tcp", the port in decimal */
	const char *protocol;   /* the latter half of it, "" if there is none */
	const char *comment;    /* what follows the #, or "" */
};

/* A name or an alias, and the place of its line among the lines. */
struct service_name {
	const char *name;
	size_t line;
};

/* One that is all zero knows nothing. */
struct services {
	struct service *lines; /* in the order in which they are asked */
	size_t count, capacity;
	size_t passed; /* lines that could not be read */
	/* By name without regard to ASCII case, then in the lines' order. */
	struct service_name *names;
	size_t name_count;
	/* By port, transport and protocol, then in the lines' order. */
	const struct service **by_port;
};

/*
 * Takes the lines of a file, behind those that are there.  Numbers are read as
 * this machine's glibc reads them, and their lower 16 bits count; a line
 * without a number is passed over, with a warning.  The file's name must
 * outlive the lines, the source need not.
 *
 * Returns 0; RESULT_REFUSED for a file of more than SERVICES_MAX bytes; or
 * -ENOMEM.
 */
#define SERVICES_MAX ((size_t)4 << 20)
int services_add(struct services *services, const struct source *source,
		 const char *file, struct diag *diag);

/* Whether a line, without its end, is one with a transport; a NUL follows it
 * somewhere. */
bool service_fits(const char *text, size_t length);

/* Orders names and ports, once, when all lines are there.  0 or -ENOMEM. */
int services_sort(struct services *services);

/* Both for one file, "-" being standard input; the source is to be freed. */
int services_read_file(struct services *services, struct source *source,
		       const char *path, struct diag *diag);

/*
 * Of names in so many bytes, each with its NUL: the one after this one, the
 * first after NULL; or NULL.
 */
const char *names_next(const char *names, size_t size, const char *name);

/* Whether a name is among them, without regard to ASCII case. */
bool names_have(const char *names, size_t size, const char *name);

/* The name after this one on a line, or NULL. */
const char *service_next(const struct service *service, const char *name);

/* The place of the first such name among the names, or their count. */
size_t services_find(const struct services *services, const char *name);

/* Whether a line has a port, in host byte order, on a transport. */
bool services_have_pair(const struct services *services, uint16_t port,
			unsigned int transport);

/* The order of names without regard to ASCII case, whatever the locale. */
int name_compare(const char *a, const char *b);

void services_free(struct services *services);

#endif
