/* SPDX-License-Identifier: MIT */
/*
 * A reader of LMDB files that trusts nothing: it follows the page format of
 * LMDB 0.9 or 1.0 (lmdb.h, mdb.c) in memory that the caller has mapped, checks
 * every offset before it follows it, and needs neither liblmdb nor heap.
 * It reads files of both word sizes and of any page size, in the host's byte
 * order, and refuses what it does not know.
 */
#ifndef IANAPORTS_DB_WALKER_H
#define IANAPORTS_DB_WALKER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct walker {
	const unsigned char *map;
	uint64_t pages;             /* whole pages within the map */
	uint64_t size;              /* their bytes */
	uint64_t root;              /* page number */
	uint64_t entries;           /* as the file states it */
	uint64_t transaction, last; /* of the newest commit; its last page */
	uint32_t page_size;         /* bytes */
	/* The format of the file: see page_set_format. */
	unsigned int version; /* of the data: 1 or 3 */
	unsigned int word;    /* bytes of a page number */
	unsigned int header;  /* bytes of a page header */
	unsigned int origin;  /* of a page's offsets, from its start */
	unsigned int odd;     /* 1 where a value follows no odd key at once */
	unsigned int far;     /* bytes that a node has of a value elsewhere */
};

/* A key and its value, both inside the map. */
struct entry {
	const unsigned char *key, *value;
	size_t key_size, value_size;
};

/*
 * Takes the map of a whole file, which must outlive the walker.
 *
 * Returns 0; -ENOTSUP if the file is of another data version, as development
 * versions of LMDB make it; -ENOKEY if it is encrypted or has checksums;
 * -EBADMSG if it is no LMDB file that can be read here.
 */
int walker_open(struct walker *walker, const void *map, size_t size);

/*
 * Whether a file that begins with these bytes, 32 at the most, is an LMDB file
 * of any kind.
 */
bool walker_fits(const void *bytes, size_t size);

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
