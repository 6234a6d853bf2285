/* services(5), line by line, as glibc's files module reads it. */
#ifndef IANAPORTS_IMPORTER_SERVICES_SERVICES_H
#define IANAPORTS_IMPORTER_SERVICES_SERVICES_H

#include <stdbool.h>

#include "importer/input/source.h"
#include "importer/registry/registry.h"

/* A line of a source; cells point into it. */
struct service {
	size_t line;
	struct cell name, port, protocol, comment;
	struct cell aliases[ALIASES_MAX];
	size_t alias_count;
	bool crowded;      /* there are more aliases */
	const char *fault; /* what is wrong with it, or NULL */
};

/*
 * The port of a line, in host byte order; false if it is no plain decimal
 * number up to 65535.
 */
bool service_port(const struct service *service, uint16_t *port);

/*
 * The port as glibc's files module reads it, which takes 010 for 8, 0x50 and
 * 65616 for 80, and goes without a protocol; false if it passes the line over.
 */
bool service_files_port(const struct service *service, uint16_t *port);

/* The transport of a line, TRANSPORT_ANY for one that we do not know. */
unsigned int service_transport(const struct service *service);

/* Where the reading of a source stands; all but the source begins as zero. */
struct services {
	const struct source *source;
	size_t offset, line;
};

/*
 * Takes the next line that is not blank or comment alone.  A line that is not
 * "name port/protocol [alias ...] [# comment]" has a fault.
 *
 * Returns false at the end.
 */
bool services_next(struct services *services, struct service *service);

#endif
