/*
 * Pages and nodes of an LMDB file, read with every offset checked: what the
 * walker and the check of a whole file share.  Names follow mdb.c.
 */
#ifndef IANAPORTS_DB_PAGE_H
#define IANAPORTS_DB_PAGE_H

#include <stdbool.h>
#include <string.h>

#include "db/walker.h"

#define P_BRANCH   0x01
#define P_LEAF     0x02
#define P_OVERFLOW 0x04
#define P_META     0x08
#define F_BIGDATA  0x01

#define NODE_HEADER   8  /* lo, hi, flags, ksize: 16 bits each */
#define FIRST_PAGE    2  /* after the two meta pages */
#define MAXIMUM_DEPTH 32 /* CURSOR_STACK */

/* A branch or leaf page that has passed its own check. */
struct page {
	const unsigned char *start;
	uint32_t number;
	unsigned int nodes; /* their number, at least 1 */
	bool leaf;
};

struct node {
	const unsigned char *key;
	size_t key_size;
	uint32_t low; /* data size of a leaf, low bits of a page number */
	uint16_t flags;
};

static inline uint16_t
load16(const unsigned char *p)
{
	uint16_t value;

	memcpy(&value, p, sizeof(value));
	return value;
}

static inline uint32_t
load32(const unsigned char *p)
{
	uint32_t value;

	memcpy(&value, p, sizeof(value));
	return value;
}

/* A size_t or pgno_t of the machine that wrote the file. */
static inline uint64_t
load_word(const unsigned char *p, unsigned int word)
{
	uint64_t value;

	if (word == 4)
		return load32(p);
	memcpy(&value, p, sizeof(value));
	return value;
}

/* The flags of a page with that number, or -1 if there is none. */
static inline int
page_flags(const struct walker *walker, uint64_t number)
{
	const unsigned char *start;

	if (number < FIRST_PAGE || number >= walker->pages)
		return -1;
	start = walker->map + number * walker->page_size;
	if (load_word(start, walker->word) != number)
		return -1;
	return load16(start + walker->word + 2);
}

/* Fills page; false if the number or the page's header is wrong. */
static inline bool
page_load(const struct walker *walker, uint64_t number, struct page *page)
{
	int flags = page_flags(walker, number);
	unsigned int lower, upper;

	if (flags != P_BRANCH && flags != P_LEAF)
		return false;
	page->start = walker->map + number * walker->page_size;
	page->number = (uint32_t)number;
	page->leaf = flags == P_LEAF;
	lower = load16(page->start + walker->word + 4);
	upper = load16(page->start + walker->word + 6);
	/* An upper of 64 KiB does not fit its 16 bits, but a page with a node
	 * has a lower one. */
	if (lower <= walker->header || lower > upper ||
	    upper > walker->page_size)
		return false;
	page->nodes = (lower - walker->header) / 2;
	return page->nodes > 0;
}

/* Fills node; false if it or its key reaches beyond the page. */
static inline bool
page_node_at(const struct walker *walker, const unsigned char *page,
	     size_t offset, struct node *node)
{
	const unsigned char *start = page + offset;
	unsigned int hi, lo;

	if (offset < walker->header || offset > walker->page_size - NODE_HEADER)
		return false;
	node->key_size = load16(start + 6);
	if (node->key_size > walker->page_size - NODE_HEADER - offset)
		return false;
	node->key = start + NODE_HEADER;
	node->flags = load16(start + 4);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	lo = load16(start);
	hi = load16(start + 2);
#else
	hi = load16(start);
	lo = load16(start + 2);
#endif
	node->low = lo | hi << 16;
	return true;
}

static inline bool
page_node(const struct walker *walker, const struct page *page,
	  unsigned int index, struct node *node)
{
	return page_node_at(
		walker, page->start,
		load16(page->start + walker->header + 2 * (size_t)index), node);
}

/* The page number below a branch's node; mdb.c keeps its top in the flags. */
static inline uint64_t
node_child(const struct walker *walker, const struct node *node)
{
	if (walker->word == 4)
		return node->low;
	return node->low | (uint64_t)node->flags << 32;
}

/* Fills entry from a leaf's node; false if its value is out of bounds. */
bool node_entry(const struct walker *walker, const unsigned char *page,
		const struct node *node, struct entry *entry);

#endif
