/* SPDX-License-Identifier: MIT */
/* From a collated registry to the entries of a database. */
#ifndef IANAPORTS_IMPORTER_STORE_H
#define IANAPORTS_IMPORTER_STORE_H

#include "db/writer.h"
#include "importer/registry/collate.h"
#include "importer/services/answers.h"

/* What goes into a database. */
struct contents {
	const struct registry *registry;
	const struct local *local;
	const struct collation *collation;
	const struct answers *answers; /* of an overlay, and of the registry */
	const char *form;              /* of the registry file, by name */
	const char *digest;            /* of the registry file, SHA-256 */
	bool names_only;               /* neither rows nor people, nor a time */
};

/* Puts every entry, in the order of keys.  Returns 0 or -errno. */
int contents_store(const struct contents *contents, struct writer *writer);

#endif
