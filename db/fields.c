/* SPDX-License-Identifier: MIT */
#include "db/fields.h"

#include <errno.h>
#include <string.h>

#include "db/format.h"

size_t
fields_size(const char *const *fields, size_t count)
{
	size_t size = 0;

	for (size_t i = 0; i < count; i++)
		size += strlen(fields[i]) + 1;
	return size;
}

void
fields_encode(unsigned char *buffer, const char *const *fields, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t size = strlen(fields[i]) + 1;

		memcpy(buffer, fields[i], size);
		buffer += size;
	}
}

int
fields_decode(const void *value, size_t size, const char **fields, size_t count)
{
	const char *next = value, *end = next + size;
	const char *local[FIELDS_MOST];

	if (size == 0 || count > FIELDS_MOST)
		return -EBADMSG;
	for (size_t i = 0; i < count; i++) {
		if (next == end)
			return -EBADMSG;
		local[i] = next;
		/* Half of a row's fields are empty. */
		if (*next != '\0')
			next = memchr(next, '\0', (size_t)(end - next));
		if (next == NULL)
			return -EBADMSG;
		next++;
	}
	if (next != end)
		return -EBADMSG;
	memcpy(fields, local, count * sizeof(*fields));
	return 0;
}
