/* The registry back from a database that was made of it. */
#ifndef IANAPORTS_IMPORTER_RESTORE_H
#define IANAPORTS_IMPORTER_RESTORE_H

#include "db/reader.h"
#include "importer/registry.h"

/*
 * Fills an empty registry with the rows, people and date of a database.
 *
 * Returns 0 and a registry to be freed, -EBADMSG or -ENOMEM.
 */
int ianaports_registry_restore(struct ianaports_registry *registry,
			       struct ianaports_reader *reader);

#endif
