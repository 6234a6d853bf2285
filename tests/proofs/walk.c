/* SPDX-License-Identifier: MIT */
/*
 * walker_seek, walker_find and walker_next ask for such nodes alone as their
 * page has, and end, whatever pages they meet and in whatever order the keys
 * are.  That pages, nodes and entries lie within the file is page.c's to prove.
 */
#include "db/walker.c"
#include "tests/proofs/bytes.h"

/* The most nodes of a page of 64 KiB, and of one of 512 bytes. */
#define NODES_MOST 32768
#define NODES_FEW  250

INSTEAD bool
any_page(const struct walker *walker, uint64_t number, struct page *page)
{
	(void)number;
	page->start = walker->map;
	page->number = nondet_uint16();
	page->nodes = nondet_uint16();
	page->leaf = nondet_bool();
	assume(page->nodes >= 1 && page->nodes <= NODES_MOST);
	return nondet_bool();
}

INSTEAD bool
any_node(const struct walker *walker, const struct page *page,
	 unsigned int index, struct node *node)
{
	prove(index < page->nodes, "a node is one of its page's");
	node->key_size = nondet_uint8();
	node->key = walker->map;
	node->value = walker->map;
	node->low = nondet_uint32();
	node->flags = nondet_uint16();
	return nondet_bool();
}

INSTEAD bool
any_entry(const struct walker *walker, const unsigned char *page,
	  const struct node *node, struct entry *entry)
{
	(void)page;
	*entry = (struct entry){node->key, walker->map, node->key_size, 0};
	return nondet_bool();
}

INSTEAD bool
any_order(const struct node *node, const unsigned char *end,
	  const struct target *target, bool or_equal)
{
	(void)node, (void)end, (void)target, (void)or_equal;
	return nondet_bool();
}

/* As prove_search leaves it. */
INSTEAD int
any_search(const struct walker *walker, const struct page *page,
	   const struct target *target)
{
	int found = nondet_int();

	(void)walker, (void)target;
	assume(found >= (page->leaf ? 0 : 1) && found <= (int)page->nodes);
	return nondet_bool() ? found : -1;
}

/* As prove_descend leaves it. */
INSTEAD int
any_descent(const struct walker *walker, uint64_t number, struct entry *entry,
	    uint32_t *place)
{
	(void)number;
	*place = nondet_uint32();
	*entry = (struct entry){walker->map, walker->map, nondet_uint8(), 0};
	return nondet_bool() ? 1 : -EBADMSG;
}

static struct walker
any_walker(void)
{
	return (struct walker){
		.map = any_bytes(UINT8_MAX + PAGE_SIZE_LEAST),
		.page_size = PAGE_SIZE_LEAST,
		.word = nondet_bool() ? 4 : 8,
		.root = nondet_uint64(),
		.entries = nondet_uint64(),
	};
}

/* proof: search --unwind 10 page_node:any_node is_below:any_order */
PROOF(search)
{
	struct walker walker = any_walker();
	struct target target = {0};
	struct page page;
	int found;

	any_page(&walker, 0, &page);
	assume(page.nodes <= NODES_FEW);
	found = search(&walker, &page, &target);
	prove(found == -1 || (found >= (page.leaf ? 0 : 1) &&
			      found <= (int)page.nodes),
	      "an index is of a node or behind the last");
}

/* proof: descend --unwind 34 page_load:any_page page_node:any_node
 * node_entry:any_entry */
PROOF(descend)
{
	struct walker walker = any_walker();
	struct entry entry;
	uint32_t place;
	int found = descend(&walker, nondet_uint64(), &entry, &place);

	prove(found == 1 || found == -EBADMSG, "what is told");
}

/* proof: next --unwind 34 page_load:any_page page_node:any_node
 * node_entry:any_entry search:any_search descend:any_descent
 * memcmp:any_memcmp */
PROOF(next)
{
	struct walker walker = any_walker();
	uint32_t place = nondet_uint32();
	size_t size = nondet_uint8();
	const unsigned char *key = any_bytes(size);
	struct entry entry;
	int found;

	if (nondet_bool())
		found = walker_find(&walker, key, size, &entry);
	else
		found = walker_next(&walker, key, size, &place, &entry);
	prove(found == 1 || found == 0 || found == -EBADMSG, "what is told");
}
