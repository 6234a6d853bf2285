/* SPDX-License-Identifier: MIT */
/*
 * The C library's functions on bytes, as far as safety goes: what they are
 * given must be readable, and what they tell is anything that they may.  So a
 * proof holds for strings of any length, and if bytes change meanwhile.
 */
#ifndef IANAPORTS_TESTS_PROOFS_BYTES_H
#define IANAPORTS_TESTS_PROOFS_BYTES_H

#include "tests/proofs/proof.h"

INSTEAD void *
any_memchr(const void *bytes, int c, size_t size)
{
	size_t at = nondet_size();

	(void)c;
	prove(readable(bytes, size), "memchr's bytes");
	if (at >= size)
		return NULL;
	return (unsigned char *)bytes + at;
}

INSTEAD size_t
any_strnlen(const char *string, size_t size)
{
	size_t length = nondet_size();

	prove(readable(string, size), "strnlen's bytes");
	assume(length <= size);
	return length;
}

INSTEAD int
any_memcmp(const void *a, const void *b, size_t size)
{
	prove(readable(a, size) && readable(b, size), "memcmp's bytes");
	return nondet_int();
}

#endif
