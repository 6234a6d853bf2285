/*
 * Whose database is read: root's and the effective user's, and in a setuid
 * program root's alone.
 */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdio.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/hosts/host.h"

#define NOBODY 65534
#define SKIP   77

static void
need_root(void)
{
	if (geteuid() != 0)
		host_skip("only root can give files and powers away");
}

static void
become_nobody(void)
{
	must(setgroups(0, NULL) == 0);
	must(setresgid(NOBODY, NOBODY, NOBODY) == 0);
	must(setresuid(NOBODY, NOBODY, NOBODY) == 0);
}

/* A copy of this program, owned by root and setuid. */
static void
copy_program(const char *path)
{
	int from = open("/proc/self/exe", O_RDONLY);
	int to = open(path, O_WRONLY | O_CREAT | O_EXCL, 0700);
	struct stat status;

	must(from >= 0 && to >= 0);
	must(fstat(from, &status) == 0);
	must(sendfile(to, from, NULL, (size_t)status.st_size) ==
	     status.st_size);
	must(fchmod(to, 04755) == 0);
	must(close(to) == 0);
	must(close(from) == 0);
}

/* Runs the copy as nobody, who owns the database if asked. */
static void
run_setuid(const char *how, uid_t owner)
{
	char path[4096];
	pid_t pid;

	need_root();
	snprintf(path, sizeof(path), "%s/program", host_folder());
	copy_program(path);
	host_replace_copy('a');
	must(chown(TEST_DATABASE, owner, 0) == 0);
	pid = fork();
	if (pid == 0) {
		become_nobody();
		execl(path, path, how, NULL);
		_exit(errno == EACCES ? SKIP : 1);
	}
	host_wait(pid);
}

static void
a_setuid_root_program_reads_a_database_of_root(void)
{
	run_setuid("reads", 0);
}

static void
a_setuid_root_program_refuses_a_database_of_its_caller(void)
{
	run_setuid("refuses", NOBODY);
}

static void
it_refuses_it_while_it_has_put_its_powers_aside(void)
{
	run_setuid("refuses aside", NOBODY);
}

/* What the copy does. */
static int
live_setuid(const char *how)
{
	if (getauxval(AT_SECURE) == 0)
		return SKIP;
	must(getuid() == NOBODY && geteuid() == 0);
	if (strstr(how, "aside") != NULL)
		must(seteuid(NOBODY) == 0);
	if (strcmp(how, "reads") == 0)
		host_ask_all('a');
	else
		host_ask_in_vain(EPERM);
	return 0;
}

static void
a_program_reads_its_own_users_database(void)
{
	need_root();
	host_replace_copy('a');
	must(chown(TEST_DATABASE, NOBODY, 0) == 0);
	become_nobody();
	if (access(TEST_DATABASE, R_OK) != 0)
		host_skip("nobody cannot reach the build folder");
	host_ask_all('a');
}

static void
a_program_refuses_another_users_database(void)
{
	need_root();
	host_replace_copy('a');
	must(chown(TEST_DATABASE, NOBODY - 1, 0) == 0);
	host_ask_in_vain(EPERM);
	become_nobody();
	if (access(TEST_DATABASE, R_OK) != 0)
		host_skip("nobody cannot reach the build folder");
	host_tick();
	host_ask_in_vain(EPERM);
}

int
main(int argc, char **argv)
{
	static const struct host_life lives[] = {
		LIFE(a_setuid_root_program_reads_a_database_of_root),
		LIFE(a_setuid_root_program_refuses_a_database_of_its_caller),
		LIFE(it_refuses_it_while_it_has_put_its_powers_aside),
		LIFE(a_program_reads_its_own_users_database),
		LIFE(a_program_refuses_another_users_database),
	};

	if (argc == 2)
		return live_setuid(argv[1]);
	return host_run(lives, LENGTH(lives));
}
