#include "db/meta.h"

#include <errno.h>
#include <string.h>

#include "db/fields.h"
#include "db/key.h"

int
ianaports_meta_decode(const void *value, size_t size, const char **meta)
{
	/* Another schema may have other fields, but its number comes first. */
	if (memchr(value, '\0', size) == NULL)
		return -EBADMSG;
	if (strcmp(value, IANAPORTS_SCHEMA) != 0)
		return -EPROTONOSUPPORT;
	return ianaports_fields_decode(value, size, meta,
				       IANAPORTS_META_FIELDS);
}

int
ianaports_meta_read(const struct ianaports_walker *walker, const char **meta)
{
	unsigned char key[IANAPORTS_KEY_MAX];
	struct ianaports_entry entry;

	if (ianaports_walker_find(walker, key, ianaports_key_meta(key),
				  &entry) != 1)
		return -EBADMSG;
	return ianaports_meta_decode(entry.value, entry.value_size, meta);
}
