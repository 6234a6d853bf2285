/* The registry back from a database. */
#ifndef IANAPORTS_IMPORTER_REGISTRY_LOAD_H
#define IANAPORTS_IMPORTER_REGISTRY_LOAD_H

#include "db/reader.h"
#include "importer/registry/registry.h"

/*
 * Fills an empty registry with a database's rows and people, in their order,
 * and its date.
 *
 * Returns 0 and a registry to be freed; -EBADMSG if it holds what no import
 * would have put there; another -errno.
 */
int ianaports_registry_restore(struct ianaports_registry *registry,
			       struct ianaports_reader *reader);

/*
 * The same from a path, which may also be that of a registry file in any
 * form, or "-" for one on standard input.
 *
 * Returns 0 and a registry to be freed; IANAPORTS_REFUSED for a registry file
 * that is refused, as diag says; or -errno if a database cannot be read.
 */
int ianaports_registry_open(struct ianaports_registry *registry,
			    const char *path, struct ianaports_diag *diag);

#endif
