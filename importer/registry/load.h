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
int registry_load(struct registry *registry, struct reader *reader);

/*
 * The same from a path, which may also be that of a registry file in any
 * form, or "-" for one on standard input.
 *
 * Returns 0 and a registry to be freed; RESULT_REFUSED for a registry file
 * that is refused, as diag says; or -errno if a database cannot be read.
 */
int registry_open(struct registry *registry, const char *path,
		  struct diag *diag);

#endif
