/* SPDX-License-Identifier: MIT */
#include "db/transport.h"

static const char names[][5] = {
	[TRANSPORT_TCP] = "tcp",
	[TRANSPORT_UDP] = "udp",
	[TRANSPORT_SCTP] = "sctp",
	[TRANSPORT_DCCP] = "dccp",
};

const char *
transport_name(unsigned int transport)
{
	if (transport < TRANSPORT_TCP || transport > TRANSPORT_DCCP)
		return NULL;
	return names[transport];
}

size_t
transport_size(unsigned int transport)
{
	return transport <= TRANSPORT_UDP ? sizeof("tcp") : sizeof("sctp");
}

unsigned int
transport_find(const char *name)
{
	for (unsigned int t = TRANSPORT_TCP; t <= TRANSPORT_DCCP; t++)
		for (size_t i = 0; name[i] == names[t][i]; i++)
			if (name[i] == '\0')
				return t;
	return 0;
}
