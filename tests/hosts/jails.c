/* SPDX-License-Identifier: MIT */
/* Hosts that give up the file system, their privileges or system calls. */
#include <errno.h>
#include <grp.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "tests/hosts/host.h"

#define NOBODY 65534

static void
in_an_empty_folder_it_keeps_its_snapshot(void)
{
	host_ask_all('a');
	host_ask_glibc('a', 1);
	host_replace('b');
	if (chroot(host_folder()) != 0 &&
	    (unshare(CLONE_NEWUSER) != 0 || chroot(host_folder()) != 0))
		host_skip("no right to chroot");
	must(chdir("/") == 0);
	for (int i = 0; i < 3; i++) {
		host_tick();
		host_ask_all('a');
		host_ask_glibc('a', i);
		host_walk('a');
	}
}

static void
become_nobody(void)
{
	if (geteuid() != 0)
		host_skip("only root can become another");
	must(setgroups(0, NULL) == 0);
	must(setresgid(NOBODY, NOBODY, NOBODY) == 0);
	must(setresuid(NOBODY, NOBODY, NOBODY) == 0);
}

static void
having_become_nobody_it_goes_on(void)
{
	host_ask_all('a');
	become_nobody();
	host_tick();
	host_ask_all('a');
	host_ask_glibc('a', 1);
	host_walk('a');
}

static void
having_become_nobody_it_sees_a_new_database(void)
{
	host_ask_all('a');
	host_replace('b');
	become_nobody();
	if (access(TEST_DATABASE, R_OK) != 0)
		host_skip("nobody cannot reach the build folder");
	host_tick();
	host_ask_all('b');
	host_ask_glibc('b', 1);
}

/* What lstat and mmap come to: with words of 32 bits, and times and offsets of
 * 64, other calls than elsewhere. */
#ifdef SYS_newfstatat
#define SYS_STAT SYS_newfstatat
#else
#define SYS_STAT SYS_statx
#endif
#ifdef SYS_mmap2
#define SYS_MAP SYS_mmap2
#else
#define SYS_MAP SYS_mmap
#endif

#define ALLOW(name)                                                            \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (name), 0, 1),                     \
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define REFUSE(name)                                                           \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (name), 0, 1),                     \
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)

static void
filter(struct sock_filter *instructions, size_t count)
{
	struct sock_fprog program = {(unsigned short)count, instructions};

	must(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
	if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
		host_skip("no seccomp filters here");
}

/* Death by SIGSYS at any system call but a stat, a word, and the end. */
static void
when_every_other_system_call_kills_it_lives_by_stat_alone(void)
{
	struct sock_filter instructions[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
			 offsetof(struct seccomp_data, nr)),
		ALLOW(SYS_STAT),
		ALLOW(SYS_exit_group),
		ALLOW(SYS_write),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
	};

	host_ask_all('a');
	host_ask_glibc('a', 1);
	filter(instructions, LENGTH(instructions));
	for (int i = 0; i < 50; i++) {
		host_tick();
		host_ask_all('a');
		host_walk('a');
	}
	_exit(0);
}

static void
when_opening_is_forbidden_it_keeps_its_snapshot(void)
{
	struct sock_filter instructions[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
			 offsetof(struct seccomp_data, nr)),
		REFUSE(SYS_openat),
		REFUSE(SYS_MAP),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};

	host_ask_all('a');
	host_replace('b');
	filter(instructions, LENGTH(instructions));
	for (int i = 0; i < 3; i++) {
		host_tick();
		host_ask_all('a');
		host_walk('a');
	}
}

static void
when_even_stat_is_forbidden_it_keeps_its_snapshot(void)
{
	struct sock_filter instructions[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
			 offsetof(struct seccomp_data, nr)),
		REFUSE(SYS_STAT),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};

	host_ask_all('a');
	host_replace('b');
	filter(instructions, LENGTH(instructions));
	for (int i = 0; i < 3; i++) {
		host_tick();
		host_ask_all('a');
		host_walk('a');
	}
}

int
main(void)
{
	static const struct host_life lives[] = {
		LIFE(in_an_empty_folder_it_keeps_its_snapshot),
		LIFE(having_become_nobody_it_goes_on),
		LIFE(having_become_nobody_it_sees_a_new_database),
		LIFE(when_every_other_system_call_kills_it_lives_by_stat_alone),
		LIFE(when_opening_is_forbidden_it_keeps_its_snapshot),
		LIFE(when_even_stat_is_forbidden_it_keeps_its_snapshot),
	};

	return host_run(lives, LENGTH(lives));
}
