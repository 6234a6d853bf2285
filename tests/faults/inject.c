/* SPDX-License-Identifier: MIT */
/*
 * A library to be preloaded, in which one call of a process fails.
 *
 * FAULT=KIND:NUMBER:WHAT, as in "write:3:28": of the calls of that kind, or of
 * all but "memory" with "file", the NUMBERth, from 1, fails with that errno; or
 * is cut "short", if it reads or writes; or is the process's last, with "kill".
 * FAULT_LOG=FILE has the name of each call appended to it, that of the chosen
 * one with a "!".
 *
 * Calls within libc are not seen, but for those that it makes for memory.  To
 * be compiled without _FILE_OFFSET_BITS, so that both names can be defined.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum verdict { GO_ON, SHORTEN, FAIL };

/* Shared with the processes that a process starts: one call fails in all. */
static atomic_ulong *calls;
static _Thread_local bool spared;

__attribute__((constructor)) static void
start_count(void)
{
	void *map = (void *)syscall(SYS_mmap, NULL, sizeof(*calls),
				    PROT_READ | PROT_WRITE,
				    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (map == MAP_FAILED)
		abort();
	calls = map;
}

static void
note(const char *name, bool chosen)
{
	const char *path = getenv("FAULT_LOG");
	struct iovec line[] = {{(void *)name, strlen(name)},
			       {(void *)(chosen ? "!\n" : "\n"), 1 + chosen}};
	long fd;

	if (path == NULL)
		return;
	fd = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_APPEND);
	if (fd < 0 || syscall(SYS_writev, fd, line, 2) < 0)
		abort();
	syscall(SYS_close, fd);
}

static bool
is_kind(const char *fault, const char *kind)
{
	size_t length = strcspn(fault, ":");

	return (length == 4 && memcmp(fault, "file", 4) == 0 &&
		strcmp(kind, "memory") != 0) ||
	       (length == strlen(kind) && memcmp(fault, kind, length) == 0);
}

/* What becomes of this call; sets errno if it is to fail. */
static enum verdict
judge(const char *kind, const char *name)
{
	const char *fault = getenv("FAULT");
	bool chosen = false;
	char *what = NULL;

	if (fault == NULL || spared || calls == NULL)
		return GO_ON;
	if (is_kind(fault, kind))
		chosen = strtoul(strchr(fault, ':') + 1, &what, 10) ==
			 atomic_fetch_add(calls, 1) + 1;
	note(name, chosen);
	if (!chosen)
		return GO_ON;
	if (strcmp(what, ":kill") == 0)
		raise(SIGKILL);
	if (strcmp(what, ":short") == 0)
		return SHORTEN;
	errno = (int)strtol(what + 1, NULL, 10);
	return FAIL;
}

static bool
fails(const char *kind, const char *name)
{
	return judge(kind, name) == FAIL;
}

/* What is left of a size that is read or written; 0 if that fails. */
static size_t
allow(const char *kind, const char *name, size_t size)
{
	switch (judge(kind, name)) {
	case FAIL:
		return 0;
	case SHORTEN:
		return size / 2 + 1;
	default:
		return size;
	}
}

/* The next library's function of that name. */
static void *
next(const char *name)
{
	void *function = dlsym(RTLD_NEXT, name);

	if (function == NULL)
		abort();
	return function;
}

