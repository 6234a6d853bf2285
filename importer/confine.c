#include "importer/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* Made by an administrator or a package; nobody is always there. */
#define USER     "_ianaports"
#define FALLBACK "nobody"

/*
 * Whether we are alone in a user namespace: root by name, with no more rights
 * outside than any user has, and nobody else to become.
 */
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

/* Nothing of root's is kept: no group, no saved identity, no capability. */
static bool
become(const struct passwd *user)
{
	return setgroups(0, NULL) == 0 &&
	       setresgid(user->pw_gid, user->pw_gid, user->pw_gid) == 0 &&
	       setresuid(user->pw_uid, user->pw_uid, user->pw_uid) == 0 &&
	       setuid(0) != 0;
}

static int
give_up_rights(const struct passwd *user, pid_t parent)
{
	if (user != NULL && !become(user))
		return RESULT_UNCONFINED;
	/* After the change of user, which would undo the second. */
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
	    prctl(PR_SET_PDEATHSIG, SIGKILL) != 0)
		return RESULT_UNCONFINED;
	return getppid() == parent ? 0 : -EINTR;
}

static int
wait_for(pid_t child, const int *result)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return -errno;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? *result : -EINTR;
}

int
confine_run(int (*job)(void *context), void *context)
{
	const struct passwd *user = NULL;
	pid_t child, parent = getpid();
	int *shared, result;

	if (geteuid() == 0 && !is_alone()) {
		user = getpwnam(USER);
		if (user == NULL)
			user = getpwnam(FALLBACK);
		if (user == NULL || user->pw_uid == 0)
			return RESULT_UNCONFINED;
	}
	shared = confine_memory(sizeof(*shared));
	if (shared == NULL)
		return -ENOMEM;
	fflush(NULL);
	child = fork();
	if (child == 0) {
		*shared = give_up_rights(user, parent);
		if (*shared == 0)
			*shared = job(context);
		_exit(0);
	}
	result = child < 0 ? -errno : wait_for(child, shared);
	confine_free(shared, sizeof(*shared));
	return result;
}

void *
confine_memory(size_t size)
{
	void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
			    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	return memory == MAP_FAILED ? NULL : memory;
}

void
confine_free(void *memory, size_t size)
{
	if (memory != NULL)
		munmap(memory, size);
}
