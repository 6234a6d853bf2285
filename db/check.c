/* SPDX-License-Identifier: MIT */
#include "db/check.h"

#include <errno.h>

#include "db/key.h"
#include "db/page.h"

struct tour {
	const struct walker *walker;
	uint64_t pages; /* that may still be visited; ends any cycle */
	uint64_t entries;
	struct entry last;
	bool (*visitor)(void *, const struct entry *);
	void *context;
};

/* Whether a key is above the last entry's. */
static bool
follows(const struct tour *tour, const unsigned char *key, size_t size)
{
	return tour->entries == 0 ||
	       key_compare(tour->last.key, tour->last.key_size, key, size) < 0;
}

static bool
visit_leaf(struct tour *tour, const struct page *page)
{
	for (unsigned int i = 0; i < page->nodes; i++) {
		struct entry entry;
		struct node node;

		if (!page_node(tour->walker, page, i, &node) ||
		    !node_entry(tour->walker, page->start, &node, &entry))
			return false;
		if (!follows(tour, entry.key, entry.key_size) ||
		    (tour->visitor != NULL &&
		     !tour->visitor(tour->context, &entry)))
			return false;
		tour->last = entry;
		tour->entries++;
	}
	return true;
}

/* Recursion no deeper than MAXIMUM_DEPTH. */
static bool
visit(struct tour *tour, uint64_t number, int depth)
{
	struct page page;

	if (depth == MAXIMUM_DEPTH || tour->pages == 0 ||
	    !page_load(tour->walker, number, &page))
		return false;
	tour->pages--;
	if (page.leaf)
		return visit_leaf(tour, &page);
	for (unsigned int i = 0; i < page.nodes; i++) {
		struct node node;

		if (!page_node(tour->walker, &page, i, &node))
			return false;
		/* Everything left of a branch's key is below it. */
		if (i > 0 && !follows(tour, node.key, node.key_size))
			return false;
		if (!visit(tour, node_child(tour->walker, &node), depth + 1))
			return false;
	}
	return true;
}

int
check_tree(const struct walker *walker,
	   bool (*visitor)(void *, const struct entry *), void *context)
{
	struct tour tour = {
		.walker = walker,
		.pages = walker->pages,
		.visitor = visitor,
		.context = context,
	};

	if (walker->entries == 0)
		return 0;
	if (!visit(&tour, walker->root, 0) || tour.entries != walker->entries)
		return -EBADMSG;
	return 0;
}
