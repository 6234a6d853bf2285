/* SPDX-License-Identifier: MIT */
#include "cli/query/bound.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "db/format.h"

/* proc(5); the first line of each is a heading, in which no port is found. */
static const struct {
	const char *path, *format;
	unsigned int transport;
	bool needed; /* others depend on the kernel's make */
} tables[] = {
	{"/proc/net/tcp", " %*u: %*[0-9A-F]:%x", TRANSPORT_TCP, true},
	{"/proc/net/tcp6", " %*u: %*[0-9A-F]:%x", TRANSPORT_TCP, false},
	{"/proc/net/udp", " %*u: %*[0-9A-F]:%x", TRANSPORT_UDP, true},
	{"/proc/net/udp6", " %*u: %*[0-9A-F]:%x", TRANSPORT_UDP, false},
	{"/proc/net/udplite", " %*u: %*[0-9A-F]:%x", TRANSPORT_UDP, false},
	{"/proc/net/udplite6", " %*u: %*[0-9A-F]:%x", TRANSPORT_UDP, false},
	{"/proc/net/sctp/eps", " %*s %*s %*s %*s %*s %u", TRANSPORT_SCTP,
	 false},
};

int
bound_read(struct bound *bound)
{
	memset(bound, 0, sizeof(*bound));
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		FILE *in = fopen(tables[i].path, "re");
		char *line = NULL;
		size_t size = 0;
		unsigned int port;

		if (in == NULL && tables[i].needed) {
			fprintf(stderr, "ianaports: %s: %s\n", tables[i].path,
				strerror(errno));
			return EXIT_SYSTEM;
		}
		while (in != NULL && getline(&line, &size, in) > 0)
			if (sscanf(line, tables[i].format, &port) == 1 &&
			    port <= UINT16_MAX)
				bound->transports[port] |=
					(unsigned char)(1u
							<< tables[i].transport);
		free(line);
		if (in != NULL)
			fclose(in);
	}
	return 0;
}
