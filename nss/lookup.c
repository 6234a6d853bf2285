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
	*transport = protocol == NULL ? (unsigned int)IANAPORTS_TCP
				      : ianaports_transport_find(protocol);
	return *transport != 0;
}

/* The entry's record, which must be of the transport that its key ends in. */
static int
decode(const struct ianaports_entry *entry, struct ianaports_record *record)
{
	int result = ianaports_record_decode(entry->value, entry->value_size,
					     record);

	if (result != 0)
		return result;
	if (record->transport !=
	    ianaports_key_transport(entry->key, entry->key_size))
		return -EBADMSG;
	return 1;
}

/*
 * The record of the key; or, with any transport, of the first key not below it
 * that differs at most in its last byte.
 */
static int
find(const struct ianaports_walker *walker, const unsigned char *key,
     size_t size, bool any, struct ianaports_record *record)
{
	struct ianaports_entry entry;
	int found = ianaports_walker_seek(walker, key, size, &entry);

	if (found != 1)
		return found;
	if (!ianaports_key_same(entry.key, entry.key_size, key, size) ||
	    (!any && ianaports_key_transport(entry.key, size) !=
			     ianaports_key_transport(key, size)))
		return 0;
	return decode(&entry, record);
}

int
ianaports_lookup_name(const struct ianaports_walker *walker, const char *name,
		      const char *protocol, struct ianaports_record *record)
{
	unsigned char key[IANAPORTS_KEY_MAX];
	unsigned int transport;
	size_t size;

	if (!first_transport(protocol, &transport))
		return 0;
	size = ianaports_key_name(key, name, transport);
	if (size == 0)
		return 0;
	return find(walker, key, size, protocol == NULL, record);
}

int
ianaports_lookup_port(const struct ianaports_walker *walker, int port,
		      const char *protocol, struct ianaports_record *record)
{
	unsigned char key[IANAPORTS_KEY_MAX];
	unsigned int transport;
	uint16_t host;
	size_t size;
	int found;

	if (port < 0 || port > UINT16_MAX ||
	    !first_transport(protocol, &transport))
		return 0;
	host = ntohs((uint16_t)port);
	size = ianaports_key_port(key, host, transport);
	found = find(walker, key, size, protocol == NULL, record);
	if (found == 1 && record->port != host)
		return -EBADMSG;
	return found;
}

int
ianaports_lookup_next(const struct ianaports_walker *walker,
		      unsigned int position, struct ianaports_record *record)
{
	unsigned char key[IANAPORTS_KEY_MAX];
	struct ianaports_entry entry;
	struct ianaports_key next;
	size_t size;
	int found;

	if (position >= IANAPORTS_POSITION_END)
		return 0;
	size = ianaports_key_port(key, (uint16_t)(position >> 3), position & 7);
	found = ianaports_walker_seek(walker, key, size, &entry);
	if (found != 1)
		return found;
	if (ianaports_key_decode(entry.key, entry.key_size, &next) != 0)
		return -EBADMSG;
	if (next.tag != IANAPORTS_TAG_PORT)
		return 0;
	found = decode(&entry, record);
	/* A position that does not grow would never come to an end. */
	if (found == 1 && ianaports_lookup_position(record) <= position)
		return -EBADMSG;
	return found;
}

unsigned int
ianaports_lookup_position(const struct ianaports_record *record)
{
	return ((unsigned int)record->port << 3 | record->transport) + 1;
}
