/* SPDX-License-Identifier: MIT */
#include "importer/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <pwd.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "db/format.h"
#include "importer/filter.h"

/* Made by an administrator or a package; else nobody, whose number the kernel
 * has, too. */
#define USER     "_ianaports"
#define FALLBACK "nobody"
#define NOBODY   65534

struct user {
	uid_t uid;
	gid_t gid;
};

/* Between two calls of a tick, in nanoseconds. */
#define TICK 100000000

/* In the child's exit code: a positive result, above any -errno. */
#define POSITIVE 200

/* Whether a user namespace has but one user, and so nobody else to become. */
static bool
is_alone(void)
{
	char text[256] = "", *at = text;
	int fd = open("/proc/self/uid_map", O_RDONLY | O_CLOEXEC);
	unsigned long length = 0;

	/* Inside, outside, how many; a line for each range. */
	if (fd < 0)
		return false;
	if (read(fd, text, sizeof(text) - 1) > 0)
		for (int i = 0; i < 3; i++)
			length = strtoul(at, &at, 10);
	close(fd);
	return length == 1 && strcmp(at, "\n") == 0;
}

/*
 * Whether we are root by name alone: with no more rights outside our namespace
 * than any user has.  These files are the true root's, and show as ours if we
 * are.
 */
static bool
is_nominal(void)
{
	struct stat status;

	return is_alone() && stat("/proc/sys", &status) == 0 &&
	       status.st_uid != 0;
}

/* Nothing of root's is kept: no group, no saved identity, no capability. */
static bool
become(const struct user *user)
{
	return setgroups(0, NULL) == 0 &&
	       setresgid(user->gid, user->gid, user->gid) == 0 &&
	       setresuid(user->uid, user->uid, user->uid) == 0 &&
	       setuid(0) != 0;
}

static void
close_range_of(unsigned int first, unsigned int last)
{
	if (first > last || syscall(SYS_close_range, first, last, 0) == 0)
		return;
	/* A kernel before 5.9. */
	for (long fd = (long)first, most = sysconf(_SC_OPEN_MAX);
	     fd <= (long)last && fd < most; fd++)
		close((int)fd);
}

static int
compare_descriptors(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* A file of nothing, to which nothing can be written.  A tree that is being
 * built may have no /dev/null. */
static int
open_nothing(void)
{
	int fd = memfd_create("nothing", MFD_ALLOW_SEALING);

	if (fd >= 0)
		fcntl(fd, F_ADD_SEALS, F_SEAL_GROW | F_SEAL_WRITE);
	return fd;
}

static int
close_others(const int *kept, size_t count)
{
	int nothing = open_nothing(), sorted[8];
	unsigned int first = STDERR_FILENO + 1;

	if (count > sizeof(sorted) / sizeof(sorted[0]))
		return -E2BIG;
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (nothing < 0 || dup2(nothing, fd) < 0)
			return -errno;
	memcpy(sorted, kept, count * sizeof(sorted[0]));
	qsort(sorted, count, sizeof(sorted[0]), compare_descriptors);
	for (size_t i = 0; i < count; i++) {
		close_range_of(first, (unsigned int)sorted[i] - 1);
		first = (unsigned int)sorted[i] + 1;
	}
	close_range_of(first, INT_MAX);
	return 0;
}

/* No more than a database, in memory that is ours to pay for. */
static int
limit_files(void)
{
	struct rlimit size;

	if (getrlimit(RLIMIT_FSIZE, &size) != 0)
		return -errno;
	if (size.rlim_cur > DATABASE_MAX)
		size.rlim_cur = DATABASE_MAX;
	if (size.rlim_max > DATABASE_MAX)
		size.rlim_max = DATABASE_MAX;
	return setrlimit(RLIMIT_FSIZE, &size) == 0 ? 0 : -errno;
}

static int
give_up_rights(const struct confinement *confinement, const struct user *user,
	       pid_t parent)
{
	sigset_t none;
	int result;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	/* A session of its own has no terminal. */
	if (setsid() < 0)
		return -errno;
	result = close_others(confinement->kept, confinement->kept_count);
	if (result != 0)
		return result;
	/* Nor a folder that it could not reach by its path. */
	if (chdir("/") != 0)
		return -errno;
	if (user != NULL && !become(user))
		return RESULT_UNCONFINED;
	/* After the change of user, which would undo the second. */
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
	    prctl(PR_SET_PDEATHSIG, SIGKILL) != 0)
		return RESULT_UNCONFINED;
	if (getppid() != parent)
		return -EINTR;
	result = limit_files();
	return result == 0 ? filter_enter(confinement->online) : result;
}

