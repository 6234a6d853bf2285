/* SPDX-License-Identifier: MIT */
/* Arrays that grow by doubling. */
#ifndef IANAPORTS_IMPORTER_INPUT_GROW_H
#define IANAPORTS_IMPORTER_INPUT_GROW_H

#include <stddef.h>

/*
 * Makes room in an array of `count` elements for `more`.
 *
 * Returns the array, in a new place perhaps, or NULL and leaves it as it was.
 */
void *array_grow(void *array, size_t count, size_t more, size_t *capacity,
		 size_t element);

#endif
