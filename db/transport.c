#include "db/transport.h"

#include <string.h>

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

unsigned int
ianaports_transport_find(const char *name)
{
	for (unsigned int t = IANAPORTS_TCP; t <= IANAPORTS_DCCP; t++)
		/* Nearly always the first letter tells. */
		if (name[0] == names[t][0] && strcmp(name, names[t]) == 0)
			return t;
	return 0;
}
