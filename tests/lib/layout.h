/* SPDX-License-Identifier: MIT */
/* Databases as either LMDB writes them, on machines of any kind. */
#ifndef IANAPORTS_TESTS_LIB_LAYOUT_H
#define IANAPORTS_TESTS_LIB_LAYOUT_H

#include <stddef.h>
#include <stdint.h>

/*
 * The page size that the C library tells liblmdb of, from 512 on; 0 stands
 * for the machine's own.
 */
void layout_set_page(long size);

/* From mdb.c of 0.9 and 1.0, and not from db/, which is what this is to test.
 */
struct layout {
	unsigned int version; /* of the data: 1 or 3 */
	size_t word, page;    /* bytes */
};

/* Each data version with each word size. */
#define LAYOUTS(page)                                                          \
	{1, 8, page}, {1, 4, page}, {3, 8, page},                              \
	{                                                                      \
		3, 4, page                                                     \
	}

/*
 * The entries of a database that liblmdb reads, with a table of hashes of its
 * own, as a file of that layout; to be freed.
 */
unsigned char *layout_convert(const struct layout *layout, const char *path,
			      size_t *size);

/* An entry as it is written. */
struct layout_entry {
	const void *key, *value;
	size_t key_size, value_size;
};

/* The same of entries in their order. */
unsigned char *layout_write(const struct layout *layout,
			    const struct layout_entry *entries, size_t count,
			    size_t *size);

/*
 * Bytes of a page's header, whose flags are 6 before its end; what the offsets
 * in a page count from; a key's size with what is between it and the value:
 * PAGEHDRSZ, PAGEBASE, EVEN.
 */
size_t layout_header(const struct layout *layout);
size_t layout_base(const struct layout *layout);
size_t layout_even(const struct layout *layout, size_t size);

/* The flags: 1 a branch, 2 a leaf, 4 a value, 8 meta. */
unsigned int layout_flags(const struct layout *layout,
			  const unsigned char *page);

/* A page's number of nodes, one of them, and that from its place. */
size_t layout_nodes(const struct layout *layout, const unsigned char *page);
unsigned char *layout_node(const struct layout *layout, unsigned char *page,
			   size_t index);
void layout_set_node(const struct layout *layout, unsigned char *page,
		     size_t index, size_t offset);

/* Numbers as liblmdb stores them: in the machine's own order, anywhere. */
uint16_t layout_get16(const unsigned char *bytes);
uint32_t layout_get32(const unsigned char *bytes);
void layout_set16(unsigned char *bytes, unsigned int value);
void layout_set32(unsigned char *bytes, uint32_t value);
void layout_set_word(const struct layout *layout, unsigned char *bytes,
		     uint64_t value);

#endif
