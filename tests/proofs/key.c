/* SPDX-License-Identifier: MIT */
/*
 * A key of any bytes is taken apart or refused by its own bytes alone; that of
 * any name is made in the room of KEY_MAX, and leaves room for an ordinal.
 *
 * Bounds: keys of 65535 bytes, which is what a node's can have.  A name's limit
 * is 15 characters here, where the sources have 255 by the same word.
 */
#include "db/format.h"
#undef SERVICE_NAME_MAX
#define SERVICE_NAME_MAX 15
#include "db/key.c"
#include "tests/proofs/bytes.h"

/* proof: take_apart --unwind 18 wraps */
PROOF(take_apart)
{
	size_t size = nondet_uint16();
	struct key key;

	if (key_decode(any_bytes(size), size, &key) == 0)
		prove(key.transport <= TRANSPORT_DCCP, "a transport is known");
}

/* No byte is read beyond the name's limit, whether the name ends or not.
 *
 * proof: make --unwind 18 wraps */
PROOF(make)
{
	unsigned char key[KEY_MAX];
	size_t size =
		key_name(key, any_bytes(SERVICE_NAME_MAX + 1), TRANSPORT_ANY);

	prove(size < KEY_MAX, "a key leaves room for an ordinal");
}

/* proof: order --unwind 1 memcmp:any_memcmp */
PROOF(order)
{
	size_t a = nondet_uint16(), b = nondet_uint16();

	key_compare(any_bytes(a), a, any_bytes(b), b);
}
