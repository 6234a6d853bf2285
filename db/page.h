/* SPDX-License-Identifier: MIT */
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

#define PAGE_SIZE_LEAST 512
#define NODE_HEADER     8  /* lo, hi, flags, ksize: 16 bits each */
#define FIRST_PAGE      2  /* after the two meta pages */
#define MAXIMUM_DEPTH   32 /* CURSOR_STACK */

/* Where the fields of a page header are, in bytes before its end. */
#define PAGE_FLAGS 6
#define PAGE_LOWER 4
#define PAGE_UPPER 2

/*
 * All that differs with the data version, 1 of LMDB 0.9 or 3 of LMDB 1.0:
 *
 *                     1                   3
 * a page header       page number         page number, transaction
 * offsets in a page   from its start      from the end of its header
 * a leaf's value      behind its key      at the next even offset
 * of a far value      its page number     page number, transaction, pages
 *
 * Numbers and transactions are words, as is the number of pages.  A header
 * goes on with 8 bytes: pad, flags, lower, upper.
 */
static inline void
page_set_format(struct walker *walker, unsigned int version, unsigned int word)
{
	bool later = version == 3;

	walker->version = version;
	walker->word = word;
	walker->header = (later ? 2 : 1) * word + 8;
	walker->origin = later ? walker->header : 0;
	walker->odd = later ? 1 : 0;
	walker->far = (later ? 3 : 1) * word;
}

/* A branch or leaf page that has passed its own check. */
struct page {
	const unsigned char *start;
	uint32_t number;
	unsigned int nodes; /* their number, at least 1 */
	bool leaf;
};

struct node {
	const unsigned char *key, *value;
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
	return load16(start + walker->header - PAGE_FLAGS);
}

/* Fills page; false if the number or the page's header is wrong. */
static inline bool
page_load(const struct walker *walker, uint64_t number, struct page *page)
{
	int flags = page_flags(walker, number);
	unsigned int none = walker->header - walker->origin, lower, upper;

	if (flags != P_BRANCH && flags != P_LEAF)
		return false;
	page->start = walker->map + number * walker->page_size;
	page->number = (uint32_t)number;
	page->leaf = flags == P_LEAF;
	lower = load16(page->start + walker->header - PAGE_LOWER);
	upper = load16(page->start + walker->header - PAGE_UPPER);
	/* An upper of 64 KiB does not fit its 16 bits, but a page with a node
	 * has a lower one. */
	if (lower < none + 2 || lower > upper ||
	    walker->origin + upper > walker->page_size)
		return false;
	page->nodes = (lower - none) / 2;
	return true;
}

/*
 * Fills node, which begins so many bytes behind the page's start; false if it
 * or its key reaches beyond the page.
 */
static inline bool
page_node_at(const struct walker *walker, const unsigned char *page,
	     size_t offset, struct node *node)
{
	const unsigned char *start;
	unsigned int hi, lo;
	size_t size;

	if (offset < walker->header || offset > walker->page_size - NODE_HEADER)
		return false;
	start = page + offset;
	node->key_size = load16(start + 6);
	size = node->key_size + (node->key_size & walker->odd);
	if (size > walker->page_size - NODE_HEADER - offset)
		return false;
	node->key = start + NODE_HEADER;
	node->value = node->key + size;
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
	size_t offset =
		load16(page->start + walker->header + 2 * (size_t)index);

	return page_node_at(walker, page->start, walker->origin + offset, node);
}

/* The page number below a branch's node; mdb.c keeps its top in the flags. */
static inline uint64_t
node_child(const struct walker *walker, const struct node *node)
{
	if (walker->word == 4)
		return node->low;
	return node->low | (uint64_t)node->flags << 32;
}

/* The value on the page whose number is there, or NULL if there is none. */
const unsigned char *page_far_value(const struct walker *walker,
				    const unsigned char *place);

/* Fills entry from a leaf's node; false if its value is out of bounds. */
static inline bool
node_entry(const struct walker *walker, const unsigned char *page,
	   const struct node *node, struct entry *entry)
{
	const unsigned char *value = node->value;
	size_t left = (size_t)(page + walker->page_size - value);

	if (node->flags == F_BIGDATA) {
		if (left < walker->far)
			return false;
		value = page_far_value(walker, value);
		if (value == NULL)
			return false;
		left = (size_t)(walker->map + walker->size - value);
	} else if (node->flags != 0) {
		return false;
	}
	if (node->low > left)
		return false;
	*entry = (struct entry){node->key, value, node->key_size, node->low};
	return true;
}

#endif
