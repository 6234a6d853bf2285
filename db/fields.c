#include "db/fields.h"

#include <errno.h>
#include <string.h>

size_t
ianaports_fields_size(const char *const *fields, size_t count)
{
	size_t size = 0;

	for (size_t i = 0; i < count; i++)
		size += strlen(fields[i]) + 1;
	return size;
}

void
ianaports_fields_encode(unsigned char *buffer, const char *const *fields,
			size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t size = strlen(fields[i]) + 1;

		memcpy(buffer, fields[i], size);
		buffer += size;
	}
}

int
ianaports_fields_decode(const void *value, size_t size, const char **fields,
			size_t count)
{
	const char *next = value;
	size_t strings = 0;

	if (size == 0 || next[size - 1] != '\0')
		return -EBADMSG;
	for (size_t i = 0; i < size; i++)
		strings += next[i] == '\0';
	if (strings != count)
		return -EBADMSG;
	for (size_t i = 0; i < count; i++) {
		fields[i] = next;
		next += strlen(next) + 1;
	}
	return 0;
}
