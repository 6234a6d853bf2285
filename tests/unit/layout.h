/* Databases as machines of another page or word size would write them. */
#ifndef IANAPORTS_TESTS_LAYOUT_H
#define IANAPORTS_TESTS_LAYOUT_H

#include <stddef.h>

/*
 * The page size that the C library tells liblmdb of, from 512 on; 0 stands
 * for the machine's own.
 */
void layout_set_page(long size);

/*
 * Rewrites a sound database of 64-bit words into the layout of 32-bit ones, in
 * place: liblmdb of an i386 reads the outcome.  Little-endian machines only.
 */
void layout_narrow(unsigned char *bytes, size_t size);

#endif
