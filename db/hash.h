/* SPDX-License-Identifier: MIT */
/*
 * The table of hashes: where in the file the entries of names and ports lie.
 * It spares a look-up the way down the tree, which remains the truth: a table
 * that was not made for the file as it is goes unused.
 *
 * The value of its key is a stamp and slots:
 *
 *   stamp   of the file: transaction, page size, root, entries, last page, the
 *           table's own page: 4 bytes each
 *   slot    4 bytes, 0 when empty; from the lowest bit: half the offset of an
 *           LMDB node, in as many bits as the file's size takes; its transport,
 *           in 3; as much of the hash's upper half as there is room for
 *
 * The hash is that of the key without its transport, so what a name or port
 * has on several transports lies side by side, in their order.  Its lower half
 * tells where a search begins, at one of as many slots as the table has but
 * for the last HASH_PROBES - 1.  An entry is in one of the
 * HASH_PROBES slots from there on, and none before it is empty.  One
 * that finds all of them taken is left to the tree.
 */
#ifndef IANAPORTS_DB_HASH_H
#define IANAPORTS_DB_HASH_H

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "db/walker.h"

#define HASH_STAMP  24
#define HASH_SLOT   4
#define HASH_PROBES 32

/* Bits of a slot beside those of the transport. */
#define HASH_WIDTH_MAX 29

/* Multiplication carries low bits up, the shift brings them back. */
static inline uint64_t
hash_mix(uint64_t hash)
{
	hash *= 0x9E3779B97F4A7C15u;
	return hash ^ hash >> 32;
}

/* Of bytes, eight at a time as a little-endian number, the last with zeros. */
static inline uint64_t
hash_bytes(const unsigned char *bytes, size_t size)
{
	uint64_t hash = 0, word = 0;

	for (; size >= sizeof(word); size -= sizeof(word)) {
		memcpy(&word, bytes, sizeof(word));
		hash = hash_mix(hash ^ le64toh(word));
		bytes += sizeof(word);
	}
	for (word = 0; size > 0; size--)
		word = word << 8 | bytes[size - 1];
	return hash_mix(hash ^ word);
}

/* Makes the stamp of a file whose table is there. */
static inline void
hash_stamp(unsigned char stamp[static HASH_STAMP], const struct walker *walker,
	   const struct entry *table)
{
	const uint32_t words[] = {
		htobe32((uint32_t)walker->transaction),
		htobe32(walker->page_size),
		htobe32((uint32_t)walker->root),
		htobe32((uint32_t)walker->entries),
		htobe32((uint32_t)walker->last),
		htobe32((uint32_t)((size_t)(table->value - walker->map) /
				   walker->page_size)),
	};

	_Static_assert(sizeof(words) == HASH_STAMP, "stamp");
	memcpy(stamp, words, sizeof(words));
}

/* A table within a file. */
struct hash_table {
	const unsigned char *slots;
	size_t homes;       /* slots that a search may begin at */
	unsigned int width; /* bits of a slot that an offset takes */
	uint32_t offset;    /* those bits */
};

/* False if the entry's value has no room for one, or the file is too large. */
static inline bool
hash_table_open(const struct walker *walker, const struct entry *entry,
		struct hash_table *table)
{
	uint64_t halves = (walker->last + 1) * walker->page_size / 2;
	size_t slots = entry->value_size / HASH_SLOT;
	size_t others = HASH_STAMP / HASH_SLOT + HASH_PROBES - 1;

	if (slots <= others || halves >> HASH_WIDTH_MAX != 0)
		return false;
	table->slots = entry->value + HASH_STAMP;
	table->homes = slots - others;
	table->width = 0;
	while (halves >> table->width != 0)
		table->width++;
	table->offset = ((uint32_t)1 << table->width) - 1;
	return true;
}

/* Where the search for a hash begins. */
static inline size_t
hash_home(const struct hash_table *table, uint64_t hash)
{
	return (size_t)((hash & UINT32_MAX) * table->homes >> 32);
}

/* A slot but for its offset. */
static inline uint32_t
hash_slot(const struct hash_table *table, uint64_t hash, unsigned int transport)
{
	return ((uint32_t)(hash >> 32) << 3 | transport) << table->width;
}

/* Bytes of the table for that many names and ports. */
size_t hash_size(size_t entries);

/*
 * Compares the table of a whole file with the one that should be there.
 *
 * Returns 1; 0 if the table is that of another file and so goes unused;
 * -EBADMSG if it is wrong; -ENOMEM.
 */
int hash_check(const struct walker *walker);

/*
 * Makes the table of a file that nobody else knows yet, open for reading and
 * writing, in the room that its entry has.  Returns 0 or -errno.
 */
int hash_fill(int fd);

#endif
