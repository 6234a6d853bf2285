#include "db/meta.h"

#include <errno.h>
#include <string.h>

#include "db/fields.h"
#include "db/key.h"

int
meta_decode(const void *value, size_t size, const char **meta)
{
	/* Another schema may have other fields, but its number comes first. */
	if (memchr(value, '\0', size) == NULL)
		return -EBADMSG;
	if (strcmp(value, SCHEMA) != 0)
		return -EPROTONOSUPPORT;
	return fields_decode(value, size, meta, META_FIELDS);
}

int
meta_read(const struct walker *walker, const char **meta)
{
	unsigned char key[KEY_MAX];
	struct entry entry;

	if (walker_find(walker, key, key_meta(key), &entry) != 1)
		return -EBADMSG;
	return meta_decode(entry.value, entry.value_size, meta);
}
