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
	struct ianaports_hash_table table;
	struct ianaports_entry entry;

	if (ianaports_walker_find(&index->walker, key, ianaports_key_hash(key),
				  &entry) != 1 ||
	    !ianaports_hash_table_open(&index->walker, &entry, &table))
		return;
	ianaports_hash_stamp(stamp, &index->walker, &entry);
	if (memcmp(entry.value, stamp, sizeof(stamp)) == 0)
		index->table = table;
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

	if (entry->key_size != size)
		return false;
	/* Keys are short: a call of memcmp would take longer. */
	for (size_t i = 0; i < size - 1; i++)
		if (entry->key[i] != key[i])
			return false;
	return transport == IANAPORTS_ANY || transport == entry->key[size - 1];
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
	const struct ianaports_hash_table *table = &index->table;
	unsigned int transport = key[size - 1];
	uint32_t wanted, offset, ignored;
	const unsigned char *slot;
	uint64_t hash;

	if (table->slots == NULL)
		return find_in_tree(index, key, size, entry);
	hash = ianaports_hash(key, size - 1);
	wanted = ianaports_hash_slot(table, hash, transport);
	offset = ((uint32_t)1 << table->width) - 1;
	ignored = transport == IANAPORTS_ANY ? offset << 3 | 7 : offset;
	slot = table->slots +
	       ianaports_hash_home(table, hash) * IANAPORTS_HASH_SLOT;
	for (unsigned int i = 0; i < IANAPORTS_HASH_PROBES; i++) {
		uint32_t value = be32toh(load32(slot));

		slot += IANAPORTS_HASH_SLOT;
		if (value == 0)
			return 0;
		if (((value ^ wanted) & ~ignored) != 0)
			continue;
		if (ianaports_walker_at(&index->walker,
					2 * (uint64_t)(value & offset),
					entry) != 1)
			return -EBADMSG;
		if (is_asked(entry, key, size))
			return 1;
	}
	return find_in_tree(index, key, size, entry);
}
