/* SPDX-License-Identifier: MIT */
/*
 * Runs a command under what a container's system call filter refuses: as
 * Docker's default profile does for root without CAP_SYS_ADMIN, and with -p
 * ptrace as well, which Docker refused before Linux 4.8.
 * Usage: contain [-p] COMMAND [ARGUMENT ...]
 * https://docs.docker.com/engine/security/seccomp/
 */
#include <errno.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define NAMESPACES                                                             \
	(CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC |         \
	 CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET)

#define ANSWER(error) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (error))
#define REFUSE(name, error)                                                    \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##name, 0, 1), ANSWER(error)
#define LOAD(offset) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (offset))

/* A filter loads 32 bits at a time. */
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define LOWER_HALF 4
#else
#define LOWER_HALF 0
#endif
#define FLAGS (offsetof(struct seccomp_data, args[0]) + LOWER_HALF)

static struct sock_filter refused[] = {
	LOAD(offsetof(struct seccomp_data, nr)),
	REFUSE(ptrace, EPERM),
	REFUSE(mount, EPERM),
	REFUSE(umount2, EPERM),
	REFUSE(move_mount, EPERM),
	REFUSE(open_tree, EPERM),
	REFUSE(fsopen, EPERM),
	REFUSE(fsconfig, EPERM),
	REFUSE(fsmount, EPERM),
	REFUSE(fspick, EPERM),
	REFUSE(mount_setattr, EPERM),
	REFUSE(pivot_root, EPERM),
	REFUSE(unshare, EPERM),
	REFUSE(setns, EPERM),
	REFUSE(bpf, EPERM),
	REFUSE(perf_event_open, EPERM),
	REFUSE(userfaultfd, EPERM),
	REFUSE(open_by_handle_at, EPERM),
	REFUSE(keyctl, EPERM),
	REFUSE(add_key, EPERM),
	REFUSE(request_key, EPERM),
	/* Its flags are out of a filter's reach; libc then takes clone. */
	REFUSE(clone3, ENOSYS),
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 3),
	LOAD(FLAGS),
	BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, NAMESPACES, 0, 1),
	ANSWER(EPERM),
	BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
};

int
main(int argc, char **argv)
{
	bool traceless = argc > 1 && strcmp(argv[1], "-p") == 0;
	struct sock_fprog filter = {sizeof(refused) / sizeof(refused[0]),
				    refused};

	argv += traceless ? 2 : 1;
	if (!traceless)
		refused[2].k = SECCOMP_RET_ALLOW;
	/* Without no_new_privs, as in a container; that takes CAP_SYS_ADMIN,
	 * which an ordinary user has not. */
	if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) != 0 &&
	    (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
	     prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) != 0)) {
		perror("contain: seccomp");
		return 1;
	}
	execvp(argv[0], argv);
	perror(argv[0]);
	return 127;
}
