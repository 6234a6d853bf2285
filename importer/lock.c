/* SPDX-License-Identifier: MIT */
#include "importer/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Whether a file is still the one at its name, which its owner may remove. */
static bool
is_at(int folder_fd, int fd, const char *name)
{
	struct stat held, named;

	return fstat(fd, &held) == 0 &&
	       fstatat(folder_fd, name, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
	       held.st_dev == named.st_dev && held.st_ino == named.st_ino;
}

static int
wait_for(int fd)
{
	while (flock(fd, LOCK_EX) != 0)
		if (errno != EINTR)
			return errno == ENOSYS || errno == EINVAL ? -EOPNOTSUPP
								  : -errno;
	return 0;
}

int
lock_take(int folder_fd, const char *name)
{
	for (;;) {
		int result,
			fd = openat(folder_fd, name,
				    O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW |
					    O_NONBLOCK | O_NOCTTY,
				    0600);

		if (fd < 0)
			return -errno;
		result = wait_for(fd);
		if (result == 0 && is_at(folder_fd, fd, name))
			return fd;
		if (result == -EOPNOTSUPP)
			unlinkat(folder_fd, name, 0);
		close(fd);
		if (result != 0)
			return result;
	}
}

void
lock_give(int folder_fd, const char *name, int fd)
{
	if (fd < 0)
		return;
	unlinkat(folder_fd, name, 0);
	close(fd);
}
