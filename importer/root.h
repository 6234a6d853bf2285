/* SPDX-License-Identifier: MIT */
/*
 * Paths of a system that lies below a folder, an image: whatever its symbolic
 * links say, none leads out of it.  A root of NULL is this machine's own.
 */
#ifndef IANAPORTS_IMPORTER_ROOT_H
#define IANAPORTS_IMPORTER_ROOT_H

#include <stdbool.h>

/*
 * Whether there can be paths below a folder.  Returns 0 or -errno: -ENOSYS if
 * the kernel cannot keep them there (openat2(2), Linux 5.6).
 */
int root_check(const char *root);

/*
 * Opens what is there already, as open(2) would with O_CLOEXEC, O_NOCTTY and
 * O_NONBLOCK.  Below a root, a relative path begins there as well.
 *
 * Returns a descriptor or -errno.
 */
int root_open(const char *root, const char *path, int flags);

/*
 * Opens the folder that a path lies in, and points `name` to the path's last
 * part.  With `make`, folders that are missing are made.
 *
 * Returns a descriptor or -errno: -EISDIR if there is no last part.
 */
int root_open_folder(const char *root, const char *path, bool make,
		     const char **name);

#endif
