/* SPDX-License-Identifier: MIT */
#include "importer/input/array.h"

#include <stdlib.h>
#include <string.h>

bool
array_grow(void *array, size_t count, size_t more, size_t *capacity,
	   size_t element)
{
	size_t wanted = 2 * *capacity + more;
	void *old, *larger;

	/* Pointers of all types look alike, but none is a pointer to void. */
	memcpy(&old, array, sizeof(old));
	if (old != NULL && *capacity - count >= more)
		return true;
	larger = reallocarray(old, wanted, element);
	if (larger == NULL)
		return false;
	memcpy(array, &larger, sizeof(larger));
	*capacity = wanted;
	/* The array owns it now. */
	/* cppcheck-suppress memleak */
	return true;
}