int
open(const char *path, int flags, ...)
{
	va_list arguments;
	mode_t mode;

	va_start(arguments, flags);
	mode = va_arg(arguments, mode_t);
	va_end(arguments);
	if (fails("open", "open"))
		return -1;
	return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int
openat(int folder, const char *path, int flags, ...)
{
	va_list arguments;
	mode_t mode;

	va_start(arguments, flags);
	mode = va_arg(arguments, mode_t);
	va_end(arguments);
	if (fails("open", "openat"))
		return -1;
	return (int)syscall(SYS_openat, folder, path, flags, mode);
}

int
mkostemp(char *path, int flags)
{
	int (*real)(char *, int) = next("mkostemp");

	return fails("open", "mkostemp") ? -1 : real(path, flags);
}

DIR *
opendir(const char *path)
{
	DIR *(*real)(const char *) = next("opendir");

	return fails("open", "opendir") ? NULL : real(path);
}

/* As Linux has it, the descriptor is gone even if this fails. */
int
close(int fd)
{
	long result = syscall(SYS_close, fd);

	return fails("close", "close") ? -1 : (int)result;
}

ssize_t
read(int fd, void *bytes, size_t size)
{
	size_t allowed = allow("read", "read", size);

	if (allowed == 0 && size > 0)
		return -1;
	return syscall(SYS_read, fd, bytes, allowed < size ? allowed : size);
}

ssize_t
pread64(int fd, void *bytes, size_t size, off64_t offset)
{
	ssize_t (*real)(int, void *, size_t, off64_t) = next("pread64");
	size_t allowed = allow("read", "pread", size);

	if (allowed == 0 && size > 0)
		return -1;
	return real(fd, bytes, allowed < size ? allowed : size, offset);
}

ssize_t
pread(int fd, void *bytes, size_t size, off_t offset)
{
	return pread64(fd, bytes, size, offset);
}

ssize_t
write(int fd, const void *bytes, size_t size)
{
	size_t allowed = allow("write", "write", size);

	if (allowed == 0 && size > 0)
		return -1;
	return syscall(SYS_write, fd, bytes, allowed < size ? allowed : size);
}

ssize_t
pwrite64(int fd, const void *bytes, size_t size, off64_t offset)
{
	ssize_t (*real)(int, const void *, size_t, off64_t) = next("pwrite64");
	size_t allowed = allow("write", "pwrite", size);

	if (allowed == 0 && size > 0)
		return -1;
	return real(fd, bytes, allowed < size ? allowed : size, offset);
}

ssize_t
pwrite(int fd, const void *bytes, size_t size, off_t offset)
{
	return pwrite64(fd, bytes, size, offset);
}

ssize_t
writev(int fd, const struct iovec *parts, int count)
{
	size_t allowed = allow("write", "writev", (size_t)count);

	if (allowed == 0 && count > 0)
		return -1;
	return syscall(SYS_writev, fd, parts,
		       allowed < (size_t)count ? (int)allowed : count);
}

int
fsync(int fd)
{
	return fails("fsync", "fsync") ? -1 : (int)syscall(SYS_fsync, fd);
}

int
fdatasync(int fd)
{
	return fails("fsync", "fdatasync") ? -1
					   : (int)syscall(SYS_fdatasync, fd);
}

int
rename(const char *from, const char *to)
{
	if (fails("rename", "rename"))
		return -1;
	return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int
renameat(int from_folder, const char *from, int to_folder, const char *to)
{
	if (fails("rename", "renameat"))
		return -1;
	return (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, 0);
}

int
linkat(int from_folder, const char *from, int to_folder, const char *to,
       int flags)
{
	if (fails("link", "linkat"))
		return -1;
	return (int)syscall(SYS_linkat, from_folder, from, to_folder, to,
			    flags);
}

int
unlink(const char *path)
{
	if (fails("unlink", "unlink"))
		return -1;
	return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

int
unlinkat(int folder, const char *path, int flags)
{
	if (fails("unlink", "unlinkat"))
		return -1;
	return (int)syscall(SYS_unlinkat, folder, path, flags);
}

int
fchmod(int fd, mode_t mode)
{
	return fails("fchmod", "fchmod") ? -1
					 : (int)syscall(SYS_fchmod, fd, mode);
}

int
flock(int fd, int operation)
{
	return fails("flock", "flock") ? -1
				       : (int)syscall(SYS_flock, fd, operation);
}

void *
mmap64(void *address, size_t size, int protection, int flags, int fd,
       off64_t start)
{
	void *(*real)(void *, size_t, int, int, int, off64_t) = next("mmap64");

	return fails("mmap", "mmap")
		       ? MAP_FAILED
		       : real(address, size, protection, flags, fd, start);
}

void *
mmap(void *address, size_t size, int protection, int flags, int fd, off_t start)
{
	return mmap64(address, size, protection, flags, fd, start);
}

int
pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
	       void *(*start)(void *), void *argument)
{
	int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *),
		    void *) = next("pthread_create");

	return fails("thread", "pthread_create")
		       ? errno
		       : real(thread, attributes, start, argument);
}

/* What a sanitizer asks at the start of a thread, and dies if it is denied. */
int
pthread_getattr_np(pthread_t thread, pthread_attr_t *attributes)
{
	int (*real)(pthread_t, pthread_attr_t *) = next("pthread_getattr_np");
	int result;

	spared = true;
	result = real(thread, attributes);
	spared = false;
	return result;
}

int seccomp_load(void *filter);

/* libseccomp 2.5 goes on for ever if it is denied memory here. */
int
seccomp_load(void *filter)
{
	int (*real)(void *) = next("seccomp_load");
	int result;

	spared = true;
	result = real(filter);
	spared = false;
	return result;
}

void *
malloc(size_t size)
{
	void *(*real)(size_t) = next("malloc");

	return fails("memory", "malloc") ? NULL : real(size);
}

void *
calloc(size_t count, size_t size)
{
	void *(*real)(size_t, size_t) = next("calloc");

	return fails("memory", "calloc") ? NULL : real(count, size);
}

void *
realloc(void *old, size_t size)
{
	void *(*real)(void *, size_t) = next("realloc");

	return fails("memory", "realloc") ? NULL : real(old, size);
}

void *
reallocarray(void *old, size_t count, size_t size)
{
	void *(*real)(void *, size_t, size_t) = next("reallocarray");

	return fails("memory", "reallocarray") ? NULL : real(old, count, size);
}

int
posix_memalign(void **memory, size_t alignment, size_t size)
{
	int (*real)(void **, size_t, size_t) = next("posix_memalign");

	return fails("memory", "posix_memalign")
		       ? errno
		       : real(memory, alignment, size);
}

/* The other names that a program with a 64 bit off_t asks for. */
#define ALIAS(name) __attribute__((alias(#name)))
int open64(const char *, int, ...) ALIAS(open);
int openat64(int, const char *, int, ...) ALIAS(openat);
int mkostemp64(char *, int) ALIAS(mkostemp);
