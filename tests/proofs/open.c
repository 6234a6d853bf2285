/* SPDX-License-Identifier: MIT */
/*
 * walker_open takes a file of any bytes and any size, or refuses it, and leaves
 * a walker that describes what is mapped: all that page.c assumes of one.
 *
 * Bound: DATABASE_MAX bytes.  Four formats are tried.
 */
#include "db/metapage.c"
#include "tests/proofs/sound.h"

/* proof: open --unwind 4 -DPAGE=512 */
PROOF(open)
{
	struct walker walker;
	size_t size = nondet_uint32();
	unsigned char *map;

	assume(size <= DATABASE_MAX);
	map = any_bytes(size);
	if (walker_open(&walker, map, size) == 0)
		prove(walker_is_sound(&walker, size) && walker.map == map,
		      "a walker describes its map");
}

/* proof: fits --unwind 4 -DPAGE=512 */
PROOF(fits)
{
	size_t size = nondet_uint8();

	walker_fits(any_bytes(size), size);
}
