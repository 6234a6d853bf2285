#include "db/check.h"

#include <errno.h>

#include "db/page.h"

struct tour {
	const struct ianaports_walker *walker;
	uint64_t pages; /* that may still be visited; ends any cycle */
	uint64_t entries;
	struct ianaports_entry last;
};

/* As a branch sees it: its key and its own children's keys in order. */
static bool
ascends(const unsigned char *low, size_t low_size, const unsigned char *high,
	size_t high_size)
{
	size_t shorter = low_size < high_size ? low_size : high_size;
	int order = memcmp(low, high, shorter);

	return order < 0 || (order == 0 && low_size < high_size);
}

static bool
visit_leaf(struct tour *tour, const struct page *page)
{
	for (unsigned int i = 0; i < page->nodes; i++) {
		struct ianaports_entry entry;
		struct node node;

		if (!page_node(tour->walker, page, i, &node) ||
		    !ianaports_node_entry(tour->walker, page, &node, &entry))
			return false;
		if (tour->entries > 0 &&
		    !ascends(tour->last.key, tour->last.key_size, entry.key,
			     entry.key_size))
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
		if (i > 0 && !ascends(tour->last.key, tour->last.key_size,
				      node.key, node.key_size))
			return false;
		if (!visit(tour, node_child(tour->walker, &node), depth + 1))
			return false;
	}
	return true;
}

int
ianaports_check_tree(const struct ianaports_walker *walker)
{
	struct tour tour = {.walker = walker, .pages = walker->pages};

	if (walker->entries == 0)
		return 0;
	if (!visit(&tour, walker->root, 0) || tour.entries != walker->entries)
		return -EBADMSG;
	return 0;
}
