/* SPDX-License-Identifier: MIT */
#include "db/lookup.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdbool.h>

#include "db/key.h"
#include "db/transport.h"

/* The transport to begin at; false if no record can have it. */
static bool
first_transport(const char *protocol, unsigned int *transport)
{
	*transport = protocol == NULL ? (unsigned int)TRANSPORT_ANY
				      : transport_find(protocol);
	return protocol == NULL || *transport != 0;
}

/*
 * The record of an entry whose key has this transport; a line, if need be of a
 * transport that we do not know, under none.
 */
static int
decode(const struct entry *entry, unsigned int transport, struct record *record)
{
	int result = record_decode(entry->value, entry->value_size, record);

	if (result != 0)
		return result;
	if (transport == TRANSPORT_ANY ? record->line == 0
				       : record->transport != transport)
		return -EBADMSG;
	return 1;
}

/* A line of another transport is left to the local file. */
static int
answer(const struct record *record)
{
	return record->transport == TRANSPORT_ANY ? 0 : 1;
}

int
lookup_name(const struct index *index, const char *name, const char *protocol,
	    struct record *record)
{
	unsigned char key[KEY_MAX];
	struct entry entry;
	unsigned int first, transport;
	size_t size;
	int found;

	if (!first_transport(protocol, &first))
		return 0;
	size = key_name(key, name, first);
	if (size == 0)
		return 0;
	found = index_find(index, key, size, hash_bytes(key, size - 1), &entry);
	if (found != 1)
		return found;
	transport = entry.key[size - 1];
	key[size - 1] = (unsigned char)transport;
	/* Behind the key, an ordinal for each further spelling. */
	for (unsigned int ordinal = 1;; ordinal++) {
		found = decode(&entry, transport, record);
		if (found != 1 || record->line == 0)
			return found;
		/* glibc's files module compares names with case. */
		if (record_spells(record, name))
			return answer(record);
		if (ordinal > UINT8_MAX)
			return 0;
		key[size] = (unsigned char)ordinal;
		found = walker_find(&index->walker, key, size + 1, &entry);
		if (found != 1)
			return found;
	}
}

int
lookup_port(const struct index *index, int port, const char *protocol,
	    struct record *record)
{
	unsigned char key[KEY_MAX];
	struct entry entry;
	unsigned int first;
	uint16_t host;
	size_t size;
	int found;

	if (port < 0 || port > UINT16_MAX || !first_transport(protocol, &first))
		return 0;
	host = ntohs((uint16_t)port);
	size = key_port(key, host, first);
	found = index_find(index, key, size, hash_bytes(key, size - 1), &entry);
	if (found == 1)
		found = decode(&entry, entry.key[size - 1], record);
	if (found == 1 && record->port != host)
		return -EBADMSG;
	return found == 1 ? answer(record) : found;
}

/* Whether the ports end where an entry is none: a sound key of another tag. */
static int
end_of_ports(const struct entry *entry)
{
	struct key key;

	return key_decode(entry->key, entry->key_size, &key) == 0 &&
			       key.tag != TAG_PORT
		       ? 0
		       : -EBADMSG;
}

/* The entry at a position or behind it; moves the position to its own. */
static int
next_port(const struct index *index, unsigned int *position, uint32_t *place,
	  struct entry *entry)
{
	unsigned int last = *position == 0 ? 0 : *position - 1, transport;
	unsigned char key[KEY_MAX];
	uint16_t port;
	size_t size;
	int found;

	if (*position >= POSITION_END)
		return 0;
	size = key_port(key, (uint16_t)(last >> 3), last & 7);
	found = walker_next(&index->walker, key, size, place, entry);
	if (found != 1)
		return found;
	if (!key_port_decode(entry->key, entry->key_size, &port, &transport))
		return end_of_ports(entry);
	/* One that is below would never come to an end. */
	if (((unsigned int)port << 3 | transport) < *position)
		return -EBADMSG;
	*position = (unsigned int)port << 3 | transport;
	return 1;
}

/* The line at a position; there is one at each until they end. */
static int
next_line(const struct index *index, unsigned int *position,
	  struct record *record)
{
	unsigned char key[KEY_MAX];
	struct entry entry;
	size_t size;
	int found;

	if (*position >= POSITION_END)
		return 0;
	size = key_position(key, TAG_LINE, *position);
	found = walker_find(&index->walker, key, size, &entry);
	if (found == 1)
		found = decode(&entry, TRANSPORT_ANY, record);
	if (found != 1)
		return found;
	++*position;
	return record->line == RECORD_LINE ? 1 : -EBADMSG;
}

int
lookup_next(const struct index *index, unsigned int *position, uint32_t *place,
	    struct record *record)
{
	if (index->lines)
		return next_line(index, position, record);
	for (unsigned int at = *position;; at++) {
		struct entry entry;
		int found = next_port(index, &at, place, &entry);

		if (found == 1)
			found = decode(&entry, at & 7, record);
		if (found != 1)
			return found;
		/* The local file enumerates its own lines. */
		if (record->line != 0)
			continue;
		*position = at + 1;
		return record->port == at >> 3 ? 1 : -EBADMSG;
	}
}
