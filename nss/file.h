/* SPDX-License-Identifier: MIT */
/* The database's file: whether it is to be believed, its map, its identity. */
#ifndef IANAPORTS_NSS_FILE_H
#define IANAPORTS_NSS_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>
#include <time.h>

#include "db/index.h"

/* What tells one file at the path from another. */
struct identity {
	dev_t device;
	ino_t inode;
	off_t size;
	struct timespec modified, changed;
};

struct file {
	struct identity identity;
	struct index index;
	void *map;
	size_t size;
	unsigned int path; /* which of the two it was found at */
};

/*
 * Maps the database at the first of its two paths where there is one: the
 * machine's own, or where that is missing or may not be opened, the vendor's.
 * It must be a regular file that nobody but a trusted owner may write, whole
 * and of our schema.  No descriptor stays open.  A path that was refused, by
 * rights or by policy, counts as such without a try for 1, 2, 4 ... 64 seconds,
 * since each try may be a line in the audit log.
 *
 * `now` counts seconds from any beginning.  Returns 0 and a file to be closed,
 * or -errno of the first path.
 */
int file_open(struct file *file, unsigned int now);

/*
 * Opens the file that is to take the place of an open one: what lies at its
 * path now, or at one before it.
 *
 * Returns 1 and a file to be closed, or 0 if there is none to take.
 */
int file_renew(const struct file *old, struct file *file, unsigned int now);

void file_close(struct file *file);

#endif
