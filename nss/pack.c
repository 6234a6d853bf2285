#include "nss/pack.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdint.h>
#include <string.h>

#include "db/transport.h"

/* Bytes from the buffer's start to where a pointer may stand. */
static size_t
padding(const char *buffer)
{
	return -(uintptr_t)buffer % _Alignof(char *);
}

/* The strings lie in the record as the result wants them: one copy. */
int
servent_pack(const struct record *record, struct servent *result, char *buffer,
	     size_t size)
{
	const char *transport = transport_name(record->transport);
	size_t last = transport_size(record->transport);
	size_t pointers = (record->aliases + 1) * sizeof(char *);
	size_t pad = padding(buffer);
	char **aliases, *name, *next;

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
	next = name;
	for (unsigned int i = 0; i < record->aliases; i++) {
		next += strlen(next) + 1;
		aliases[i] = next;
	}
	aliases[record->aliases] = NULL;
	*result = (struct servent){
		.s_name = name,
		.s_aliases = aliases,
		.s_port = htons(record->port),
		.s_proto = name + record->size,
	};
	return 0;
}
