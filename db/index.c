/* SPDX-License-Identifier: MIT */
#include "db/index.h"

#include <errno.h>

#include "db/hash.h"
#include "db/key.h"
#include "db/meta.h"
#include "db/page.h"

/* Takes the table if there is one that was made for this very file. */
static void
open_table(struct index *index)
{
	unsigned char key[KEY_MAX], stamp[HASH_STAMP];
	struct hash_table table;
	struct entry entry;

	if (walker_find(&index->walker, key, key_hash(key), &entry) != 1 ||
	    !hash_table_open(&index->walker, &entry, &table))
		return;
	hash_stamp(stamp, &index->walker, &entry);
	if (memcmp(entry.value, stamp, sizeof(stamp)) == 0)
		index->table = table;
}

int
index_open(struct index *index, const void *map, size_t size)
{
	const char *meta[META_FIELDS];
	struct index local = {0};
	int result = walker_open(&local.walker, map, size);

	if (result == 0)
		result = meta_read(&local.walker, meta);
	if (result != 0)
		return result;
	local.lines = meta[META_LINES][0] != '\0';
	open_table(&local);
	*index = local;
	return 0;
}

/* Whether an entry is of the key's name or port, and transport if it has one.
 */
static bool
is_asked(const struct entry *entry, const unsigned char *key, size_t size)
{
	unsigned int transport = key[size - 1];

	if (entry->key_size != size)
		return false;
	/* Keys are short: a call of memcmp would take longer. */
	for (size_t i = 0; i < size - 1; i++)
		if (entry->key[i] != key[i])
			return false;
	return transport == TRANSPORT_ANY || transport == entry->key[size - 1];
}

/* Apart, so that the way through the table needs no room for it. */
__attribute__((noinline)) static int
find_in_tree(const struct index *index, const unsigned char *key, size_t size,
	     struct entry *entry)
{
	int found = walker_seek(&index->walker, key, size, entry);

	return found == 1 ? is_asked(entry, key, size) : found;
}

int
index_find(const struct index *index, const unsigned char *key, size_t size,
	   uint64_t hash, struct entry *entry)
{
	const struct hash_table *table = &index->table;
	unsigned int transport = key[size - 1];
	uint32_t wanted, offset = table->offset, ignored;
	const unsigned char *slot;

	if (table->slots == NULL)
		return find_in_tree(index, key, size, entry);
	wanted = hash_slot(table, hash, transport);
	ignored = transport == TRANSPORT_ANY ? offset << 3 | 7 : offset;
	slot = table->slots + hash_home(table, hash) * HASH_SLOT;
	for (unsigned int i = 0; i < HASH_PROBES; i++) {
		uint32_t value = be32toh(load32(slot));

		slot += HASH_SLOT;
		if (value == 0)
			return 0;
		if (((value ^ wanted) & ~ignored) != 0)
			continue;
		if (walker_at(&index->walker, 2 * (uint64_t)(value & offset),
			      entry) != 1)
			return -EBADMSG;
		if (is_asked(entry, key, size))
			return 1;
	}
	return find_in_tree(index, key, size, entry);
}
