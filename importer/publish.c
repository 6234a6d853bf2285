#include "importer/publish.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* Of temporary files: a dot, the database's name, a dot, and this. */
#define SUFFIX "XXXXXX"
#define LOCK   ".ianaports.lock"

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

static char *
folder_name(const char *path)
{
	const char *base = base_name(path);

	if (base == path)
		return strdup(".");
	if (base == path + 1)
		return strdup("/");
	return strndup(path, (size_t)(base - path) - 1);
}

static bool
is_litter(const char *name, const char *base)
{
	size_t length = strlen(base);

	return name[0] == '.' && strncmp(name + 1, base, length) == 0 &&
	       name[1 + length] == '.' &&
	       strlen(name + 2 + length) == sizeof(SUFFIX) - 1;
}

/* Only an import that died leaves a file there while we hold the lock. */
static int
sweep(const struct ianaports_publication *publication)
{
	DIR *folder = opendir(publication->folder);
	const struct dirent *entry;

	if (folder == NULL)
		return -errno;
	while ((entry = readdir(folder)) != NULL)
		if (is_litter(entry->d_name, base_name(publication->path)))
			unlinkat(publication->folder_fd, entry->d_name, 0);
	closedir(folder);
	return 0;
}

/* A device, a FIFO or a folder is not there to be replaced by a database. */
static int
check_target(const struct ianaports_publication *publication)
{
	struct stat status;

	if (fstatat(publication->folder_fd, base_name(publication->path),
		    &status, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT ? 0 : -errno;
	if (S_ISDIR(status.st_mode))
		return -EISDIR;
	return S_ISREG(status.st_mode) || S_ISLNK(status.st_mode) ? 0 : -EINVAL;
}

/* Whether a file is still the one at its name, which its owner may remove. */
static bool
is_at(const struct ianaports_publication *publication, int fd, const char *name)
{
	struct stat held, named;

	return fstat(fd, &held) == 0 &&
	       fstatat(publication->folder_fd, name, &named,
		       AT_SYMLINK_NOFOLLOW) == 0 &&
	       held.st_dev == named.st_dev && held.st_ino == named.st_ino;
}

/*
 * Waits for the lock: a file that nobody but its owner can open, so that
 * nobody else can keep us waiting.  It is there while it is held.
 */
static int
lock(struct ianaports_publication *publication)
{
	for (;;) {
		int fd = openat(publication->folder_fd, LOCK,
				O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW |
					O_NONBLOCK | O_NOCTTY,
				0600);

		if (fd < 0)
			return -errno;
		while (flock(fd, LOCK_EX) != 0)
			if (errno != EINTR) {
				int result = -errno;

				close(fd);
				return result;
			}
		if (is_at(publication, fd, LOCK)) {
			publication->lock_fd = fd;
			return 0;
		}
		close(fd);
	}
}

int
ianaports_publication_begin(struct ianaports_publication *publication,
			    const char *path)
{
	int result;

	*publication = (struct ianaports_publication){path, NULL, -1, -1};
	publication->folder = folder_name(path);
	if (publication->folder == NULL)
		return -ENOMEM;
	publication->folder_fd =
		open(publication->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (publication->folder_fd < 0)
		return -errno;
	result = check_target(publication);
	if (result == 0)
		result = lock(publication);
	if (result == 0)
		result = sweep(publication);
	return result;
}

/*
 * Creates and opens a file that nobody can have prepared.  Returns its path,
 * to be freed, or NULL with errno set.
 */
static char *
create(const struct ianaports_publication *publication, int *fd)
{
	char *path;

	if (asprintf(&path, "%s/.%s." SUFFIX, publication->folder,
		     base_name(publication->path)) < 0)
		return NULL;
	*fd = mkostemp(path, O_CLOEXEC);
	if (*fd >= 0)
		return path;
	free(path);
	return NULL;
}

/* Where a full disk cuts a write short, LMDB makes EIO of it. */
static int
explain(int result, int fd)
{
	struct statvfs disk;

	return result == -EIO && fstatvfs(fd, &disk) == 0 && disk.f_bavail == 0
		       ? -ENOSPC
		       : result;
}

/* Stores the contents in a scratch file, then copies them to fd. */
static int
write_database(const struct ianaports_publication *publication,
	       const struct ianaports_contents *contents, int fd)
{
	struct ianaports_writer *writer = NULL;
	int scratch_fd, result;
	char *scratch = create(publication, &scratch_fd);

	if (scratch == NULL)
		return -errno;
	close(scratch_fd);
	result = ianaports_writer_new(&writer, scratch,
				      ianaports_contents_size(contents));
	unlink(scratch);
	free(scratch);
	if (result == 0)
		result = ianaports_contents_store(contents, writer);
	if (result == 0)
		result = ianaports_writer_copy(writer, fd);
	result = explain(result, fd);
	ianaports_writer_free(writer);
	return result;
}

static int
finish(int fd)
{
	if (fchmod(fd, 0644) != 0 || fsync(fd) != 0)
		return -errno;
	return 0;
}

int
ianaports_publication_commit(struct ianaports_publication *publication,
			     const struct ianaports_contents *contents)
{
	int fd, result;
	char *temporary = create(publication, &fd);

	if (temporary == NULL)
		return -errno;
	result = write_database(publication, contents, fd);
	if (result == 0)
		result = finish(fd);
	if (close(fd) != 0 && result == 0)
		result = -errno;
	if (result == 0 && rename(temporary, publication->path) != 0)
		result = -errno;
	if (result != 0)
		unlink(temporary);
	free(temporary);
	if (result == 0 && fsync(publication->folder_fd) != 0)
		result = -errno;
	return result;
}

void
ianaports_publication_end(struct ianaports_publication *publication)
{
	if (publication->lock_fd >= 0) {
		unlinkat(publication->folder_fd, LOCK, 0);
		close(publication->lock_fd);
	}
	if (publication->folder_fd >= 0)
		close(publication->folder_fd);
	free(publication->folder);
}
