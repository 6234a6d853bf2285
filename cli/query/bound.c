/* SPDX-License-Identifier: MIT */
#include "cli/query/bound.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "db/format.h"

#define SYSCTL "/proc/sys/net/ipv4/"

/* Six for every port, with its comma. */
#define LIST_MOST 393216

/* As linux/net/tcp_states.h numbers it; no UDP socket is in it. */
#define TIME_WAIT 6

#define ADDRESSES " %*u: %*[0-9A-F]:%x %*[0-9A-F]:%*x %x"

/* proc(5); the first line of each is a heading, in which no port is found. */
static const struct {
	const char *path, *format; /* a port, and a state or none */
	unsigned int transport;
	bool needed; /* others depend on the kernel's make */
} tables[] = {
	{"/proc/net/tcp", ADDRESSES, TRANSPORT_TCP, true},
	{"/proc/net/tcp6", ADDRESSES, TRANSPORT_TCP, false},
	{"/proc/net/udp", ADDRESSES, TRANSPORT_UDP, true},
	{"/proc/net/udp6", ADDRESSES, TRANSPORT_UDP, false},
	{"/proc/net/udplite", ADDRESSES, TRANSPORT_UDP, false},
	{"/proc/net/udplite6", ADDRESSES, TRANSPORT_UDP, false},
	{"/proc/net/sctp/eps", " %*s %*s %*s %*s %*s %u", TRANSPORT_SCTP,
	 false},
};

static void
read_table(struct bound *bound, FILE *in, const char *format,
	   unsigned int transport)
{
	char *line = NULL;
	size_t size = 0;

	while (getline(&line, &size, in) > 0) {
		unsigned int port, state = 0;

		if (sscanf(line, format, &port, &state) > 0 &&
		    port <= UINT16_MAX && state != TIME_WAIT)
			bound->transports[port] |=
				(unsigned char)(1u << transport);
	}
	free(line);
}

/* "32768\t60999", or "8080,9148-9150" */
static void
take_list(struct bound *bound, const char *text)
{
	while (text[0] >= '0' && text[0] <= '9') {
		char *end;
		unsigned long first = strtoul(text, &end, 10), last = first;

		if (*end == '-' || *end == '\t')
			last = strtoul(end + 1, &end, 10);
		for (; first <= last && first <= UINT16_MAX; first++)
			bound->ephemeral[first] = true;
		text = *end == ',' ? end + 1 : end;
	}
}

/* In one go: the kernel has no more for a second read(2). */
static void
read_list(struct bound *bound, const char *path)
{
	char *text = cli_memory(malloc(LIST_MOST + 1));
	int file = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t length = file < 0 ? -1 : read(file, text, LIST_MOST);

	text[length < 0 ? 0 : length] = '\0';
	take_list(bound, text);
	if (file >= 0)
		close(file);
	free(text);
}

int
bound_read(struct bound *bound)
{
	memset(bound, 0, sizeof(*bound));
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		FILE *in = fopen(tables[i].path, "re");

		if (in == NULL && tables[i].needed)
			return cli_say(EXIT_SYSTEM,
				       "ports in use are not known: %s: %s",
				       tables[i].path, strerror(errno));
		if (in == NULL)
			continue;
		read_table(bound, in, tables[i].format, tables[i].transport);
		fclose(in);
	}
	read_list(bound, SYSCTL "ip_local_port_range");
	read_list(bound, SYSCTL "ip_local_reserved_ports");
	return 0;
}
