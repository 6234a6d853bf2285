/* SPDX-License-Identifier: MIT */
/* Arrays that grow by doubling, and the order of what is in them. */
#ifndef IANAPORTS_IMPORTER_INPUT_ARRAY_H
#define IANAPORTS_IMPORTER_INPUT_ARRAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Makes room for `more` behind the `count` elements of an array; `array` is the
 * address of the pointer to it, which may change.  False, and all is as it was,
 * if out of memory.
 */
bool array_grow(void *array, size_t count, size_t more, size_t *capacity,
		size_t element);

/* For qsort(3). */
static inline int
number_compare(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

#endif
