/* SPDX-License-Identifier: MIT */
#include "cli/nscd.h"

#include <errno.h>
#include <spawn.h>
#include <stdbool.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"

/* As glibc's clients have it. */
#define SOCKET "/var/run/nscd/socket"

static bool
is_running(void)
{
	static const struct sockaddr_un address = {AF_UNIX, SOCKET};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool running = fd >= 0 && connect(fd, (const struct sockaddr *)&address,
					  sizeof(address)) == 0;

	if (fd >= 0)
		close(fd);
	return running;
}

/* Returns what waitpid(2) tells, or -1. */
static int
run_nscd(void)
{
	char *const words[] = {"nscd", "-i", "services", NULL};
	int status;
	pid_t pid;

	if (posix_spawnp(&pid, "nscd", NULL, NULL, words, environ) != 0)
		return -1;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return status;
}

void
nscd_drop(void)
{
	static const struct timespec second = {.tv_sec = 1,
					       .tv_nsec = 100000000};

	if (geteuid() != 0 || !is_running())
		return;
	nanosleep(&second, NULL);
	if (run_nscd() != 0)
		cli_say(0, "nscd keeps its old services; run"
			   " 'nscd -i services'");
}
