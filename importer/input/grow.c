/* SPDX-License-Identifier: MIT */
#include "importer/input/grow.h"

#include <stdlib.h>

void *
array_grow(void *array, size_t count, size_t more, size_t *capacity,
	   size_t element)
{
	size_t wanted = 2 * *capacity + more;
	void *larger;

	if (array != NULL && *capacity - count >= more)
		return array;
	larger = reallocarray(array, wanted, element);
	if (larger != NULL)
		*capacity = wanted;
	return larger;
}
