/* SPDX-License-Identifier: MIT */
#include "nss/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "config.h"
#include "db/format.h"

/* The machine's own, and the vendor's that is installed beside the module. */
#define PATHS 2
static const char *const paths[PATHS] = {IANAPORTS_DATABASE,
					 IANAPORTS_VENDOR_DATABASE};

/* Seconds that a refused path is left in peace for at most. */
#define WAIT_MOST 64

/* The second from which on a path may be tried, how long it was to wait, 0 if
 * it was not refused, and why it was.  Threads that write at once agree within
 * a second. */
static struct {
	atomic_uint from, wait;
	atomic_int result;
} refusals[PATHS];

static bool
is_waiting(unsigned int path, unsigned int now)
{
	return atomic_load(&refusals[path].wait) != 0 &&
	       (int)(atomic_load(&refusals[path].from) - now) > 0;
}

static bool
is_refusal(int result)
{
	return result == -EACCES || result == -EPERM;
}

/* Notes what came of a try. */
static void
note(unsigned int path, unsigned int now, int result)
{
	unsigned int wait = atomic_load(&refusals[path].wait);

	if (!is_refusal(result))
		wait = 0;
	else if (wait < WAIT_MOST)
		wait = wait == 0 ? 1 : 2 * wait;
	atomic_store(&refusals[path].result, result);
	atomic_store(&refusals[path].from, now + wait);
	atomic_store(&refusals[path].wait, wait);
}

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

/*
 * In a user namespace that does not map the host's root, root's files show as
 * those of whom nobody is, and so may a stranger's; whoever owns this file
 * decides already which modules are loaded.
 */
static bool
owns_configuration(uid_t owner)
{
	struct stat status;

	return stat("/etc/nsswitch.conf", &status) == 0 &&
	       status.st_uid == owner &&
	       (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/*
 * Root's word, or the effective user's where no other user's powers have been
 * put aside: a program that was given powers by its file (setuid, setgid,
 * capabilities) takes root's alone, and so does one that could take some up
 * again and would still believe what it read before.
 */
static bool
is_trusted(uid_t owner)
{
	uid_t real, effective, saved;

	if (owner == 0)
		return true;
	if (getauxval(AT_SECURE) != 0)
		return false;
	getresuid(&real, &effective, &saved);
	if (effective != saved || (real == 0 && effective != 0))
		return false;
	return owner == effective || owns_configuration(owner);
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
open_and_map(struct file *file, unsigned int path)
{
	static const int flags =
		O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
	int fd, result;

	fd = (int)syscall(SYS_openat, AT_FDCWD, paths[path],
			  flags | O_LARGEFILE);
	if (fd < 0)
		return -errno;
	result = map_file(fd, file);
	if (result != -EBADF)
		syscall(SYS_close, fd);
	return result;
}

static int
open_path(struct file *file, unsigned int path, unsigned int now)
{
	int result;

	if (is_waiting(path, now))
		return atomic_load(&refusals[path].result);
	result = open_and_map(file, path);
	note(path, now, result);
	if (result != 0)
		return result;
	file->path = path;
	result = index_open(&file->index, file->map, file->size);
	if (result != 0)
		munmap(file->map, file->size);
	return result;
}

int
file_open(struct file *file, unsigned int now)
{
	int result = open_path(file, 0, now);

	if (result == -ENOENT || result == -ENOTDIR || is_refusal(result))
		if (open_path(file, 1, now) == 0)
			return 0;
	return result;
}

int
file_renew(const struct file *old, struct file *file, unsigned int now)
{
	for (unsigned int path = 0; path < PATHS && path <= old->path; path++) {
		struct identity found;
		struct stat status;

		if (is_waiting(path, now))
			continue;
		if (lstat(paths[path], &status) != 0) {
			note(path, now, -errno);
			continue;
		}
		found = identify(&status);
		if (path == old->path && same(&found, &old->identity))
			return 0;
		if (open_path(file, path, now) == 0)
			return 1;
	}
	return 0;
}

void
file_close(struct file *file)
{
	munmap(file->map, file->size);
}
