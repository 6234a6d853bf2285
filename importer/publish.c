#include "importer/publish.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "db/verify.h"
#include "importer/lock.h"

/* Of temporary files: a dot, the database's name, a dot, and this. */
#define SUFFIX "XXXXXX"
#define LOCK   ".ianaports.lock"

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

char *
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
sweep(const struct publication *publication)
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
check_target(const struct publication *publication)
{
	struct stat status;

	if (fstatat(publication->folder_fd, base_name(publication->path),
		    &status, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT ? 0 : -errno;
	if (S_ISDIR(status.st_mode))
		return -EISDIR;
	return S_ISREG(status.st_mode) || S_ISLNK(status.st_mode) ? 0 : -EINVAL;
}

int
publication_begin(struct publication *publication, const char *path)
{
	int result;

	*publication = (struct publication){path, NULL, -1, -1};
	publication->folder = folder_name(path);
	if (publication->folder == NULL)
		return -ENOMEM;
	publication->folder_fd =
		open(publication->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (publication->folder_fd < 0)
		return -errno;
	result = check_target(publication);
	if (result != 0)
		return result;
	publication->lock_fd = lock_take(publication->folder_fd, LOCK);
	return publication->lock_fd < 0 ? publication->lock_fd
					: sweep(publication);
}

/*
 * Creates and opens a file that nobody can have prepared.  Returns its path,
 * to be freed, or NULL with errno set.
 */
static char *
create(const struct publication *publication, int *fd)
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

/*
 * Stores the contents in an empty file, removes it, unless it is one without
 * a name, and copies them to fd.
 */
static int
write_database(const struct contents *contents, const char *scratch, int fd)
{
	struct writer *writer = NULL;
	int result = writer_new(&writer, scratch, contents_size(contents));

	unlink(scratch);
	if (result == 0)
		result = contents_store(contents, writer);
	if (result == 0)
		result = writer_copy(writer, fd);
	result = explain(result, fd);
	writer_free(writer);
	return result;
}

/* The same with a scratch file in the folder. */
static int
write_here(const struct publication *publication,
	   const struct contents *contents, int fd)
{
	int scratch_fd, result;
	char *scratch = create(publication, &scratch_fd);

	if (scratch == NULL)
		return -errno;
	close(scratch_fd);
	result = write_database(contents, scratch, fd);
	free(scratch);
	return result;
}

int
contents_write(const struct contents *contents, int fd)
{
	char path[64];
	int result, memory = memfd_create("ianaports", MFD_CLOEXEC);

	if (memory < 0)
		return -errno;
	snprintf(path, sizeof(path), "/proc/self/fd/%d", memory);
	result = write_database(contents, path, fd);
	close(memory);
	return result;
}

int
descriptor_copy(int from, int to)
{
	off_t at = 0;
	ssize_t sent;

	do
		sent = sendfile(to, from, &at, 1 << 30);
	while (sent > 0 || (sent < 0 && errno == EINTR));
	return sent < 0 ? -errno : 0;
}

static int
finish(int fd)
{
	if (fchmod(fd, 0644) != 0 || fsync(fd) != 0)
		return -errno;
	return 0;
}

/* Puts a temporary file in force if all went well, or removes it. */
static int
place(struct publication *publication, char *temporary, int fd, int result)
{
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

int
publication_commit(struct publication *publication,
		   const struct contents *contents)
{
	int fd;
	char *temporary = create(publication, &fd);

	if (temporary == NULL)
		return -errno;
	return place(publication, temporary, fd,
		     write_here(publication, contents, fd));
}

int
publication_take(struct publication *publication, int from)
{
	struct reader *reader = NULL;
	struct counts counts;
	int fd, result;
	char *temporary = create(publication, &fd);

	if (temporary == NULL)
		return -errno;
	result = descriptor_copy(from, fd);
	if (result == 0)
		result = reader_open(&reader, temporary);
	if (result == 0)
		result = verify_database(reader, &counts);
	reader_free(reader);
	return place(publication, temporary, fd, result);
}

void
publication_end(struct publication *publication)
{
	lock_give(publication->folder_fd, LOCK, publication->lock_fd);
	if (publication->folder_fd >= 0)
		close(publication->folder_fd);
	free(publication->folder);
}
