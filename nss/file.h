/* The database's file: whether it is to be believed, its map, its identity. */
#ifndef IANAPORTS_NSS_FILE_H
#define IANAPORTS_NSS_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>
#include <time.h>

#include "db/index.h"

/* What tells one file at the path from another. */
struct ianaports_identity {
	dev_t device;
	ino_t inode;
	off_t size;
	struct timespec modified, changed;
};

struct ianaports_file {
	struct ianaports_identity identity;
	struct ianaports_index index;
	void *map;
	size_t size;
};

/*
 * Maps the database at its path: a regular file that root or the effective user
 * owns and nobody else may write, whole and of our schema.  No descriptor stays
 * open.
 *
 * Returns 0 and a file to be closed, or -errno.
 */
int ianaports_file_open(struct ianaports_file *file);

/* Whether another file, or this one changed, is at the path now. */
bool ianaports_file_is_replaced(const struct ianaports_file *file);

void ianaports_file_close(struct ianaports_file *file);

#endif
