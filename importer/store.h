/* From a collated registry to the entries of a database. */
#ifndef IANAPORTS_IMPORTER_STORE_H
#define IANAPORTS_IMPORTER_STORE_H

#include "db/writer.h"
#include "importer/registry/collate.h"
#include "importer/services/overlay.h"

/* What goes into a database. */
struct ianaports_contents {
	const struct ianaports_registry *registry;
	const struct ianaports_local *local;
	const struct ianaports_collation *collation;
	const struct ianaports_overlay *overlay; /* empty if not wanted */
	const char *form;   /* of the registry file, by name */
	const char *digest; /* of the registry file, SHA-256 */
};

/* Not below the size of all keys and values, in bytes. */
size_t ianaports_contents_size(const struct ianaports_contents *contents);

/* The records that the port index will have. */
size_t ianaports_contents_records(const struct ianaports_contents *contents);

/* Puts every entry, in the order of keys.  Returns 0 or -errno. */
int ianaports_contents_store(const struct ianaports_contents *contents,
			     struct ianaports_writer *writer);

#endif
