/* SPDX-License-Identifier: MIT */
#include "importer/replace.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

/* Of temporary files: this, the file's name, a dot and so many digits. */
#define PREFIX ".ianaports."
#define DIGITS 16

int
temporary_name(char temporary[static NAME_MAX + 1], const char *name)
{
	uint64_t random;
	int length;

	if (getrandom(&random, sizeof(random), 0) != sizeof(random))
		return -errno;
	length = snprintf(temporary, NAME_MAX + 1, PREFIX "%s.%0*" PRIx64, name,
			  DIGITS, random);
	return length > NAME_MAX ? -ENAMETOOLONG : 0;
}

static bool
is_litter(const char *temporary, const char *name)
{
	size_t prefix = strlen(PREFIX), length = strlen(name);

	if (strlen(temporary) != prefix + length + 1 + DIGITS ||
	    memcmp(temporary, PREFIX, prefix) != 0 ||
	    memcmp(temporary + prefix, name, length) != 0)
		return false;
	temporary += prefix + length;
	return *temporary == '.' &&
	       strspn(temporary + 1, "0123456789abcdef") == DIGITS;
}

int
replacement_sweep(int folder_fd, const char *name)
{
	/* A descriptor of its own, which closedir closes. */
	int fd = openat(folder_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *folder = fd < 0 ? NULL : fdopendir(fd);
	const struct dirent *entry;
	int result = folder == NULL ? -errno : 0;

	if (folder == NULL) {
		if (fd >= 0)
			close(fd);
		return result;
	}
	while ((entry = readdir(folder)) != NULL)
		if (is_litter(entry->d_name, name))
			unlinkat(folder_fd, entry->d_name, 0);
	closedir(folder);
	return 0;
}

int
file_write(int fd, const void *bytes, size_t size)
{
	const char *from = bytes;

	while (size > 0) {
		ssize_t n = write(fd, from, size);

		if (n < 0 && errno != EINTR)
			return -errno;
		if (n > 0) {
			from += n;
			size -= (size_t)n;
		}
	}
	return 0;
}

/* What says something of the old content is not kept, nor is an ACL where
 * there is a mode. */
static bool
is_kept(const char *attribute, mode_t mode)
{
	return strcmp(attribute, "security.ima") != 0 &&
	       strcmp(attribute, "security.evm") != 0 &&
	       (mode == MODE_AS_BEFORE ||
		strncmp(attribute, "system.posix_acl", 16) != 0);
}

/* Attributes that the new file has already may be such as nobody can set. */
static int
keep_attribute(int old, int new, const char *name)
{
	char value[XATTR_SIZE_MAX], present[XATTR_SIZE_MAX];
	ssize_t size = fgetxattr(old, name, value, sizeof(value));

	if (size < 0)
		return errno == ENODATA ? 0 : -errno;
	if (fgetxattr(new, name, present, sizeof(present)) == size &&
	    memcmp(value, present, (size_t)size) == 0)
		return 0;
	return fsetxattr(new, name, value, (size_t)size, 0) == 0 ? 0 : -errno;
}

static int
keep_attributes(int old, int new, mode_t mode)
{
	char names[XATTR_LIST_MAX];
	ssize_t size = flistxattr(old, names, sizeof(names));
	int result = 0;

	if (size < 0)
		return errno == ENOTSUP ? 0 : -errno;
	for (const char *name = names; result == 0 && name < names + size;
	     name += strlen(name) + 1)
		if (is_kept(name, mode))
			result = keep_attribute(old, new, name);
	return result;
}

static int
set_mode(int old, int new, mode_t mode)
{
	struct stat status;

	if (mode == MODE_AS_BEFORE) {
		if (fstat(old, &status) != 0 ||
		    fchown(new, status.st_uid, status.st_gid) != 0)
			return -errno;
		mode = status.st_mode & 07777;
	}
	return fchmod(new, mode) == 0 ? 0 : -errno;
}

/* The ACL comes last: a mode would change its mask. */
static int
dress(const struct replacement *replacement, mode_t mode)
{
	int old = openat(replacement->folder_fd, replacement->name,
			 O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK |
				 O_NOCTTY);
	int result;

	if (old < 0 && mode == MODE_AS_BEFORE)
		return -errno;
	result = set_mode(old, replacement->fd, mode);
	if (result == 0 && old >= 0)
		result = keep_attributes(old, replacement->fd, mode);
	if (old >= 0)
		close(old);
	return result;
}

int
replacement_begin(struct replacement *replacement, int folder_fd,
		  const char *name, const void *bytes, size_t size, mode_t mode)
{
	int result;

	*replacement = (struct replacement){folder_fd, name, -1, ""};
	result = temporary_name(replacement->temporary, name);
	if (result != 0)
		return result;
	replacement->fd = openat(
		folder_fd, replacement->temporary,
		O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (replacement->fd < 0)
		return -errno;
	result = file_write(replacement->fd, bytes, size);
	return result == 0 ? dress(replacement, mode) : result;
}

/* Some file systems know nothing of it. */
static int
sync_folder(int folder_fd)
{
	if (fsync(folder_fd) == 0 || errno == EINVAL || errno == ENOTSUP)
		return 0;
	return -errno;
}

int
replacement_end(struct replacement *replacement, int result)
{
	int folder_fd = replacement->folder_fd;

	if (replacement->fd < 0)
		return result;
	if (result == 0 && fsync(replacement->fd) != 0)
		result = -errno;
	if (close(replacement->fd) != 0 && result == 0)
		result = -errno;
	if (result == 0 && renameat(folder_fd, replacement->temporary,
				    folder_fd, replacement->name) != 0)
		result = -errno;
	if (result == 0)
		return sync_folder(folder_fd);
	unlinkat(folder_fd, replacement->temporary, 0);
	return result;
}

int
file_replace(int folder_fd, const char *name, const void *bytes, size_t size,
	     mode_t mode)
{
	struct replacement replacement;
	int result = replacement_begin(&replacement, folder_fd, name, bytes,
				       size, mode);

	return replacement_end(&replacement, result);
}
