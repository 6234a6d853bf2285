/* SPDX-License-Identifier: MIT */
/* The registry back from a database. */
#ifndef IANAPORTS_IMPORTER_REGISTRY_LOAD_H
#define IANAPORTS_IMPORTER_REGISTRY_LOAD_H

#include "db/reader.h"
#include "importer/registry/registry.h"

/*
 * Fills an empty registry with a database's rows and people, in their order,
 * and its date.  The texts stay where they are: the registry takes the reader
 * over, which is freed with it, or before this returns an error.
 *
 * Returns 0 and a registry to be freed; -ENODATA if the database has names and
 * ports alone; -EBADMSG if it holds what no import would have put there;
 * another -errno.
 */
int registry_load(struct registry *registry, struct reader *reader);

/*
 * Whether it could, or has none, of a database that verify_database
 * (db/verify.h) finds sound; the reader stays the caller's.
 */
int registry_verify(struct reader *reader);

/*
 * The same, but of each row what it takes to find it, and no people: a
 * question is answered in less time than it takes to read all.  There is room
 * for a row more.
 */
int registry_skim(struct registry *registry, struct reader *reader);

/* A row with all its fields; NULL if they are damaged. */
const struct row *registry_row(const struct registry *registry,
			       size_t position);

/* Reads the people of a registry that was skimmed.  Returns as above. */
int registry_load_people(struct registry *registry);

/* registry_load from a path; also what reader_open returns. */
int registry_open_database(struct registry *registry, const char *path);

/*
 * The same from a path that may also be that of a registry file in any
 * form, or "-" for one on standard input.
 *
 * Returns 0 and a registry to be freed; RESULT_REFUSED for a registry file
 * that is refused, as diag says; or -errno if a database cannot be read.
 */
int registry_open(struct registry *registry, const char *path,
		  struct diag *diag);

#endif
