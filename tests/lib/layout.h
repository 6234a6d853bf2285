/* Databases as machines of another page or word size would write them. */
#ifndef IANAPORTS_TESTS_LIB_LAYOUT_H
#define IANAPORTS_TESTS_LIB_LAYOUT_H

#include <stddef.h>
#include <stdint.h>

/*
 * The page size that the C library tells liblmdb of, from 512 on; 0 stands
 * for the machine's own.
 */
void layout_set_page(long size);

/*
 * Rewrites a sound database of 64-bit words into the layout of 32-bit ones, in
 * place: liblmdb of an i386 reads the outcome.  A machine of 32 bits has none
 * to rewrite.
 */
void layout_narrow(unsigned char *bytes, size_t size);

/*
 * Pages of this machine's liblmdb: the bytes of the header, and where in it the
 * flags and the end of the index are (mdb.c, MDB_page).
 */
#define LAYOUT_HEADER (sizeof(size_t) + 8)
#define LAYOUT_FLAGS  (sizeof(size_t) + 2)
#define LAYOUT_LOWER  (sizeof(size_t) + 4)

/* Numbers as liblmdb stores them: in the machine's own order, anywhere. */
uint16_t layout_get16(const unsigned char *bytes);
uint32_t layout_get32(const unsigned char *bytes);
void layout_set16(unsigned char *bytes, unsigned int value);
void layout_set32(unsigned char *bytes, uint32_t value);

#endif
