/* SPDX-License-Identifier: MIT */
#include "db/key.h"

#include <errno.h>
#include <string.h>

size_t
key_name(unsigned char key[static KEY_MAX], const char *name,
	 unsigned int transport)
{
	size_t n = 0;

	key[n++] = TAG_NAME;
	for (; *name != '\0'; name++) {
		if (n > SERVICE_NAME_MAX)
			return 0;
		key[n++] = fold_case((unsigned char)*name);
	}
	if (n == 1)
		return 0;
	key[n++] = (unsigned char)transport;
	return n;
}

size_t
key_port(unsigned char key[static KEY_MAX], uint16_t port,
	 unsigned int transport)
{
	key[0] = TAG_PORT;
	key[1] = (unsigned char)(port >> 8);
	key[2] = (unsigned char)(port & 0xff);
	key[3] = (unsigned char)transport;
	return 4;
}

size_t
key_position(unsigned char key[static KEY_MAX], enum tag tag, uint32_t position)
{
	key[0] = (unsigned char)tag;
	for (int i = 0; i < 4; i++)
		key[1 + i] = (unsigned char)(position >> (24 - 8 * i) & 0xff);
	return 5;
}

size_t
key_meta(unsigned char key[static KEY_MAX])
{
	key[0] = TAG_META;
	return 1;
}

size_t
key_hash(unsigned char key[static KEY_MAX])
{
	key[0] = TAG_HASH;
	return 1;
}

int
key_compare(const unsigned char *a, size_t a_size, const unsigned char *b,
	    size_t b_size)
{
	int order = memcmp(a, b, a_size < b_size ? a_size : b_size);

	return order != 0 ? order : (a_size > b_size) - (a_size < b_size);
}

/* Names hold no control characters, so the first one is the transport. */
static int
decode_name(const unsigned char *bytes, size_t size, struct key *key)
{
	size_t length = 0;

	while (1 + length < size && bytes[1 + length] >= ' ') {
		if (length == SERVICE_NAME_MAX ||
		    bytes[1 + length] != fold_case(bytes[1 + length]))
			return -EBADMSG;
		key->name[length] = (char)bytes[1 + length];
		length++;
	}
	key->name[length] = '\0';
	if (length == 0 || size < length + 2 || size > length + 3 ||
	    bytes[1 + length] > TRANSPORT_DCCP)
		return -EBADMSG;
	key->transport = bytes[1 + length];
	if (size == length + 3)
		key->ordinal = bytes[2 + length];
	return 0;
}

bool
key_port_decode(const unsigned char *bytes, size_t size, uint16_t *port,
		unsigned int *transport)
{
	if (size != 4 || bytes[0] != TAG_PORT || bytes[3] > TRANSPORT_DCCP)
		return false;
	*port = (uint16_t)(bytes[1] << 8 | bytes[2]);
	*transport = bytes[3];
	return true;
}

int
key_decode(const unsigned char *bytes, size_t size, struct key *key)
{
	if (size == 0)
		return -EBADMSG;
	*key = (struct key){.tag = bytes[0]};
	switch (bytes[0]) {
	case TAG_META:
	case TAG_HASH:
		return size == 1 ? 0 : -EBADMSG;
	case TAG_NAME:
		return decode_name(bytes, size, key);
	case TAG_PORT:
		return key_port_decode(bytes, size, &key->port, &key->transport)
			       ? 0
			       : -EBADMSG;
	case TAG_ROW:
	case TAG_LINE:
	case TAG_PERSON:
		if (size != 5)
			return -EBADMSG;
		for (int i = 1; i < 5; i++)
			key->position = key->position << 8 | bytes[i];
		return 0;
	default:
		return -EBADMSG;
	}
}
