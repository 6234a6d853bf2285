/* SPDX-License-Identifier: MIT */
/*
 * Prints what the name service switch answers, one question a line.
 * Usage: answers SOURCE ports FIRST LAST
 *        answers SOURCE names          names on standard input
 * SOURCE is what nsswitch.conf would have, such as "files" or "ianaports"; a
 * libc other than glibc reads /etc/services whatever it is.
 */
#include <arpa/inet.h>
#include <netdb.h>
#ifdef __GLIBC__
#include <nss.h>
#endif
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const protocols[] = {NULL,   "tcp",  "udp",
					"sctp", "dccp", "ddp"};

#define PROTOCOLS (sizeof(protocols) / sizeof(protocols[0]))

static void
print(const char *question, const char *protocol, const struct servent *answer)
{
	printf("%s/%s:", question, protocol == NULL ? "*" : protocol);
	if (answer == NULL) {
		puts(" -");
		return;
	}
	printf(" %s %u/%s", answer->s_name, ntohs((uint16_t)answer->s_port),
	       answer->s_proto);
	for (char **alias = answer->s_aliases; *alias != NULL; alias++)
		printf(" %s", *alias);
	putchar('\n');
}

static void
ask_ports(int first, int last)
{
	char question[16];

	for (int port = first; port <= last; port++) {
		snprintf(question, sizeof(question), "%d", port);
		for (size_t i = 0; i < PROTOCOLS; i++)
			print(question, protocols[i],
			      getservbyport(htons((uint16_t)port),
					    protocols[i]));
	}
}

static void
ask_names(void)
{
	char name[512];

	while (fgets(name, sizeof(name), stdin) != NULL) {
		name[strcspn(name, "\n")] = '\0';
		for (size_t i = 0; i < PROTOCOLS; i++)
			print(name, protocols[i],
			      getservbyname(name, protocols[i]));
	}
}

static bool
use(const char *source)
{
#ifdef __GLIBC__
	return __nss_configure_lookup("services", source) == 0;
#else
	return source != NULL;
#endif
}

int
main(int argc, char **argv)
{
	if (argc < 3 || !use(argv[1]))
		return 2;
	if (argc == 5 && strcmp(argv[2], "ports") == 0)
		ask_ports(atoi(argv[3]), atoi(argv[4]));
	else if (argc == 3 && strcmp(argv[2], "names") == 0)
		ask_names();
	else
		return 2;
	return fflush(stdout) == 0 ? 0 : 1;
}
