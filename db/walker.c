/* SPDX-License-Identifier: MIT */
#include "db/walker.h"

#include <endian.h>
#include <errno.h>

#include "db/format.h"
#include "db/page.h"

#define NO_PAGE UINT64_MAX

/*
 * The first eight bytes of a key as a number, so that numbers order as bytes
 * do; bytes that it lacks are 0.  What is read lies within the page: memcmp
 * would be free to look beyond it, and where nothing is mapped there, the CPU
 * takes 150 ns to forgive that.
 */
static inline uint64_t
load_prefix(const unsigned char *key, size_t size, const unsigned char *end)
{
	size_t room = (size_t)(end - key);
	uint64_t value;

	if (size == 0)
		return 0;
	memcpy(&value, room >= 8 ? key : end - 8, sizeof(value));
	value = be64toh(value);
	if (room < 8)
		value <<= 8 * (8 - room);
	return size >= 8 ? value : value & ~(UINT64_MAX >> (8 * size));
}

/* What is sought: the first key not below this one, or above it. */
struct target {
	const unsigned char *key;
	size_t size;
	uint64_t prefix;
	bool above;
};

/*
 * Whether a node's key is below the target, or not above it: LMDB's own order,
 * by bytes, a prefix before what it begins.
 */
static inline bool
is_below(const struct node *node, const unsigned char *end,
	 const struct target *target, bool or_equal)
{
	uint64_t prefix = load_prefix(node->key, node->key_size, end);
	size_t shorter =
		node->key_size < target->size ? node->key_size : target->size;

	if (prefix != target->prefix)
		return prefix < target->prefix;
	for (size_t i = 8; i < shorter; i++)
		if (node->key[i] != target->key[i])
			return node->key[i] < target->key[i];
	return node->key_size < target->size + or_equal;
}

/*
 * The index of the first node in a leaf whose key is as the target says, in a
 * branch of the first whose key is above it, or page->nodes; -1 for a damaged
 * node.  A branch's first key is not stored and below everything.
 */
static int
search(const struct walker *walker, const struct page *page,
       const struct target *target)
{
	unsigned int low = page->leaf ? 0 : 1, high = page->nodes;
	const unsigned char *end = page->start + walker->page_size;

	while (low < high) {
		unsigned int middle = (low + high) / 2;
		struct node node;

		if (!page_node(walker, page, middle, &node))
			return -1;
		if (is_below(&node, end, target, !page->leaf || target->above))
			low = middle + 1;
		else
			high = middle;
	}
	return (int)low;
}

const unsigned char *
page_far_value(const struct walker *walker, const unsigned char *place)
{
	uint64_t number = load_word(place, walker->word);

	if (page_flags(walker, number) != P_OVERFLOW)
		return NULL;
	return walker->map + number * walker->page_size + walker->header;
}

/* An entry's place: its page's number above its index there. */
#define INDEX_BITS 12
_Static_assert(DATABASE_MAX / PAGE_SIZE_LEAST <= 1 << (32 - INDEX_BITS),
	       "place");

static unsigned int
index_of(uint32_t place)
{
	return place & ((1u << INDEX_BITS) - 1);
}

/* The entry of a leaf's node, and its place. */
static int
take(const struct walker *walker, const struct page *page, unsigned int index,
     struct entry *entry, uint32_t *place)
{
	struct node node;

	*place = (page->number << INDEX_BITS) + index;
	if (!page_node(walker, page, index, &node) ||
	    !node_entry(walker, page->start, &node, entry))
		return -EBADMSG;
	return 1;
}

/* Follows first children down to the entry that comes next after a leaf. */
static int
descend(const struct walker *walker, uint64_t number, struct entry *entry,
	uint32_t *place)
{
	for (int depth = 0; depth < MAXIMUM_DEPTH; depth++) {
		struct page page;
		struct node node;

		if (!page_load(walker, number, &page))
			return -EBADMSG;
		if (page.leaf)
			return take(walker, &page, 0, entry, place);
		if (!page_node(walker, &page, 0, &node))
			return -EBADMSG;
		number = node_child(walker, &node);
	}
	return -EBADMSG;
}

static int
seek(const struct walker *walker, const struct target *target,
     struct entry *entry, uint32_t *place)
{
	uint64_t number = walker->root, right = NO_PAGE;

	if (walker->entries == 0)
		return 0;
	for (int depth = 0; depth < MAXIMUM_DEPTH; depth++) {
		struct page page;
		struct node node;
		unsigned int index;
		int found;

		if (!page_load(walker, number, &page))
			return -EBADMSG;
		found = search(walker, &page, target);
		if (found < 0)
			return -EBADMSG;
		index = (unsigned int)found;
		if (page.leaf && index < page.nodes)
			return take(walker, &page, index, entry, place);
		if (page.leaf)
			return right == NO_PAGE
				       ? 0
				       : descend(walker, right, entry, place);
		/* A branch's node holds the keys from its own key on; the one
		 * to the right has been looked at in the search. */
		if (index < page.nodes &&
		    page_node(walker, &page, index, &node))
			right = node_child(walker, &node);
		if (!page_node(walker, &page, index - 1, &node))
			return -EBADMSG;
		number = node_child(walker, &node);
	}
	return -EBADMSG;
}

static struct target
aim(const unsigned char *key, size_t size, bool above)
{
	struct target target = {key, size, 0, above};

	for (size_t i = 0; i < 8; i++)
		target.prefix = target.prefix << 8 | (i < size ? key[i] : 0);
	return target;
}

int
walker_seek(const struct walker *walker, const void *key, size_t size,
	    struct entry *entry)
{
	struct target target = aim(key, size, false);
	uint32_t place;

	return seek(walker, &target, entry, &place);
}

/* Whether the key is that of the node behind which `page` has another. */
static bool
is_followed(const struct walker *walker, uint32_t place, const void *key,
	    size_t size, struct page *page)
{
	unsigned int index = index_of(place);
	struct node node;

	return page_load(walker, place >> INDEX_BITS, page) && page->leaf &&
	       index + 1 < page->nodes &&
	       page_node(walker, page, index, &node) && node.key_size == size &&
	       memcmp(node.key, key, size) == 0;
}

int
walker_next(const struct walker *walker, const void *key, size_t size,
	    uint32_t *place, struct entry *entry)
{
	struct target target;
	struct page page;

	if (is_followed(walker, *place, key, size, &page))
		return take(walker, &page, index_of(*place) + 1, entry, place);
	target = aim(key, size, true);
	return seek(walker, &target, entry, place);
}

int
walker_at(const struct walker *walker, uint64_t offset, struct entry *entry)
{
	size_t in_page = (size_t)offset & (walker->page_size - 1);
	const unsigned char *page;
	struct node node;

	if (offset >= walker->size)
		return 0;
	page = walker->map + ((size_t)offset - in_page);
	return page_node_at(walker, page, in_page, &node) &&
	       node_entry(walker, page, &node, entry);
}

int
walker_find(const struct walker *walker, const void *key, size_t size,
	    struct entry *entry)
{
	int found = walker_seek(walker, key, size, entry);

	if (found == 1 &&
	    (entry->key_size != size || memcmp(entry->key, key, size) != 0))
		found = 0;
	return found;
}
