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
};

/*
 * Maps the database at its path: a regular file that root or the effective user
 * owns and nobody else may write, whole and of our schema.  No descriptor stays
 * open.
 *
 * Returns 0 and a file to be closed, or -errno.
 */
int file_open(struct file *file);

/* Whether another file, or this one changed, is at the path now. */
bool file_is_replaced(const struct file *file);

void file_close(struct file *file);

#endif
