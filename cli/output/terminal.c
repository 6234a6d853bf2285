/* SPDX-License-Identifier: MIT */
#include "cli/output/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/cli.h"

/* Of a terminal that does not know. */
#define WIDTH_UNKNOWN  80
#define HEIGHT_UNKNOWN 24

/* sh(1) has it for a command that is not found. */
#define NOT_STARTED 126

static bool
is_set(const char *name)
{
	const char *value = getenv(name);

	return value != NULL && value[0] != '\0';
}

static bool
is_dumb(void)
{
	const char *terminal = getenv("TERM");

	return terminal == NULL || strcmp(terminal, "dumb") == 0;
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

/* Runs a shell command, or less, on what was held back; 0 if it could be. */
static int
run_pager(const struct terminal *page, const char *command)
{
	/* As git(1) has it: end after a short page, keep colours, leave the
	 * page on the screen. */
	char *less[] = {(char *)"less", (char *)"-FRX", NULL};
	char *shell[] = {(char *)"sh", (char *)"-c", (char *)command, NULL};
	char **words =
		command == NULL || strcmp(command, "less") == 0 ? less : shell;
	posix_spawn_file_actions_t actions;
	int code, status = 0;
	pid_t pager;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, page->screen, STDOUT_FILENO);
	code = posix_spawnp(&pager, words[0], &actions, NULL, words, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (code != 0)
		return -1;
	/* An interrupt is the pager's; we end when it does. */
	signal(SIGINT, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
	while (waitpid(pager, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) && WEXITSTATUS(status) >= NOT_STARTED ? -1 : 0;
}

/* The lines that a text takes on a terminal, escape sequences left out. */
static size_t
count_lines(const char *text, size_t length, size_t width)
{
	size_t lines = 0, column = 0;

	for (size_t i = 0; i < length; i++) {
		if (text[i] == '\033') {
			while (i < length && text[i] != 'm')
				i++;
		} else if (text[i] == '\n' || column == width) {
			lines++;
			column = text[i] != '\n';
		} else {
			column += (text[i] & 0xc0) != 0x80;
		}
	}
	return lines;
}

static bool
is_long(const struct terminal *page, const char *text, size_t length)
{
	struct winsize size;
	size_t height = HEIGHT_UNKNOWN;

	if (ioctl(page->screen, TIOCGWINSZ, &size) == 0 && size.ws_row > 0)
		height = size.ws_row;
	return count_lines(text, length, page->width) >= height;
}

static void
show(const struct terminal *page, const char *text, size_t length)
{
	const char *command = getenv("PAGER");
	bool paged = command == NULL ||
		     (command[0] != '\0' && strcmp(command, "cat") != 0);
	int result = -1;

	if (paged && !is_dumb() && is_long(page, text, length)) {
		/* Only less is known to have a mode without a shell. */
		if (has_borrowed_rights()) {
			command = NULL;
			setenv("LESSSECURE", "1", 1);
		}
		lseek(STDOUT_FILENO, 0, SEEK_SET);
		result = run_pager(page, command);
	}
	dup2(page->screen, STDOUT_FILENO);
	if (result != 0)
		fwrite(text, 1, length, stdout);
}

/* Holds back what is for the screen, if there is memory for it. */
static void
hold(struct terminal *page)
{
	int held = memfd_create("page", MFD_CLOEXEC);

	if (held < 0)
		return;
	page->screen = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
	if (page->screen >= 0)
		dup2(held, STDOUT_FILENO);
	close(held);
}

unsigned int
terminal_width(void)
{
	struct winsize size;

	if (isatty(STDOUT_FILENO) != 1)
		return 0;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return WIDTH_UNKNOWN;
}

void
terminal_begin(struct terminal *page)
{
	*page = (struct terminal){
		.terminal = isatty(STDOUT_FILENO) == 1,
		.width = terminal_width(),
		.screen = -1,
	};
	setlocale(LC_CTYPE, "");
	page->utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	setlocale(LC_CTYPE, "C.UTF-8");
	page->colour = is_set("CLICOLOR_FORCE") ||
		       (page->terminal && !is_dumb() && !is_set("NO_COLOR"));
	if (page->terminal)
		hold(page);
}

int
terminal_end(const struct terminal *page)
{
	int result = cli_finish();
	off_t length = page->screen < 0 || result != 0
			       ? 0
			       : lseek(STDOUT_FILENO, 0, SEEK_END);
	char *text;

	if (length <= 0)
		return result;
	text = mmap(NULL, (size_t)length, PROT_READ, MAP_SHARED, STDOUT_FILENO,
		    0);
	if (text == MAP_FAILED)
		cli_memory(NULL);
	show(page, text, (size_t)length);
	result = cli_finish();
	munmap(text, (size_t)length);
	return result;
}
