#include "cli/bound.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "db/format.h"

/* proc(5); the first line of each is a heading, in which no port is found. */
static const struct {
	const char *path;
	unsigned int transport;
	const char *format;
	bool needed; /* others depend on the kernel's make */
} tables[] = {
	{"/proc/net/tcp", IANAPORTS_TCP, " %*u: %*[0-9A-F]:%x", true},
	{"/proc/net/tcp6", IANAPORTS_TCP, " %*u: %*[0-9A-F]:%x", false},
	{"/proc/net/udp", IANAPORTS_UDP, " %*u: %*[0-9A-F]:%x", true},
	{"/proc/net/udp6", IANAPORTS_UDP, " %*u: %*[0-9A-F]:%x", false},
	{"/proc/net/udplite", IANAPORTS_UDP, " %*u: %*[0-9A-F]:%x", false},
	{"/proc/net/udplite6", IANAPORTS_UDP, " %*u: %*[0-9A-F]:%x", false},
	{"/proc/net/sctp/eps", IANAPORTS_SCTP, " %*s %*s %*s %*s %*s %u",
	 false},
};

int
ianaports_bound_read(struct ianaports_bound *bound)
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
			return IANAPORTS_EXIT_SYSTEM;
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
