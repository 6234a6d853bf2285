#include "db/index.h"

#include <errno.h>

#include "db/hash.h"
#include "db/key.h"
#include "db/meta.h"
#include "db/page.h"

/* Takes the table if there is one that was made for this very file. */
static void
open_table(struct ianaports_index *index)
{
	unsigned char key[IANAPORTS_KEY_MAX], stamp[IANAPORTS_HASH_STAMP];
	struct ianaports_entry entry;
	size_t slots;

	if (ianaports_walker_find(&index->walker, key, ianaports_key_hash(key),
				  &entry) != 1 ||
	    entry.value_size < sizeof(stamp) + IANAPORTS_HASH_SLOT)
		return;
	ianaports_hash_stamp(stamp, &index->walker, &entry);
	slots = (entry.value_size - sizeof(stamp)) / IANAPORTS_HASH_SLOT;
	if ((slots & (slots - 1)) != 0 ||
	    memcmp(entry.value, stamp, sizeof(stamp)) != 0)
		return;
	index->slots = entry.value + sizeof(stamp);
	index->mask = slots - 1;
}

int
ianaports_index_open(struct ianaports_index *index, const void *map,
		     size_t size)
{
	const char *meta[IANAPORTS_META_FIELDS];
	struct ianaports_index local = {0};
	int result = ianaports_walker_open(&local.walker, map, size);

	if (result == 0)
		result = ianaports_meta_read(&local.walker, meta);
	if (result != 0)
		return result;
	open_table(&local);
	*index = local;
	return 0;
}

/* Whether an entry is of the key's name or port, and transport if it has one.
 */
static bool
is_asked(const struct ianaports_entry *entry, const unsigned char *key,
	 size_t size)
{
	unsigned int transport = key[size - 1];

	return entry->key_size == size &&
	       memcmp(entry->key, key, size - 1) == 0 &&
	       (transport == IANAPORTS_ANY ||
		transport == entry->key[size - 1]);
}

static int
find_in_tree(const struct ianaports_index *index, const unsigned char *key,
	     size_t size, struct ianaports_entry *entry)
{
	int found = ianaports_walker_seek(&index->walker, key, size, entry);

	return found == 1 ? is_asked(entry, key, size) : found;
}

int
ianaports_index_find(const struct ianaports_index *index,
		     const unsigned char *key, size_t size,
		     struct ianaports_entry *entry)
{
	unsigned int transport = key[size - 1];
	uint64_t hash;
	uint32_t half;

	if (index->slots == NULL)
		return find_in_tree(index, key, size, entry);
	hash = ianaports_hash(key, size - 1);
	half = htobe32((uint32_t)(hash >> 32));
	for (uint64_t i = 0; i < IANAPORTS_HASH_PROBES; i++) {
		const unsigned char *slot =
			index->slots +
			((hash + i) & index->mask) * IANAPORTS_HASH_SLOT;
		uint32_t where = be32toh(load32(slot + 4));

		if (where == 0)
			return 0;
		if (load32(slot) != half ||
		    (transport != IANAPORTS_ANY && transport != where >> 28))
			continue;
		if (ianaports_walker_at(&index->walker,
					2 * (uint64_t)(where & 0x0fffffff),
					entry) != 1)
			return -EBADMSG;
		if (is_asked(entry, key, size))
			return 1;
	}
	return find_in_tree(index, key, size, entry);
}
