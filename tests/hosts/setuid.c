/* SPDX-License-Identifier: MIT */
/*
 * Whose database is read: root's and the effective user's, and in a setuid
 * program root's alone.
 */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
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

/* The powers that its file gives a program: struct vfs_cap_data of
 * linux/capability.h, with CAP_NET_BIND_SERVICE, effective. */
static const uint32_t bind_service[5] = {0x02000001, 1u << 10};

enum powers { USER, GROUP, CAPABILITY };

static void
give_powers(int fd, enum powers powers)
{
	switch (powers) {
	case USER:
		must(fchmod(fd, 04755) == 0);
		break;
	case GROUP:
		must(fchown(fd, 0, NOBODY - 1) == 0 && fchmod(fd, 02755) == 0);
		break;
	case CAPABILITY:
		must(fchmod(fd, 0755) == 0);
		if (fsetxattr(fd, "security.capability", bind_service,
			      sizeof(bind_service), 0) != 0)
			host_skip("files cannot have capabilities here");
		break;
	}
}

/* A copy of this program, owned by root, with powers of its own. */
static void
copy_program(const char *path, enum powers powers)
{
	int from = open("/proc/self/exe", O_RDONLY);
	int to = open(path, O_WRONLY | O_CREAT | O_EXCL, 0700);
	struct stat status;

	must(from >= 0 && to >= 0);
	must(fstat(from, &status) == 0);
	must(sendfile(to, from, NULL, (size_t)status.st_size) ==
	     status.st_size);
	give_powers(to, powers);
	must(close(to) == 0);
	must(close(from) == 0);
}

/* Runs the copy as nobody, who owns the database if asked. */
static void
run_setuid(const char *how, uid_t owner, enum powers powers)
{
	char path[4096];
	pid_t pid;

	need_root();
	snprintf(path, sizeof(path), "%s/program", host_folder());
	copy_program(path, powers);
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
	run_setuid("reads", 0, USER);
}

static void
a_setuid_root_program_refuses_a_database_of_its_caller(void)
{
	run_setuid("refuses", NOBODY, USER);
}

static void
it_refuses_it_while_it_has_put_its_powers_aside(void)
{
	run_setuid("refuses aside", NOBODY, USER);
}

static void
so_does_a_setgid_program(void)
{
	run_setuid("refuses", NOBODY, GROUP);
}

static void
so_does_a_program_with_capabilities(void)
{
	run_setuid("refuses", NOBODY, CAPABILITY);
}

/* A daemon of root's, each way to become nobody for a while. */
static void
so_does_a_daemon_that_can_take_its_powers_up_again(void)
{
	static const uid_t users[][3] = {
		{0, NOBODY, 0},
		{0, NOBODY, NOBODY},
		{NOBODY, NOBODY, 0},
	};

	need_root();
	host_replace_copy('a');
	must(chown(TEST_DATABASE, NOBODY, 0) == 0);
	for (size_t i = 0; i < LENGTH(users); i++) {
		pid_t pid = fork();

		if (pid == 0) {
			must(setresuid(users[i][0], users[i][1], users[i][2]) ==
			     0);
			if (eaccess(TEST_DATABASE, R_OK) != 0)
				_exit(SKIP);
			host_ask_in_vain(EPERM);
			exit(0);
		}
		host_wait(pid);
	}
}

/* What the copy does. */
static int
live_setuid(const char *how)
{
	if (getauxval(AT_SECURE) == 0)
		return SKIP;
	must(getuid() == NOBODY);
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

static void
put_text(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY);

	must(fd >= 0);
	must(write(fd, text, strlen(text)) == (ssize_t)strlen(text));
	must(close(fd) == 0);
}

/* In a user namespace, the part of the life that is lived there. */
static void
live_in_namespace(const char *map, void (*live)(void))
{
	int ready[2], go[2];
	char path[64], byte;
	pid_t pid;

	need_root();
	must(pipe(ready) == 0 && pipe(go) == 0);
	pid = fork();
	if (pid == 0) {
		if (unshare(CLONE_NEWUSER) != 0)
			_exit(SKIP);
		must(write(ready[1], "", 1) == 1 && read(go[0], &byte, 1) == 1);
		must(setresuid(0, 0, 0) == 0);
		/* Who is another outside may not reach the build folder. */
		if (access(TEST_DATABASE, R_OK) != 0)
			_exit(SKIP);
		live();
		exit(0);
	}
	must(close(ready[1]) == 0);
	if (read(ready[0], &byte, 1) == 1) {
		snprintf(path, sizeof(path), "/proc/%d/uid_map", pid);
		put_text(path, map);
		must(write(go[1], "", 1) == 1);
	}
	host_wait(pid);
}

static void
read_database(void)
{
	host_ask_all('a');
}

static void
refuse_database(void)
{
	host_ask_in_vain(EPERM);
}

/* As "unshare -Ur" and bubblewrap make one: root's files show as nobody's. */
static void
in_a_user_namespace_root_is_who_owns_nsswitch_conf(void)
{
	host_replace_copy('a');
	live_in_namespace("0 12345 1", read_database);
}

/* A stranger's file shows as nobody's, and nsswitch.conf as root's. */
static void
a_stranger_who_is_nobody_there_is_refused(void)
{
	need_root();
	host_replace_copy('a');
	must(chown(TEST_DATABASE, 23456, 0) == 0);
	live_in_namespace("0 0 1", refuse_database);
}

int
main(int argc, char **argv)
{
	static const struct host_life lives[] = {
		LIFE(a_setuid_root_program_reads_a_database_of_root),
		LIFE(a_setuid_root_program_refuses_a_database_of_its_caller),
		LIFE(it_refuses_it_while_it_has_put_its_powers_aside),
		LIFE(so_does_a_setgid_program),
		LIFE(so_does_a_program_with_capabilities),
		LIFE(so_does_a_daemon_that_can_take_its_powers_up_again),
		LIFE(a_program_reads_its_own_users_database),
		LIFE(a_program_refuses_another_users_database),
		LIFE(in_a_user_namespace_root_is_who_owns_nsswitch_conf),
		LIFE(a_stranger_who_is_nobody_there_is_refused),
	};

	if (argc == 2)
		return live_setuid(argv[1]);
	return host_run(lives, LENGTH(lives));
}
