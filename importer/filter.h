/* SPDX-License-Identifier: MIT */
/* What a process without rights has no use for, and so cannot do. */
#ifndef IANAPORTS_IMPORTER_FILTER_H
#define IANAPORTS_IMPORTER_FILTER_H

#include <stdbool.h>

/*
 * For this process, for good: no other process or program, no look into or
 * signal to another, no namespace, nothing of ipc(2) or mq_open(3) that would
 * stay, no other signal when its parent ends (PR_SET_PDEATHSIG), and unless it
 * is `online` no socket.  Threads remain.
 *
 * Returns 0, also where the kernel has no filters (seccomp(2)), as in an
 * emulator; or -errno.
 */
int filter_enter(bool online);

#endif
