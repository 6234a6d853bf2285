/* SPDX-License-Identifier: MIT */
/*
 * A row, a person or the meta record of any bytes is decoded or refused by its
 * own bytes alone.
 *
 * Bounds: values of 65535 bytes with COUNT strings, for each further one is
 * found as the last was.
 */
#include "db/fields.c"
#include "tests/proofs/bytes.h"

#define COUNT 4

/* proof: fields --unwind 5 memchr:any_memchr */
PROOF(fields)
{
	const char *fields[COUNT];
	size_t size = nondet_uint16(), field = nondet_uint8();
	unsigned char *value = any_bytes(size);

	if (fields_decode(value, size, fields, COUNT) == 0 && field < COUNT)
		prove(readable(fields[field], 1), "a field is in the value");
}
