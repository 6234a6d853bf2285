/* SPDX-License-Identifier: MIT */
#include "importer/root.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* A rename elsewhere makes the kernel give up a path with "..", for once. */
#define TRIES 100

static int
open_below(const char *root, const char *path, int flags)
{
	struct open_how how = {
		.flags = (unsigned int)flags,
		.resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS,
	};
	int folder = open(root, O_PATH | O_DIRECTORY | O_CLOEXEC), result;
	long fd = -1;

	if (folder < 0)
		return -errno;
	for (int i = 0; i < TRIES; i++) {
		fd = syscall(SYS_openat2, folder, path, &how, sizeof(how));
		if (fd >= 0 || (errno != EAGAIN && errno != EINTR))
			break;
	}
	result = fd < 0 ? -errno : (int)fd;
	close(folder);
	return result;
}

int
root_check(const char *root)
{
	int fd;

	if (root == NULL)
		return 0;
	fd = open_below(root, ".", O_PATH | O_CLOEXEC);
	/* What a filter that does not know the call makes of it. */
	if (fd == -EPERM)
		return -ENOSYS;
	if (fd < 0)
		return fd;
	close(fd);
	return 0;
}

int
root_open(const char *root, const char *path, int flags)
{
	int fd;

	flags |= O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
	if (root != NULL)
		return open_below(root, path, flags);
	fd = open(path, flags);
	return fd < 0 ? -errno : fd;
}

static int
open_folder(const char *root, const char *path, bool make)
{
	int parent, result = 0;
	int fd = root_open(root, path, O_RDONLY | O_DIRECTORY);
	mode_t mask;
	const char *name;

	if (fd != -ENOENT || !make)
		return fd;
	parent = root_open_folder(root, path, true, &name);
	if (parent < 0)
		return parent;
	/* For all to read; a change of mode afterwards might be of what has
	 * come in its place since, by a link out of the root. */
	mask = umask(0);
	if (mkdirat(parent, name, 0755) != 0 && errno != EEXIST)
		result = -errno;
	umask(mask);
	close(parent);
	return result != 0 ? result
			   : root_open(root, path, O_RDONLY | O_DIRECTORY);
}

int
root_open_folder(const char *root, const char *path, bool make,
		 const char **name)
{
	const char *slash = strrchr(path, '/');
	char *folder;
	int fd;

	*name = slash == NULL ? path : slash + 1;
	if (**name == '\0')
		return -EISDIR;
	if (slash == NULL)
		return open_folder(root, ".", false);
	/* Without the slashes behind it, but for the root's own. */
	while (slash > path + 1 && slash[-1] == '/')
		slash--;
	folder = strndup(path, (size_t)(slash - path) + (slash == path));
	if (folder == NULL)
		return -ENOMEM;
	fd = open_folder(root, folder, make);
	free(folder);
	return fd;
}
