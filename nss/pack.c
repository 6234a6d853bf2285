/* SPDX-License-Identifier: MIT */
#include "nss/pack.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "db/transport.h"

/* Bytes from the buffer's start to where a pointer may stand. */
static size_t
padding(const char *buffer)
{
	return -(uintptr_t)buffer % _Alignof(char *);
}

/*
 * Points at the strings behind the first; false if there are not so many, or
 * more.
 */
static bool
find_aliases(char *next, const char *end, char **aliases, unsigned int count)
{
	if (end[-1] != '\0')
		return false;
	for (unsigned int i = 0; i < count; i++) {
		next += strlen(next) + 1;
		if (next >= end)
			return false;
		aliases[i] = next;
	}
	aliases[count] = NULL;
	return true;
}

/*
 * The strings lie in the record as the result wants them: one copy.  They are
 * found in that, and not before: somebody may have changed the file since the
 * record was checked.
 */
int
servent_pack(const struct record *record, struct servent *result, char *buffer,
	     size_t size)
{
	const char *transport = transport_name(record->transport);
	size_t last = transport_size(record->transport);
	size_t pointers = (record->aliases + 1) * sizeof(char *);
	size_t pad = padding(buffer);
	char **aliases, *name;

	if (size < pad || size - pad < pointers ||
	    size - pad - pointers < record->size ||
	    size - pad - pointers - record->size < last)
		return -ERANGE;

	aliases = (char **)(void *)(buffer + pad);
	name = buffer + pad + pointers;
	memcpy(name, record->names, record->size);
	/* "tcp" with its NUL, or "sctp" without. */
	memcpy(name + record->size, transport, 4);
	name[record->size + last - 1] = '\0';
	if (!find_aliases(name, name + record->size, aliases, record->aliases))
		return -EBADMSG;
	*result = (struct servent){
		.s_name = name,
		.s_aliases = aliases,
		.s_port = htons(record->port),
		.s_proto = name + record->size,
	};
	return 0;
}
