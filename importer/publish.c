/* SPDX-License-Identifier: MIT */
#include "importer/publish.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "importer/lock.h"
#include "importer/replace.h"
#include "importer/root.h"

#define LOCK ".ianaports.lock"

/* A device, a FIFO or a folder is not there to be replaced by a database. */
static int
check_target(const struct publication *publication)
{
	struct stat status;

	if (fstatat(publication->folder_fd, publication->name, &status,
		    AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT ? 0 : -errno;
	if (S_ISDIR(status.st_mode))
		return -EISDIR;
	return S_ISREG(status.st_mode) || S_ISLNK(status.st_mode) ? 0 : -EINVAL;
}

int
publication_begin(struct publication *publication, const char *root,
		  const char *path)
{
	int result;

	*publication = (struct publication){.folder_fd = -1, .lock_fd = -1};
	publication->folder_fd =
		root_open_folder(root, path, true, &publication->name);
	if (publication->folder_fd < 0)
		return publication->folder_fd;
	result = check_target(publication);
	if (result != 0)
		return result;
	publication->lock_fd = lock_take(publication->folder_fd, LOCK);
	publication->unlocked = publication->lock_fd == -EOPNOTSUPP;
	if (publication->unlocked)
		return 0;
	return publication->lock_fd < 0
		       ? publication->lock_fd
		       : replacement_sweep(publication->folder_fd,
					   publication->name);
}

void
publication_end(struct publication *publication)
{
	if (publication->name == NULL || publication->folder_fd < 0)
		return;
	lock_give(publication->folder_fd, LOCK, publication->lock_fd);
	close(publication->folder_fd);
	publication->name = NULL;
}
