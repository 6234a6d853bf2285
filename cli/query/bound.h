/* SPDX-License-Identifier: MIT */
/* Ports that sockets of this machine hold now, by /proc/net. */
#ifndef IANAPORTS_CLI_QUERY_BOUND_H
#define IANAPORTS_CLI_QUERY_BOUND_H

#include <stdint.h>

struct bound {
	unsigned char transports[UINT16_MAX + 1]; /* 1 << each, by port */
};

/*
 * Reads what the kernel tells of this network namespace: TCP, UDP, UDP-Lite
 * and SCTP.  It tells nothing of DCCP, nor of a TCP socket that is bound but
 * neither listens nor is connected.
 *
 * Returns 0, or the exit code after a word on standard error.
 */
int bound_read(struct bound *bound);

#endif
