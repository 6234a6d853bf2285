/* SPDX-License-Identifier: MIT */
/*
 * What the proofs share: arbitrary values, and what CBMC is asked of them.  To
 * a compiler all this means nothing; it is there for lint alone.
 */
#ifndef IANAPORTS_TESTS_PROOFS_PROOF_H
#define IANAPORTS_TESTS_PROOFS_PROOF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#ifdef PROVING
#define assume(condition)      __CPROVER_assume(condition)
#define prove(condition, what) __CPROVER_assert(condition, what)
#define same_object(a, b)      __CPROVER_same_object(a, b)
#define offset_in_object(a)    ((size_t)__CPROVER_POINTER_OFFSET(a))
#define readable(start, size)  __CPROVER_r_ok(start, size)
#define writable(start, size)  __CPROVER_w_ok(start, size)
#define any_memory(size)       malloc(size)
#define INSTEAD
#else
#define assume(condition)      ((void)(condition))
#define prove(condition, what) ((void)(condition), (void)(what))
#define same_object(a, b)      ((void)(a), (void)(b), true)
#define offset_in_object(a)    ((size_t)(uintptr_t)(a))
#define readable(start, size)  ((void)(start), (void)(size), true)
#define writable(start, size)  ((void)(start), (void)(size), true)
#define any_memory(size)       calloc(1, size)
#define INSTEAD                static __attribute__((unused))
#endif

/* What CBMC begins at. */
#define PROOF(name)                                                            \
	void prove_##name(void);                                               \
	void prove_##name(void)

/* Any value of the type: to CBMC, what nobody defines. */
bool nondet_bool(void);
char nondet_char(void);
int nondet_int(void);
unsigned int nondet_unsigned(void);
uint8_t nondet_uint8(void);
uint16_t nondet_uint16(void);
uint32_t nondet_uint32(void);
uint64_t nondet_uint64(void);
size_t nondet_size(void);

/* So many bytes, of any value, with nothing before or behind them. */
static inline void *
any_bytes(size_t size)
{
	void *bytes = any_memory(size);

	assume(bytes != NULL);
	return bytes;
}

#endif
