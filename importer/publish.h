/*
 * Putting a new database in force: in the target's own folder, under a lock,
 * by rename(2).  Whatever fails, and wherever it is killed, the old database
 * stands; what a killed one leaves behind, the next one removes.
 */
#ifndef IANAPORTS_IMPORTER_PUBLISH_H
#define IANAPORTS_IMPORTER_PUBLISH_H

#include "importer/store.h"

struct publication {
	const char *path; /* of the database */
	char *folder;     /* that it lies in */
	int folder_fd, lock_fd;
};

/* The folder that a path lies in, to be freed; NULL if out of memory. */
char *folder_name(const char *path);

/*
 * Opens the folder of `path`, waits for the lock in it, and removes what an
 * import that died has left.  What is there and no regular file is not ours to
 * replace: -EINVAL.
 *
 * Returns 0 and a publication to be ended, or -errno.
 */
int publication_begin(struct publication *publication, const char *path);

/*
 * Writes the contents and puts them in force, with mode 0644 whatever the
 * umask.
 *
 * Returns 0, with file and folder synced, or -errno.
 */
int publication_commit(struct publication *publication,
		       const struct contents *contents);

/*
 * Appends all that one descriptor holds to another: what another process may
 * still write to is no file to publish.  Returns 0 or -errno.
 */
int descriptor_copy(int from, int to);

/*
 * For a process that may not write to the folder: writes the database to any
 * file.  Returns 0 or -errno.
 */
int contents_write(const struct contents *contents, int fd);

/*
 * Puts in force a copy of such a file, if it is a sound database.
 *
 * Returns 0 as above; -EBADMSG if it is damaged; another -errno.
 */
int publication_take(struct publication *publication, int from);

/* Gives the lock back; harmless after a failed begin. */
void publication_end(struct publication *publication);

#endif
