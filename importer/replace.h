/* SPDX-License-Identifier: MIT */
/*
 * Replacing a file: its new content under another name in the same folder,
 * synced, and put in its place by rename(2).  Whatever fails, and wherever it
 * is killed, the old file or the new one is there, whole.
 */
#ifndef IANAPORTS_IMPORTER_REPLACE_H
#define IANAPORTS_IMPORTER_REPLACE_H

#include <limits.h>
#include <stddef.h>
#include <sys/types.h>

/* Instead of a mode: owner, mode and ACL are those of the old file. */
#define MODE_AS_BEFORE ((mode_t)-1)

struct replacement {
	int folder_fd;
	const char *name;
	int fd; /* of the new file */
	char temporary[NAME_MAX + 1];
};

/*
 * Writes the new file beside the old one, which need not exist.  Extended
 * attributes and the security label are kept; owner and ACL only with
 * MODE_AS_BEFORE.
 *
 * Returns 0 or -errno.  A replacement that was begun, or failed to, is to be
 * ended.
 */
int replacement_begin(struct replacement *replacement, int folder_fd,
		      const char *name, const void *bytes, size_t size,
		      mode_t mode);

/*
 * Puts the new file in place if `result` is 0, else removes it.  File and
 * folder are synced; a file system that cannot sync a folder is not asked
 * twice.
 *
 * Returns `result`, or -errno.  The new file is in place unless it is not 0, or
 * the folder could not be synced after the rename.
 */
int replacement_end(struct replacement *replacement, int result);

/* Both. */
int file_replace(int folder_fd, const char *name, const void *bytes,
		 size_t size, mode_t mode);

/* Writes all of it; returns 0 or -errno. */
int file_write(int fd, const void *bytes, size_t size);

/* A name for a temporary file beside another, as sweep knows it. */
int temporary_name(char temporary[static NAME_MAX + 1], const char *name);

/*
 * Removes what replacements of that file have left that were killed.  No other
 * may be under way.  Returns 0 or -errno.
 */
int replacement_sweep(int folder_fd, const char *name);

#endif
