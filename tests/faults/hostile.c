/* SPDX-License-Identifier: MIT */
/*
 * A library to be preloaded, which takes over where a CSV file is parsed, as
 * bytes could that found a fault of ours, or where one is fetched.  HOSTILE, or
 * HOSTILE_FETCH, says what for:
 *
 *   probe   tries what it should not be able to do, appends a line to the file
 *           HOSTILE_LOG for each that it was, and goes on
 *   noise   says that all went well, with noise for a database
 *   other   the same, with the sound database HOSTILE_DATABASE
 *   say     says what the file HOSTILE_WORDS holds, and goes on
 *   sleep   appends its number there, and sleeps with every signal blocked
 *   stop    stops itself
 *   shared  puts noise into all memory that it shares, and waits a while
 *   code    ends with the exit code HOSTILE_CODE
 *   hold    keeps the database in memory, and writes to it once it has been
 *           checked
 *
 * Where HOSTILE_LINK is set, each folder that is made is a link to that at
 * once, as somebody inside an image could make it.
 */
#include <csv.h>
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/sendfile.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void
tell(bool gained, const char *what)
{
	const char *path = getenv("HOSTILE_LOG");
	int fd = open(path == NULL ? "" : path, O_WRONLY | O_APPEND);

	if (gained && (fd < 0 || dprintf(fd, "%s\n", what) < 0))
		abort();
	if (fd >= 0)
		close(fd);
}

static void
probe_terminal(void)
{
	char key = '#';
	bool typed = false;

	tell(open("/dev/tty", O_RDWR) >= 0, "a terminal");
	for (int fd = 0; fd < 64; fd++)
		typed |= isatty(fd) || ioctl(fd, TIOCSTI, &key) == 0;
	tell(typed, "a descriptor of a terminal");
}

/* Those of /dev/null and of files in memory are its own. */
static void
probe_descriptors(void)
{
	for (int fd = 0; fd < 1024; fd++) {
		char link[64], path[PATH_MAX] = "";

		snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
		if (fcntl(fd, F_GETFD) < 0 ||
		    readlink(link, path, sizeof(path) - 1) < 0)
			continue;
		tell(strcmp(path, "/dev/null") != 0 &&
			     strncmp(path, "/memfd:", 7) != 0,
		     path);
		tell(strstr(path, "lock") != NULL && flock(fd, LOCK_UN) == 0,
		     "a lock");
	}
}

static void
probe_processes(bool online)
{
	char *const words[] = {"true", NULL};
	pid_t pid;

	pid = fork();
	if (pid == 0)
		_exit(0);
	tell(pid > 0, "fork");
	pid = (pid_t)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
	if (pid == 0)
		_exit(0);
	tell(pid > 0, "clone");
	tell(posix_spawnp(&pid, "true", NULL, NULL, words, NULL) == 0, "spawn");
	tell(ptrace(PTRACE_SEIZE, getppid(), 0, 0) == 0, "ptrace");
	tell(kill(getppid(), SIGCONT) == 0, "a signal to the parent");
	tell(unshare(CLONE_NEWUSER) == 0, "a namespace");
	tell(getsid(0) != getpid(), "somebody's session");
	/* The kernel has an int for the option. */
	tell(syscall(SYS_prctl, 1UL << 32 | PR_SET_PDEATHSIG, 0, 0, 0, 0) == 0,
	     "a life of its own");
	tell(shmctl(shmget(IPC_PRIVATE, 1, 0600), IPC_RMID, NULL) == 0,
	     "memory that stays");
	if (online)
		return;
	tell(socket(AF_UNIX, SOCK_STREAM, 0) >= 0, "a socket");
	tell(socket(AF_INET, SOCK_STREAM, 0) >= 0, "the network");
}

static void
probe_rights(void)
{
	char folder[PATH_MAX];

	tell(getcwd(folder, sizeof(folder)) == NULL || strcmp(folder, "/") != 0,
	     "a folder");
	tell(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1, "new privileges");
	tell(ftruncate(memfd_create("room", MFD_CLOEXEC), 1L << 40) == 0,
	     "room for a terabyte");
	if (getenv("HOSTILE_ROOT") == NULL)
		return;
	tell(geteuid() == 0 || getuid() == 0 || getgid() == 0, "root");
	tell(setuid(0) == 0 || setgid(0) == 0, "a way back to root");
	tell(open("/etc/shadow", O_RDONLY) >= 0, "/etc/shadow");
	tell(getgroups(0, NULL) != 0, "a group");
}

