/* SPDX-License-Identifier: MIT */
/*
 * A page, a node and its entry, read at any number and any offset of a file of
 * any bytes, lie within the file; and so does all that is read of a node's key
 * to compare it.
 *
 * Bounds: files of DATABASE_MAX bytes, which is all that the module maps.
 * Pages of PAGE bytes: a proof each for the least, the usual and the largest.
 * Keys of COMPARED bytes, for every byte behind the eighth is read as the ninth
 * is.
 */
#include "db/walker.c"
#include "tests/proofs/sound.h"

#define COMPARED 16

static void
prove_entry(const struct walker *walker, const unsigned char *page,
	    const struct node *node)
{
	struct entry entry;

	prove(node_is_sound(walker, page, node), "a node is within its page");
	if (node_entry(walker, page, node, &entry))
		prove(entry_is_sound(walker, &entry),
		      "an entry is within the file");
}

/*
 * proof: page --unwind 1 -DPAGE=512
 * proof: page --unwind 1 -DPAGE=4096
 * proof: page --unwind 1 -DPAGE=65536
 */
PROOF(page)
{
	struct walker walker;
	struct page page;
	struct node node;
	uint64_t number = nondet_uint64();
	unsigned int index = nondet_unsigned();

	any_walker(&walker);
	if (!page_load(&walker, number, &page))
		return;
	prove(page_is_sound(&walker, &page), "a page is within the file");
	assume(index < page.nodes);
	if (page_node(&walker, &page, index, &node))
		prove_entry(&walker, page.start, &node);
}

/* proof: at --unwind 1 -DPAGE=4096 */
PROOF(at)
{
	struct walker walker;
	struct entry entry;
	int found;

	any_walker(&walker);
	found = walker_at(&walker, nondet_uint64(), &entry);
	prove(found == 0 || found == 1, "what is told");
	if (found == 1)
		prove(entry_is_sound(&walker, &entry),
		      "an entry is within the file");
}

/* proof: compare --unwind 17 -DPAGE=512 */
PROOF(compare)
{
	const unsigned char *page = any_bytes(PAGE);
	size_t start = nondet_uint16(), size = nondet_uint8();
	struct node node = {.key_size = nondet_uint16()};
	struct target target;
	unsigned char *key;

	assume(start <= PAGE && node.key_size <= PAGE - start);
	assume(size <= COMPARED);
	node.key = page + start;
	key = any_bytes(size);
	target = aim(key, size, nondet_bool());
	is_below(&node, page + PAGE, &target, nondet_bool());
}
