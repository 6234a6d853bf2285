/* SPDX-License-Identifier: MIT */
/*
 * A record of any bytes is decoded or refused by its own bytes alone.
 *
 * Bounds: values of 65535 bytes with ALIASES aliases, for each further string
 * is found as the last was.
 */
#include "db/record.c"
#include "db/transport.c"
#include "tests/proofs/bytes.h"

#define ALIASES 4

/* proof: decode --unwind 6 memchr:any_memchr */
PROOF(decode)
{
	struct record record;
	size_t size = nondet_uint16();
	unsigned char *value = any_bytes(size);

	assume(size <= 3 || value[3] <= ALIASES);
	if (record_decode(value, size, &record) != 0)
		return;
	prove(record.size == size - RECORD_HEADER &&
		      (const unsigned char *)record.names ==
			      value + RECORD_HEADER,
	      "names are all the rest of the value");
	prove(record.transport <= TRANSPORT_DCCP &&
		      (record.transport != TRANSPORT_ANY ||
		       record.line == RECORD_LOCAL),
	      "a transport is known, or a local line's");
	prove(record.line == 0 || record.line == RECORD_LINE ||
		      record.line == RECORD_LOCAL,
	      "a line is the local file's, or the registry's");
}

/* proof: spells --unwind 6 strnlen:any_strnlen memcmp:any_memcmp */
PROOF(spells)
{
	char name[3] = {nondet_char(), nondet_char(), '\0'};
	struct record record = {.size = nondet_uint8()};

	assume(record.size <= ALIASES);
	record.names = any_bytes(record.size);
	record_spells(&record, name);
}
