/* SPDX-License-Identifier: MIT */
/* A service by name and one by port, as most programs in C ask for them. */
#include <arpa/inet.h>
#include <netdb.h>
#include <stdio.h>

static void
by_name(const char *service)
{
	struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found;
	char port[NI_MAXSERV];
	int error = getaddrinfo("127.0.0.1", service, &hints, &found);

	if (error != 0) {
		puts(gai_strerror(error));
		return;
	}
	getnameinfo(found->ai_addr, found->ai_addrlen, NULL, 0, port,
		    sizeof(port), NI_NUMERICSERV);
	puts(port);
	freeaddrinfo(found);
}

static void
by_port(unsigned int port)
{
	struct sockaddr_in address = {.sin_family = AF_INET,
				      .sin_port = htons((uint16_t)port)};
	char service[NI_MAXSERV];

	getnameinfo((struct sockaddr *)&address, sizeof(address), NULL, 0,
		    service, sizeof(service), NI_DGRAM);
	puts(service);
}

int
main(void)
{
	by_name("bpcd");
	by_port(13400);
}
