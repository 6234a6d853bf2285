/* SPDX-License-Identifier: MIT */
#include "db/meta.h"

#include <errno.h>
#include <string.h>

#include "db/fields.h"
#include "db/key.h"

int
meta_read(const struct walker *walker, const char **meta)
{
	unsigned char key[KEY_MAX];
	struct entry entry;

	if (walker_find(walker, key, key_meta(key), &entry) != 1)
		return -EBADMSG;
	/* Another schema may have other fields, but its number comes first. */
	if (memchr(entry.value, '\0', entry.value_size) == NULL)
		return -EBADMSG;
	if (strncmp((const char *)entry.value, SCHEMA, sizeof(SCHEMA)) != 0)
		return -EPROTONOSUPPORT;
	return fields_decode(entry.value, entry.value_size, meta, META_FIELDS);
}