static _Noreturn void
run_child(const struct confinement *confinement, const struct user *user,
	  pid_t parent)
{
	int result = give_up_rights(confinement, user, parent);

	if (result == 0)
		result = confinement->job(confinement->context);
	_exit(result > 0 ? POSITIVE + result : -result);
}

static int
result_of(int status)
{
	int code = WEXITSTATUS(status);

	if (!WIFEXITED(status) || code >= POSITIVE + RESULTS)
		return -EINTR;
	return code > POSITIVE ? code - POSITIVE : -code;
}

static int64_t
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

static pid_t
reap(pid_t child, int *status, int options)
{
	pid_t ended;

	do
		ended = waitpid(child, status, options);
	while (ended < 0 && errno == EINTR);
	return ended;
}

/* SIGCHLD, which is blocked, ends each sleep. */
static int
wait_for(pid_t child, const struct confinement *confinement)
{
	int64_t end = now() + confinement->seconds * INT64_C(1000000000);
	sigset_t ended;
	int status;

	sigemptyset(&ended);
	sigaddset(&ended, SIGCHLD);
	for (;;) {
		int64_t left = end - now();
		struct timespec time;
		pid_t reaped = reap(child, &status, WNOHANG);

		if (reaped != 0)
			return reaped < 0 ? -errno : result_of(status);
		if (left <= 0)
			break;
		if (confinement->tick != NULL) {
			confinement->tick(confinement->context);
			left = left < TICK ? left : TICK;
		}
		time.tv_sec = left / 1000000000;
		time.tv_nsec = left % 1000000000;
		sigtimedwait(&ended, NULL, &time);
	}
	kill(child, SIGKILL);
	return reap(child, &status, 0) < 0 ? -errno : -ETIMEDOUT;
}

/* With SIGCHLD blocked, and not ignored, which would leave nothing to wait for.
 */
static int
run_and_wait(const struct confinement *confinement, const struct user *user)
{
	const struct sigaction standard = {.sa_handler = SIG_DFL};
	struct sigaction before;
	sigset_t ended, mask;
	pid_t child, parent = getpid();
	int result;

	sigemptyset(&ended);
	sigaddset(&ended, SIGCHLD);
	sigaction(SIGCHLD, &standard, &before);
	sigprocmask(SIG_BLOCK, &ended, &mask);
	fflush(NULL);
	child = fork();
	if (child == 0)
		run_child(confinement, user, parent);
	result = child < 0 ? -errno : wait_for(child, confinement);
	sigprocmask(SIG_SETMASK, &mask, NULL);
	sigaction(SIGCHLD, &before, NULL);
	return result;
}

/*
 * Whom to become.  From the file alone: this is no time to wait for a directory
 * server.
 */
static int
find_user(struct user *user)
{
	FILE *in = fopen("/etc/passwd", "re");
	const struct passwd *entry;
	bool found = false;

	*user = (struct user){NOBODY, NOBODY};
	if (in == NULL && errno != ENOENT)
		return -errno;
	while (in != NULL && !found && (entry = fgetpwent(in)) != NULL) {
		found = strcmp(entry->pw_name, USER) == 0;
		if (found || strcmp(entry->pw_name, FALLBACK) == 0)
			*user = (struct user){entry->pw_uid, entry->pw_gid};
	}
	if (in != NULL)
		fclose(in);
	return user->uid == 0 ? RESULT_UNCONFINED : 0;
}

int
confine_run(const struct confinement *confinement)
{
	struct user user;
	int result;

	if (geteuid() != 0 || is_nominal())
		return run_and_wait(confinement, NULL);
	result = find_user(&user);
	return result == 0 ? run_and_wait(confinement, &user) : result;
}
