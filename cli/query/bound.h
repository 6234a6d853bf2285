/* SPDX-License-Identifier: MIT */
/* Ports that this machine's sockets hold or may be given, by proc(5). */
#ifndef IANAPORTS_CLI_QUERY_BOUND_H
#define IANAPORTS_CLI_QUERY_BOUND_H

#include <stdbool.h>
#include <stdint.h>

struct bound {
	unsigned char transports[UINT16_MAX + 1]; /* 1 << each, by port */
	/* Given to a socket that asks for none, or set aside for some
	 * program: ip_local_port_range and ip_local_reserved_ports of ip(7). */
	bool ephemeral[UINT16_MAX + 1];
};

/*
 * Reads what the kernel tells of this network namespace: TCP, UDP, UDP-Lite
 * and SCTP.  It tells nothing of DCCP, nor of a TCP socket that is bound but
 * neither listens nor is connected.  A connection in TIME-WAIT holds no port.
 *
 * Returns 0, or the exit code after a word on standard error.
 */
int bound_read(struct bound *bound);

#endif
