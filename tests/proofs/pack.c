/* SPDX-License-Identifier: MIT */
/*
 * A record is packed into the caller's buffer, or leaves the result alone,
 * whatever the buffer's size and alignment, and although its bytes are no more
 * those that were decoded: the copy is taken for any.
 *
 * Bounds: names of 65535 bytes, a buffer of that size as well; ALIASES aliases,
 * for each further one is found as the last was.
 */
#include "nss/pack.c"
#include "db/transport.c"
#include "tests/proofs/proof.h"

#define ALIASES 4

/* Where the copy of the names ends: its bytes are the buffer's first, any. */
static const char *copied;

INSTEAD void *
any_memcpy(void *to, const void *from, size_t size)
{
	prove(readable(from, size) && writable(to, size), "memcpy's bytes");
	if (copied == NULL)
		copied = (const char *)to + size;
	return to;
}

/* All strings lie in the copy; one that is not ended there has no length. */
INSTEAD size_t
any_strlen(const char *string)
{
	size_t length = nondet_size();

	prove(same_object(string, copied) &&
		      offset_in_object(string) < offset_in_object(copied) &&
		      copied[-1] == '\0',
	      "strlen's string ends in the copy");
	assume(length < offset_in_object(copied) - offset_in_object(string));
	return length;
}

/* proof: pack --unwind 6 wraps memcpy:any_memcpy strlen:any_strlen */
PROOF(pack)
{
	size_t room = nondet_uint16(), start = nondet_uint8();
	struct servent result = {.s_port = -1};
	struct record record = {
		.port = nondet_uint16(),
		.transport = nondet_uint8(),
		.aliases = nondet_uint8(),
		.size = nondet_uint16(),
	};
	char *buffer;
	int packed;

	assume(record.transport >= TRANSPORT_TCP &&
	       record.transport <= TRANSPORT_DCCP);
	assume(record.aliases <= ALIASES && record.size >= 2);
	record.names = any_bytes(record.size);
	assume(start < _Alignof(char *));
	buffer = any_bytes(start + room);
	packed = servent_pack(&record, &result, buffer + start, room);
	if (packed != 0) {
		prove(packed == -ERANGE || packed == -EBADMSG, "what is told");
		prove(result.s_port == -1, "a result is left alone");
	}
}
