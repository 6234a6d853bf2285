/* services(5), line by line, as glibc's files module reads it. */
#ifndef IANAPORTS_IMPORTER_SERVICES_SERVICES_H
#define IANAPORTS_IMPORTER_SERVICES_SERVICES_H

#include <stdbool.h>

#include "importer/input/source.h"
#include "importer/registry/registry.h"

/* A line of a source; cells point into it. */
struct ianaports_service {
	size_t line;
	struct ianaports_cell name, port, protocol, comment;
	struct ianaports_cell aliases[IANAPORTS_ALIASES_MAX];
	size_t alias_count;
	bool crowded;      /* there are more aliases */
	const char *fault; /* what is wrong with it, or NULL */
};

/*
 * The port of a line, in host byte order; false if it is no plain decimal
 * number up to 65535.
 */
bool ianaports_service_port(const struct ianaports_service *service,
			    uint16_t *port);

/*
 * The port as glibc's files module reads it, which takes 010 for 8, 0x50 and
 * 65616 for 80, and goes without a protocol; false if it passes the line over.
 */
bool ianaports_service_files_port(const struct ianaports_service *service,
				  uint16_t *port);

/* The transport of a line, IANAPORTS_ANY for one that we do not know. */
unsigned int
ianaports_service_transport(const struct ianaports_service *service);

/* Where the reading of a source stands; all but the source begins as zero. */
struct ianaports_services {
	const struct ianaports_source *source;
	size_t offset, line;
};

/*
 * Takes the next line that is not blank or comment alone.  A line that is not
 * "name port/protocol [alias ...] [# comment]" has a fault.
 *
 * Returns false at the end.
 */
bool ianaports_services_next(struct ianaports_services *services,
			     struct ianaports_service *service);

#endif
