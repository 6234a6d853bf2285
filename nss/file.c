#include "nss/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "db/format.h"

static struct identity
identify(const struct stat *status)
{
	return (struct identity){status->st_dev, status->st_ino,
				 status->st_size, status->st_mtim,
				 status->st_ctim};
}

static bool
same_time(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

static bool
same(const struct identity *a, const struct identity *b)
{
	return a->device == b->device && a->inode == b->inode &&
	       a->size == b->size && same_time(&a->modified, &b->modified) &&
	       same_time(&a->changed, &b->changed);
}

/* Root's word, or the effective user's where no other user's powers have been
 * put aside: a setuid program would take them up again and still believe it. */
static bool
is_trusted(uid_t owner)
{
	uid_t real, effective, saved;

	if (owner == 0)
		return true;
	getresuid(&real, &effective, &saved);
	return owner == effective && owner == saved && real != 0;
}

/* Only what such a user wrote, and nobody else may. */
static int
admit(const struct stat *status)
{
	if (!S_ISREG(status->st_mode))
		return -EINVAL;
	if ((status->st_mode & (S_IWGRP | S_IWOTH)) != 0 ||
	    !is_trusted(status->st_uid))
		return -EPERM;
	if (status->st_size <= 0 || status->st_size > DATABASE_MAX)
		return -EFBIG;
	return 0;
}

/* -EBADF if the host has closed the descriptor; it may have opened its own by
 * that number, whose map could be touched in vain and be the end of the host.
 */
static int
map_file(int fd, struct file *file)
{
	struct stat status;
	int result;

	if (fstat(fd, &status) != 0)
		return -errno;
	result = admit(&status);
	if (result != 0)
		return result;
	file->identity = identify(&status);
	file->size = (size_t)status.st_size;
	file->map = mmap(NULL, file->size, PROT_READ, MAP_SHARED, fd, 0);
	if (file->map == MAP_FAILED)
		return -errno;
	if (fstat(fd, &status) == 0 && status.st_dev == file->identity.device &&
	    status.st_ino == file->identity.inode)
		return 0;
	munmap(file->map, file->size);
	return -EBADF;
}

/*
 * The host may close the descriptor under us and open its own by that number,
 * so it is there for as short as can be: not while pages are read from disk.
 * By syscall(2), since a thread cancelled in open or close would keep its pin,
 * or the file; O_LARGEFILE is what libc would add.  Nonblocking, lest a FIFO
 * in its place hang the host.
 */
static int
open_and_map(struct file *file)
{
	static const int flags =
		O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
	int fd, result;

	fd = (int)syscall(SYS_openat, AT_FDCWD, IANAPORTS_DATABASE,
			  flags | O_LARGEFILE);
	if (fd < 0)
		return -errno;
	result = map_file(fd, file);
	if (result != -EBADF)
		syscall(SYS_close, fd);
	return result;
}

int
file_open(struct file *file)
{
	int result = open_and_map(file);

	if (result != 0)
		return result;
	result = index_open(&file->index, file->map, file->size);
	if (result != 0)
		munmap(file->map, file->size);
	return result;
}

bool
file_is_replaced(const struct file *file)
{
	struct identity now;
	struct stat status;

	if (lstat(IANAPORTS_DATABASE, &status) != 0)
		return false;
	now = identify(&status);
	return !same(&now, &file->identity);
}

void
file_close(struct file *file)
{
	munmap(file->map, file->size);
}
