/* SPDX-License-Identifier: MIT */
/*
 * Where a database is published: its folder, under a lock.  It is published
 * there by importer/replace.h.  Whatever fails, and wherever it is killed, the
 * old database stands; what a killed one leaves behind, the next one removes.
 */
#ifndef IANAPORTS_IMPORTER_PUBLISH_H
#define IANAPORTS_IMPORTER_PUBLISH_H

#include <stdbool.h>

struct publication {
	int folder_fd, lock_fd;
	const char *name; /* of the database in its folder */
	bool unlocked;    /* the file system has no locks */
};

/*
 * Opens the folder of `path` below a root (importer/root.h), which is made if
 * it is missing, waits for the lock in it, and removes what an import that died
 * has left.  What is there and no regular file is not ours to replace: -EINVAL.
 *
 * Returns 0 or -errno; a publication is to be ended in either case.
 */
int publication_begin(struct publication *publication, const char *root,
		      const char *path);

/* Gives the lock back; harmless for one that is all zero. */
void publication_end(struct publication *publication);

#endif
