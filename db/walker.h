/*
 * A reader of LMDB files that trusts nothing: it follows the page format of
 * data version 1 (lmdb.h, mdb.c) in memory that the caller has mapped, checks
 * every offset before it follows it, and needs neither liblmdb nor heap.
 * It reads files of both word sizes and of any page size, in the host's byte
 * order, and refuses what it does not know.
 */
#ifndef IANAPORTS_DB_WALKER_H
#define IANAPORTS_DB_WALKER_H

#include <stddef.h>
#include <stdint.h>

struct walker {
	const unsigned char *map;
	uint64_t pages;             /* whole pages within the map */
	uint64_t root;              /* page number */
	uint64_t entries;           /* as the file states it */
	uint64_t transaction, last; /* of the newest commit; its last page */
	uint32_t page_size;         /* bytes */
	unsigned int header;        /* bytes of a page header, by word size */
	unsigned int word;          /* bytes of a page number */
};

/* A key and its value, both inside the map. */
struct entry {
	const unsigned char *key, *value;
	size_t key_size, value_size;
};

/*
 * Takes the map of a whole file, which must outlive the walker.
 *
 * Returns 0, or -EBADMSG if it is no LMDB file that can be read here.
 */
int walker_open(struct walker *walker, const void *map, size_t size);

/*
 * Finds the first entry whose key is not below the given one.
 *
 * Returns 1 and fills entry; 0 if every key is below; -EBADMSG if a page on
 * the way is damaged.  Ends after 32 pages at the most whatever they hold.
 */
int walker_seek(const struct walker *walker, const void *key, size_t size,
		struct entry *entry);

/* The same, but only the entry with that very key is found. */
int walker_find(const struct walker *walker, const void *key, size_t size,
		struct entry *entry);

/*
 * The entry whose node is at that byte of the file; any number will do.
 *
 * Returns 1, or 0 if there cannot be a node.
 */
int walker_at(const struct walker *walker, uint64_t offset,
	      struct entry *entry);

/*
 * Finds the first entry whose key is above the given one.  The place is that
 * of the last entry so found, or any other number, and becomes that of this
 * one: it spares the way down the tree.
 *
 * Returns as walker_seek.
 */
int walker_next(const struct walker *walker, const void *key, size_t size,
		uint32_t *place, struct entry *entry);

#endif