/* A file in memory that it was given, by its name. */
static int
find_memory(const char *name)
{
	char wanted[64];

	snprintf(wanted, sizeof(wanted), "/memfd:%s", name);
	for (int fd = 3; fd < 64; fd++) {
		char link[64], path[PATH_MAX] = "";

		snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
		if (readlink(link, path, sizeof(path) - 1) > 0 &&
		    strncmp(path, wanted, strlen(wanted)) == 0)
			return fd;
	}
	abort();
}

static void
copy_file(const char *path, const char *memory)
{
	int from = open(path, O_RDONLY);

	if (from < 0 || sendfile(find_memory(memory), from, NULL, 1 << 28) <= 0)
		abort();
	close(from);
}

static void
write_noise(void)
{
	static const char noise[65536] = {1, 2, 3};

	if (write(find_memory("database"), noise, sizeof(noise)) < 0)
		abort();
}

static void
go_to_sleep(void)
{
	char number[16];
	sigset_t all;

	snprintf(number, sizeof(number), "%d", getpid());
	tell(true, number);
	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, NULL);
	for (;;)
		pause();
}

static void
spoil_shared_memory(void)
{
	FILE *maps = fopen("/proc/self/maps", "r");
	unsigned long start, end;
	char line[PATH_MAX + 128], rights[5];

	while (maps != NULL && fgets(line, sizeof(line), maps) != NULL)
		if (sscanf(line, "%lx-%lx %4s", &start, &end, rights) == 3 &&
		    strcmp(rights, "rw-s") == 0)
			memset((void *)start, 0xff, end - start);
	sleep(1);
}

static void
probe(bool online)
{
	probe_terminal();
	probe_descriptors();
	probe_processes(online);
	probe_rights();
}

int
csv_init(struct csv_parser *parser, unsigned char options)
{
	int (*real)(struct csv_parser *, unsigned char) =
		dlsym(RTLD_NEXT, "csv_init");
	const char *what = getenv("HOSTILE");

	if (what == NULL)
		return real(parser, options);
	if (strcmp(what, "noise") == 0) {
		write_noise();
		_exit(0);
	}
	if (strcmp(what, "other") == 0) {
		copy_file(getenv("HOSTILE_DATABASE"), "database");
		_exit(0);
	}
	if (strcmp(what, "say") == 0)
		copy_file(getenv("HOSTILE_WORDS"), "said");
	if (strcmp(what, "sleep") == 0)
		go_to_sleep();
	if (strcmp(what, "stop") == 0)
		raise(SIGSTOP);
	if (strcmp(what, "code") == 0)
		_exit(atoi(getenv("HOSTILE_CODE")));
	if (strcmp(what, "probe") == 0)
		probe(false);
	return real(parser, options);
}

/* The library that fetches is loaded where it is needed. */
void *
dlopen(const char *name, int flags)
{
	void *(*real)(const char *, int) = dlsym(RTLD_NEXT, "dlopen");
	const char *what = getenv("HOSTILE_FETCH");

	if (what == NULL || name == NULL || strstr(name, "libcurl") == NULL)
		return real(name, flags);
	if (strcmp(what, "shared") == 0) {
		spoil_shared_memory();
		_exit(0);
	}
	if (strcmp(what, "code") == 0)
		_exit(atoi(getenv("HOSTILE_CODE")));
	if (strcmp(what, "sleep") == 0)
		go_to_sleep();
	probe(true);
	return real(name, flags);
}

int
mkdirat(int folder, const char *name, mode_t mode)
{
	const char *target = getenv("HOSTILE_LINK");

	if (target == NULL)
		return (int)syscall(SYS_mkdirat, folder, name, mode);
	return symlinkat(target, folder, name);
}

/* Somebody beside the process that parses may have the file that it fills. */
static int held = -1;

int
memfd_create(const char *name, unsigned int flags)
{
	const char *what = getenv("HOSTILE");
	int fd = (int)syscall(SYS_memfd_create, name, flags);

	if (what != NULL && strcmp(what, "hold") == 0 &&
	    strcmp(name, "database") == 0)
		held = dup(fd);
	return fd;
}

/* The copy is exclusive, and begun when all has been checked. */
int
openat64(int folder, const char *name, int flags, ...)
{
	va_list mode;
	int fd;

	if (held >= 0 && (flags & O_EXCL) != 0)
		tell(pwrite(held, "", 1, 0) == 1 || ftruncate(held, 0) == 0,
		     "a change after the checks");
	va_start(mode, flags);
	fd = (int)syscall(SYS_openat, folder, name, flags,
			  va_arg(mode, mode_t));
	va_end(mode);
	return fd;
}
