/*
 * The table of hashes: where in the file the entries of names and ports lie.
 * It spares a look-up the way down the tree, which remains the truth: a table
 * that was not made for the file as it is goes unused.
 *
 * The value of its key is a stamp and slots, as many as a power of two:
 *
 *   stamp   of the file: transaction, page size, root, entries, last page, the
 *           table's own page: 4 bytes each
 *   slot    upper half of a hash (4 bytes); transport (4 bits) and half the
 *           place of an LMDB node in the file (28 bits); 0 when empty
 *
 * The hash is that of the key without its transport, so what a name or port
 * has on several transports lies side by side, in their order.  An entry is in
 * one of the IANAPORTS_HASH_PROBES slots from hash modulo slots on, and none
 * before it is empty.  One that finds all of them taken is left to the tree.
 */
#ifndef IANAPORTS_DB_HASH_H
#define IANAPORTS_DB_HASH_H

#include <endian.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "db/walker.h"

#define IANAPORTS_HASH_STAMP  24
#define IANAPORTS_HASH_SLOT   8
#define IANAPORTS_HASH_PROBES 32

/* Multiplication carries low bits up, the shift brings them back. */
static inline uint64_t
ianaports_hash_mix(uint64_t hash)
{
	hash *= 0x9E3779B97F4A7C15u;
	return hash ^ hash >> 32;
}

/* Of bytes, eight at a time as a little-endian number, the last with zeros. */
static inline uint64_t
ianaports_hash(const unsigned char *bytes, size_t size)
{
	uint64_t hash = 0, word = 0;

	for (; size >= sizeof(word); size -= sizeof(word)) {
		memcpy(&word, bytes, sizeof(word));
		hash = ianaports_hash_mix(hash ^ le64toh(word));
		bytes += sizeof(word);
	}
	for (word = 0; size > 0; size--)
		word = word << 8 | bytes[size - 1];
	return ianaports_hash_mix(hash ^ word);
}

/* Makes the stamp of a file whose table is there. */
static inline void
ianaports_hash_stamp(unsigned char stamp[static IANAPORTS_HASH_STAMP],
		     const struct ianaports_walker *walker,
		     const struct ianaports_entry *table)
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

	_Static_assert(sizeof(words) == IANAPORTS_HASH_STAMP, "stamp");
	memcpy(stamp, words, sizeof(words));
}

/* Bytes of the table for that many names and ports. */
size_t ianaports_hash_size(size_t entries);

/*
 * Compares the table of a whole file with the one that should be there.
 *
 * Returns 1; 0 if the table is that of another file and so goes unused;
 * -EBADMSG if it is wrong; -ENOMEM.
 */
int ianaports_hash_check(const struct ianaports_walker *walker);

/*
 * Makes the table of a file that nobody else knows yet, open for reading and
 * writing, in the room that its entry has.  Returns 0 or -errno.
 */
int ianaports_hash_fill(int fd);

#endif
