/* SPDX-License-Identifier: MIT */
#include "db/record.h"

#include <errno.h>
#include <string.h>

#include "db/transport.h"

size_t
record_encode(void *buffer, size_t capacity, const struct record *record)
{
	unsigned char *out = buffer;

	if (capacity < RECORD_HEADER || capacity - RECORD_HEADER < record->size)
		return 0;
	out[0] = (unsigned char)(record->port >> 8);
	out[1] = (unsigned char)(record->port & 0xff);
	out[2] = (unsigned char)(record->transport | record->line);
	out[3] = (unsigned char)record->aliases;
	memcpy(out + RECORD_HEADER, record->names, record->size);
	return RECORD_HEADER + record->size;
}

int
record_decode(const void *value, size_t size, struct record *record)
{
	static const unsigned int lines = RECORD_LINE | RECORD_LOCAL;
	const unsigned char *in = value;
	struct record local;
	const char *next;
	size_t left;

	if (size <= RECORD_HEADER)
		return -EBADMSG;
	local.port = (uint16_t)(in[0] << 8 | in[1]);
	local.line = in[2] & lines;
	local.transport = in[2] & ~lines;
	if (local.line == lines ||
	    (transport_name(local.transport) == NULL &&
	     !(local.line == RECORD_LOCAL && local.transport == TRANSPORT_ANY)))
		return -EBADMSG;
	local.aliases = in[3];
	local.names = (const char *)in + RECORD_HEADER;
	local.size = size - RECORD_HEADER;

	next = local.names;
	left = local.size;
	for (unsigned int i = 0; i <= local.aliases; i++) {
		const char *nul = memchr(next, '\0', left);

		if (nul == NULL || nul == next)
			return -EBADMSG;
		left -= (size_t)(nul - next) + 1;
		next = nul + 1;
	}
	if (left != 0)
		return -EBADMSG;
	*record = local;
	return 0;
}

bool
record_spells(const struct record *record, const char *name)
{
	const char *next = record->names;
	size_t size = strlen(name) + 1, left = record->size;

	while (left >= size) {
		size_t length = strnlen(next, left - 1);

		if (length + 1 == size && memcmp(next, name, size) == 0)
			return true;
		next += length + 1;
		left -= length + 1;
	}
	return false;
}
