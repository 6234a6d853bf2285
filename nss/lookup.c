#include "nss/lookup.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdbool.h>

#include "db/key.h"
#include "db/transport.h"

/* The transport to begin at; false if no record can have it. */
static bool
first_transport(const char *protocol, unsigned int *transport)
{
	*transport = protocol == NULL ? (unsigned int)IANAPORTS_ANY
				      : ianaports_transport_find(protocol);
	return protocol == NULL || *transport != 0;
}

/* A record of the transport that its key says, or of whatever one. */
static int
decode(const struct ianaports_entry *entry, unsigned int transport,
       struct ianaports_record *record)
{
	int result = ianaports_record_decode(entry->value, entry->value_size,
					     record);

	if (result != 0)
		return result;
	if (transport == IANAPORTS_ANY ? !record->local
				       : record->transport != transport)
		return -EBADMSG;
	return 1;
}

/* A line of another transport is left to the local file. */
static int
answer(const struct ianaports_record *record)
{
	return record->transport == IANAPORTS_ANY ? 0 : 1;
}

int
ianaports_lookup_name(const struct ianaports_walker *walker, const char *name,
		      const char *protocol, struct ianaports_record *record)
{
	unsigned char key[IANAPORTS_KEY_MAX];
	unsigned int transport, first;
	struct ianaports_entry entry;
	size_t asked, size;
	int found;

	if (!first_transport(protocol, &first))
		return 0;
	size = asked = ianaports_key_name(key, name, first);
	if (asked == 0)
		return 0;
	for (unsigned int ordinal = 0; ordinal < 256; ordinal++) {
		found = ianaports_walker_seek(walker, key, size, &entry);
		if (found != 1)
			return found;
		if (!ianaports_key_same(entry.key, entry.key_size, key, asked,
					&transport))
			return 0;
		/* Without a transport, the first; but only spellings follow. */
		if (transport != first && (protocol != NULL || ordinal > 0))
			return 0;
		found = decode(&entry, transport, record);
		if (found != 1)
			return found;
		if (!record->local)
			return 1;
		/* glibc's files module compares names with case. */
		if (ianaports_record_spells(record, name))
			return answer(record);
		size = asked + 1;
		key[asked - 1] = (unsigned char)transport;
		key[asked] = (unsigned char)(ordinal + 1);
	}
	return -EBADMSG;
}

int
ianaports_lookup_port(const struct ianaports_walker *walker, int port,
		      const char *protocol, struct ianaports_record *record)
{
	unsigned char key[IANAPORTS_KEY_MAX];
	unsigned int transport, first;
	struct ianaports_entry entry;
	uint16_t host;
	size_t size;
	int found;

	if (port < 0 || port > UINT16_MAX || !first_transport(protocol, &first))
		return 0;
	host = ntohs((uint16_t)port);
	size = ianaports_key_port(key, host, first);
	found = ianaports_walker_seek(walker, key, size, &entry);
	if (found != 1)
		return found;
	if (!ianaports_key_same(entry.key, entry.key_size, key, size,
				&transport) ||
	    (protocol != NULL && transport != first))
		return 0;
	found = decode(&entry, transport, record);
	if (found == 1 && record->port != host)
		return -EBADMSG;
	return found == 1 ? answer(record) : found;
}

/* The entry of the port index at a position or behind it, and its key. */
static int
next_port(const struct ianaports_walker *walker, unsigned int position,
	  struct ianaports_entry *entry, struct ianaports_key *at)
{
	unsigned char key[IANAPORTS_KEY_MAX];
	size_t size;
	int found;

	if (position >= IANAPORTS_POSITION_END)
		return 0;
	size = ianaports_key_port(key, (uint16_t)(position >> 3), position & 7);
	found = ianaports_walker_seek(walker, key, size, entry);
	if (found != 1)
		return found;
	if (ianaports_key_decode(entry->key, entry->key_size, at) != 0)
		return -EBADMSG;
	return at->tag == IANAPORTS_TAG_PORT;
}

int
ianaports_lookup_next(const struct ianaports_walker *walker,
		      unsigned int position, struct ianaports_record *record)
{
	for (;;) {
		struct ianaports_entry entry;
		struct ianaports_key at;
		unsigned int next;
		int found = next_port(walker, position, &entry, &at);

		if (found != 1)
			return found;
		next = ((unsigned int)at.port << 3 | at.transport) + 1;
		/* One that does not grow would never come to an end. */
		if (next <= position)
			return -EBADMSG;
		found = decode(&entry, at.transport, record);
		if (found != 1)
			return found;
		/* The local file enumerates its own lines. */
		if (!record->local)
			return record->port == at.port ? 1 : -EBADMSG;
		position = next;
	}
}

unsigned int
ianaports_lookup_position(const struct ianaports_record *record)
{
	return ((unsigned int)record->port << 3 | record->transport) + 1;
}
