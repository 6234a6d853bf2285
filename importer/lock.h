/* SPDX-License-Identifier: MIT */
/* Locks between processes: a file in a folder, there while it is held. */
#ifndef IANAPORTS_IMPORTER_LOCK_H
#define IANAPORTS_IMPORTER_LOCK_H

/*
 * Waits for the lock of that name: a file that nobody but its owner can open,
 * so that nobody else can keep us waiting.  It goes with its holder's death.
 *
 * Returns a descriptor, to be given back by lock_give; -EOPNOTSUPP if the file
 * system has no locks; another -errno.
 */
int lock_take(int folder_fd, const char *name);

/* Gives a lock back; a descriptor below 0 is none. */
void lock_give(int folder_fd, const char *name, int fd);

#endif
