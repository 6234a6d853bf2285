/*
 * The registry files that were fetched, beside the database: registry.current,
 * registry.previous, and what is remembered of them, registry.state.  Whatever
 * ends a process midway, each of them is whole; registry.state speaks of
 * registry.current only where it bears the digest of that file.
 */
#ifndef IANAPORTS_IMPORTER_UPDATE_VAULT_H
#define IANAPORTS_IMPORTER_UPDATE_VAULT_H

#include <sys/stat.h>

#include "importer/update/memo.h"

struct vault {
	char *current, *previous; /* paths of the files, there or not */
	int folder_fd, lock_fd;
};

/*
 * Opens the vault beside a database and waits for its lock, which keeps other
 * updates away, not imports.
 *
 * Returns 0 and a vault to be closed, or -errno.
 */
int vault_open(struct vault *vault, const char *database);

/* Gives the lock back; harmless after a failed opening. */
void vault_close(struct vault *vault);

/*
 * The path of registry.current or registry.previous beside a database, to be
 * freed; NULL if out of memory.
 */
char *vault_path(const char *database, const char *name);

/*
 * What is remembered.  Without registry.current as it was then, nothing of it
 * is: no digest, date or mark.
 */
int vault_recall(const struct vault *vault, struct memo *memo);

/* Replaces what is remembered.  Returns 0 or -errno. */
int vault_remember(const struct vault *vault, const struct memo *memo);

/*
 * Keeps a copy of what a descriptor holds as registry.current, and what was
 * that as registry.previous.  `modified` becomes the file's time if it is above
 * 0, in seconds since the Epoch.  Returns 0 or -errno.
 */
int vault_keep(const struct vault *vault, int from, int64_t modified);

/* Lets registry.current and registry.previous change places. */
int vault_swap(const struct vault *vault);

#endif
