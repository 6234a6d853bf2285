/* SPDX-License-Identifier: MIT */
/*
 * What each function of db/ that reads a file may rely on, and leaves to the
 * next: a proof assumes what an earlier one has proved.
 */
#ifndef IANAPORTS_TESTS_PROOFS_SOUND_H
#define IANAPORTS_TESTS_PROOFS_SOUND_H

#include "db/format.h"
#include "db/page.h"
#include "db/walker.h"
#include "tests/proofs/proof.h"

/* Bytes of a page. */
#ifndef PAGE
#define PAGE 4096
#endif

/* The most bytes of a file. */
#define FILE_MOST ((uint64_t)DATABASE_MAX)

static inline bool
format_is_sound(const struct walker *walker)
{
	struct walker wanted = {0};

	if ((walker->version != 1 && walker->version != 3) ||
	    (walker->word != 4 && walker->word != 8))
		return false;
	page_set_format(&wanted, walker->version, walker->word);
	return walker->header == wanted.header &&
	       walker->origin == wanted.origin && walker->odd == wanted.odd &&
	       walker->far == wanted.far;
}

/* As walker_open leaves it, for a map of that many bytes: open.c. */
static inline bool
walker_is_sound(const struct walker *walker, uint64_t size)
{
	return format_is_sound(walker) && walker->page_size >= 512 &&
	       walker->page_size <= 65536 &&
	       (walker->page_size & (walker->page_size - 1)) == 0 &&
	       walker->pages >= 2 && walker->last < walker->pages &&
	       walker->size == walker->pages * walker->page_size &&
	       walker->size <= size;
}

/* A file of any bytes and of pages of one size, PAGE. */
static inline void
any_walker(struct walker *walker)
{
	*walker = (struct walker){
		.page_size = PAGE,
		.pages = nondet_uint32(),
		.root = nondet_uint64(),
		.entries = nondet_uint64(),
		.transaction = nondet_uint64(),
		.last = nondet_uint64(),
	};
	page_set_format(walker, nondet_bool() ? 1 : 3, nondet_bool() ? 4 : 8);
	assume(walker->pages <= FILE_MOST / PAGE);
	walker->size = walker->pages * PAGE;
	assume(walker_is_sound(walker, walker->size));
	walker->map = any_bytes((size_t)walker->size);
}

/* Whether so many bytes lie within the file. */
static inline bool
is_within(const struct walker *walker, const unsigned char *start, size_t size)
{
	return same_object(start, walker->map) &&
	       offset_in_object(start) <= walker->size &&
	       size <= walker->size - offset_in_object(start);
}

/* As page_load leaves it: page.c. */
static inline bool
page_is_sound(const struct walker *walker, const struct page *page)
{
	return page->number >= FIRST_PAGE && page->number < walker->pages &&
	       same_object(page->start, walker->map) &&
	       offset_in_object(page->start) == (size_t)page->number * PAGE &&
	       page->nodes >= 1 && page->nodes <= (PAGE - walker->header) / 2;
}

/* As page_node_at leaves it, on the page that begins there: page.c. */
static inline bool
node_is_sound(const struct walker *walker, const unsigned char *start,
	      const struct node *node)
{
	size_t room = PAGE, key, value;

	if (!same_object(node->key, walker->map) ||
	    !same_object(node->value, walker->map))
		return false;
	key = offset_in_object(node->key) - offset_in_object(start);
	value = offset_in_object(node->value) - offset_in_object(start);
	return key >= NODE_HEADER && key <= room &&
	       node->key_size <= room - key && value >= key + node->key_size &&
	       value <= room;
}

/* As node_entry leaves it: page.c. */
static inline bool
entry_is_sound(const struct walker *walker, const struct entry *entry)
{
	return is_within(walker, entry->key, entry->key_size) &&
	       is_within(walker, entry->value, entry->value_size);
}

#endif
