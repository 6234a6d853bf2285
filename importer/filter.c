/* SPDX-License-Identifier: MIT */
#include "importer/filter.h"

#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <unistd.h>

/* clone(2) has its flags first, but here. */
#ifdef __s390__
#define CLONE_FLAGS 1
#else
#define CLONE_FLAGS 0
#endif

static const char *const forbidden[] = {
	"add_key",
	"bpf",
	"execve",
	"execveat",
	"fork",
	"io_uring_setup",
	"keyctl",
	"kill",
	"mount",
	"mq_open",
	"msgget",
	"open_by_handle_at",
	"pidfd_getfd",
	"pidfd_open",
	"ptrace",
	"perf_event_open",
	"pidfd_send_signal",
	"pivot_root",
	"process_vm_readv",
	"process_vm_writev",
	"request_key",
	"rt_sigqueueinfo",
	"rt_tgsigqueueinfo",
	"semget",
	"setns",
	"shmget",
	"tkill",
	"unshare",
	"userfaultfd",
	"vfork",
};

static const char *const sockets[] = {"socket", "socketpair", "socketcall"};

/* Calls that libseccomp or the machine does not know are none. */
static int
forbid(scmp_filter_ctx filter, const char *const *calls, size_t count)
{
	int result = 0;

	for (size_t i = 0; result == 0 && i < count; i++) {
		int call = seccomp_syscall_resolve_name(calls[i]);

		if (call != __NR_SCMP_ERROR)
			result = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM),
						  call, 0);
	}
	return result;
}

/*
 * A new thread is no new process.  The flags of clone3(2) are out of a filter's
 * sight; libc goes on with clone(2).  abort(3) signals the process itself.
 */
static int
allow_threads(scmp_filter_ctx filter)
{
	int result = 0, clone3 = seccomp_syscall_resolve_name("clone3");

	if (clone3 != __NR_SCMP_ERROR)
		result = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS),
					  clone3, 0);
	if (result == 0)
		result = seccomp_rule_add(
			filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
			SCMP_CMP64(CLONE_FLAGS, SCMP_CMP_MASKED_EQ,
				   CLONE_THREAD, 0));
	if (result == 0)
		result = seccomp_rule_add(
			filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(tgkill), 1,
			SCMP_CMP64(0, SCMP_CMP_NE, (scmp_datum_t)getpid(), 0));
	return result;
}

/* The kernel looks at half of the word. */
static int
keep_death_signal(scmp_filter_ctx filter)
{
	return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prctl),
				1,
				SCMP_CMP64(0, SCMP_CMP_MASKED_EQ, UINT32_MAX,
					   PR_SET_PDEATHSIG));
}

int
filter_enter(bool online)
{
	scmp_filter_ctx filter;
	int result;

	if (prctl(PR_GET_SECCOMP) < 0 && errno == EINVAL)
		return 0;
	filter = seccomp_init(SCMP_ACT_ALLOW);
	if (filter == NULL)
		return -ENOMEM;
	result = forbid(filter, forbidden,
			sizeof(forbidden) / sizeof(forbidden[0]));
	if (result == 0 && !online)
		result = forbid(filter, sockets,
				sizeof(sockets) / sizeof(sockets[0]));
	if (result == 0)
		result = allow_threads(filter);
	if (result == 0)
		result = keep_death_signal(filter);
	if (result == 0)
		result = seccomp_load(filter);
	seccomp_release(filter);
	/* What libseccomp makes of want of memory. */
	return result == -EFAULT ? -ENOMEM : result;
}
