/* SPDX-License-Identifier: MIT */
#include "cli/output/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/cli.h"

#define WIDTH_UNKNOWN 80

static unsigned int
measure(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return WIDTH_UNKNOWN;
}

static bool
wants_colour(void)
{
	const char *no = getenv("NO_COLOR"), *terminal = getenv("TERM");

	return (no == NULL || no[0] == '\0') && terminal != NULL &&
	       strcmp(terminal, "dumb") != 0;
}

/*
 * Whether whoever sits at the terminal may have fewer rights than we have: a
 * pager would give them a shell with ours (sudo(8), doas(1), pkexec(1)).
 */
static bool
has_borrowed_rights(void)
{
	static const char *const marks[] = {"SUDO_UID", "DOAS_USER",
					    "PKEXEC_UID"};

	if (getauxval(AT_SECURE) != 0 || getuid() != geteuid())
		return true;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (getenv(marks[i]) != NULL)
			return true;
	return false;
}

/* Starts a shell command, or less, that reads from a descriptor. */
static int
spawn(pid_t *pager, const char *command, int from)
{
	char *shell[] = {(char *)"sh", (char *)"-c", (char *)command, NULL};
	char *less[] = {(char *)"less", NULL};
	char **words = command == NULL ? less : shell;
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t pipe_signal;
	int code;

	sigemptyset(&pipe_signal);
	sigaddset(&pipe_signal, SIGPIPE);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setsigdefault(&attributes, &pipe_signal);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, from, STDIN_FILENO);
	code = posix_spawnp(pager, words[0], &actions, &attributes, words,
			    environ);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	return code;
}

static void
start_pager(struct terminal *page)
{
	const char *command = getenv("PAGER");
	int ends[2];

	if (command != NULL &&
	    (command[0] == '\0' || strcmp(command, "cat") == 0))
		return;
	/* Only less is known to have a mode without a shell. */
	if (has_borrowed_rights()) {
		command = NULL;
		setenv("LESSSECURE", "1", 1);
	}
	if (pipe2(ends, O_CLOEXEC) != 0)
		return;
	/* As git(1) has it: end after a short page, keep colours, leave the
	 * page on the screen. */
	setenv("LESS", "FRX", 0);
	if (spawn(&page->pager, command, ends[0]) == 0) {
		dup2(ends[1], STDOUT_FILENO);
		/* An interrupt is the pager's; we end when it does. */
		signal(SIGINT, SIG_IGN);
		signal(SIGQUIT, SIG_IGN);
	} else {
		page->pager = 0;
	}
	close(ends[0]);
	close(ends[1]);
}

void
terminal_begin(struct terminal *page)
{
	*page = (struct terminal){
		.terminal = isatty(STDOUT_FILENO) == 1,
	};
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		setlocale(LC_CTYPE, "");
	if (!page->terminal)
		return;
	page->width = measure();
	page->colour = wants_colour();
	start_pager(page);
}

int
terminal_end(const struct terminal *page)
{
	int result = cli_finish();

	if (page->pager != 0) {
		fclose(stdout);
		while (waitpid(page->pager, NULL, 0) < 0 && errno == EINTR)
			;
	}
	return result;
}
