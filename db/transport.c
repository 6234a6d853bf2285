#include "db/transport.h"

static const char names[][5] = {
	[IANAPORTS_TCP] = "tcp",
	[IANAPORTS_UDP] = "udp",
	[IANAPORTS_SCTP] = "sctp",
	[IANAPORTS_DCCP] = "dccp",
};

const char *
ianaports_transport_name(unsigned int transport)
{
	if (transport < IANAPORTS_TCP || transport > IANAPORTS_DCCP)
		return NULL;
	return names[transport];
}

size_t
ianaports_transport_size(unsigned int transport)
{
	return transport <= IANAPORTS_UDP ? sizeof("tcp") : sizeof("sctp");
}

unsigned int
ianaports_transport_find(const char *name)
{
	for (unsigned int t = IANAPORTS_TCP; t <= IANAPORTS_DCCP; t++)
		for (size_t i = 0; name[i] == names[t][i]; i++)
			if (name[i] == '\0')
				return t;
	return 0;
}
