/* SPDX-License-Identifier: MIT */
/*
 * The registry files that were fetched, beside the database: registry.current,
 * registry.previous, and what is remembered of them, registry.state.  Whatever
 * ends a process midway, each of them is whole; registry.state speaks of
 * registry.current only where it bears the digest of that file.
 */
#ifndef IANAPORTS_IMPORTER_UPDATE_VAULT_H
#define IANAPORTS_IMPORTER_UPDATE_VAULT_H

#include "importer/update/memo.h"

#define VAULT_CURRENT  "registry.current"
#define VAULT_PREVIOUS "registry.previous"

struct vault {
	int folder_fd, lock_fd;
};

/*
 * Opens the vault beside a database below a root, in a folder that is made if
 * it is missing, and waits for its lock, which keeps other updates away, not
 * imports.
 *
 * Returns 0 or -errno; a vault is to be closed in either case.
 */
int vault_open(struct vault *vault, const char *root, const char *database);

/* Gives the lock back. */
void vault_close(struct vault *vault);

/* The path of a file beside a database, to be freed; NULL if out of memory. */
char *vault_path(const char *database, const char *name);

/*
 * What is remembered, and registry.current, to be freed.  Where that is not as
 * it was then, nothing of it is: no digest, date or mark, and no text.
 *
 * Returns 0 or -errno.
 */
int vault_recall(const struct vault *vault, struct memo *memo,
		 struct source *current);

/* Replaces what is remembered.  Returns 0 or -errno. */
int vault_remember(const struct vault *vault, const struct memo *memo);

/*
 * Keeps these bytes as registry.current, and what was that as
 * registry.previous.  `modified` becomes the file's time if it is above 0, in
 * seconds since the Epoch.  Returns 0 or -errno.
 */
int vault_keep(const struct vault *vault, const struct source *source,
	       int64_t modified);

/* Lets registry.current and registry.previous change places. */
int vault_swap(const struct vault *vault);

#endif
