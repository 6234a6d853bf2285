/* SPDX-License-Identifier: MIT */
/* What the unit tests share: databases, the built module, guarded memory. */
#ifndef IANAPORTS_TESTS_LIB_FIXTURE_H
#define IANAPORTS_TESTS_LIB_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <netdb.h>
#include <nss.h>

#include "importer/registry/registry.h"

#define SHIPPED "packaging/registry/service-names-port-numbers.csv"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* The five entry points of the built module, as glibc finds them. */
struct module {
	enum nss_status (*by_name)(const char *, const char *, struct servent *,
				   char *, size_t, int *);
	enum nss_status (*by_port)(int, const char *, struct servent *, char *,
				   size_t, int *);
	enum nss_status (*set)(int);
	enum nss_status (*get)(struct servent *, char *, size_t, int *);
	enum nss_status (*end)(void);
};

/* Ends a test that cannot be made here; tests/run tells the reason. */
void skip_since(const char *reason);

/* Loads TEST_MODULE, which reads TEST_DATABASE. */
void module_load(struct module *module);

/* Imports a registry file, without a local file, into a database. */
void import_file(const char *registry, const char *database);

/* The same with a local file, whose lines go in as well. */
void import_overlaid(const char *registry, const char *local,
		     const char *database);

/*
 * Imports rows of IANA's CSV form, each of the cells name, port, transport,
 * description and notes, ended by a row without a name and a port.
 */
struct small_row {
	const char *name, *port, *transport, *description, *notes;
};
void import_rows(const struct small_row *rows, const char *database);

/* Reads the same rows into a registry, to be freed. */
void read_rows(const struct small_row *rows, struct registry *registry);

/* The registry has these people, in this order, and no others. */
void assert_people(const struct registry *registry,
		   const char *const expected[][PERSON_FIELDS], size_t count);

/* Reads a whole file; to be freed. */
unsigned char *read_file(const char *path, size_t *size);

/* Puts a file of those bytes in a path's place, as a new file. */
void replace_file(const char *path, const void *bytes, size_t size);

/* `size` bytes that end where the next one may not be touched. */
struct guarded {
	char *bytes;
	void *map;
	size_t mapped;
};
struct guarded guard(size_t size);
void unguard(struct guarded *guarded);

#endif
