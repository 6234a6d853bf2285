/* SPDX-License-Identifier: MIT */
/*
 * The table of hashes is taken from a file of any bytes or left; a look-up in
 * it reads no slot outside the file, ends, and tells an entry within it.
 *
 * Bounds: files of DATABASE_MAX bytes.  Keys of KEY bytes, of which more go the
 * same way.  Where a search begins is a multiplication, which is hard to prove
 * anything of: tables of 255 homes.
 * Four slots are probed, where the sources have more by the same word.
 */
#include "db/hash.h"
/* What tables are opened for, and what is probed. */
enum { PROBES = HASH_PROBES };
#undef HASH_PROBES
#define HASH_PROBES 4
#include "db/index.c"
#include "db/key.c"
#include "tests/proofs/bytes.h"
#include "tests/proofs/sound.h"

#define KEY 12

/* What the walker tells: page.c. */
INSTEAD int
any_entry(const struct walker *walker, struct entry *entry)
{
	size_t key = nondet_uint32(), value = nondet_uint32();

	assume(key <= walker->size && value <= walker->size);
	entry->key = walker->map + key;
	entry->value = walker->map + value;
	entry->key_size = nondet_uint16();
	entry->value_size = nondet_uint32();
	assume(entry_is_sound(walker, entry));
	return nondet_bool() ? 1 : nondet_bool() ? 0 : -EBADMSG;
}

INSTEAD int
any_seek(const struct walker *walker, const void *key, size_t size,
	 struct entry *entry)
{
	prove(readable(key, size), "a key's bytes");
	return any_entry(walker, entry);
}

/* What the table points at need not be looked into to find the next slot. */
INSTEAD int
any_at(const struct walker *walker, uint64_t offset, struct entry *entry)
{
	(void)walker, (void)offset, (void)entry;
	return nondet_bool();
}

INSTEAD bool
any_match(const struct entry *entry, const unsigned char *key, size_t size)
{
	(void)entry, (void)key, (void)size;
	return nondet_bool();
}

INSTEAD int
any_find(const struct index *index, const unsigned char *key, size_t size,
	 struct entry *entry)
{
	(void)index, (void)key, (void)size, (void)entry;
	return nondet_int();
}

INSTEAD size_t
any_home(const struct hash_table *table, uint64_t hash)
{
	size_t home = nondet_size();

	(void)hash;
	assume(home < table->homes);
	return home;
}

/* As open_table leaves one. */
static bool
table_is_sound(const struct walker *walker, const struct hash_table *table,
	       unsigned int probes)
{
	return table->homes >= 1 && table->homes <= DATABASE_MAX &&
	       is_within(walker, table->slots,
			 (table->homes + probes - 1) * HASH_SLOT) &&
	       table->width <= HASH_WIDTH_MAX &&
	       table->offset == (1u << table->width) - 1;
}

/* proof: table --unwind 31 wraps -DPAGE=4096 walker_find:any_seek
 * memcmp:any_memcmp */
PROOF(table)
{
	struct index index = {0};

	any_walker(&index.walker);
	open_table(&index);
	if (index.table.slots != NULL)
		prove(table_is_sound(&index.walker, &index.table, PROBES),
		      "a table and what is probed lie within the file");
}

/* Each slot that is probed is read where the table says that they are.
 *
 * proof: probe --unwind 5 wraps -DPAGE=4096 hash_home:any_home
 * walker_at:any_at is_asked:any_match find_in_tree:any_find
 */
PROOF(probe)
{
	struct index index = {.table.homes = nondet_uint32(),
			      .table.width = nondet_uint8(),
			      .table.offset = nondet_uint32()};
	struct entry entry;
	unsigned char key[2] = {nondet_uint8(), nondet_uint8()};
	size_t start = nondet_uint32();

	any_walker(&index.walker);
	assume(start <= index.walker.size);
	index.table.slots = index.walker.map + start;
	assume(table_is_sound(&index.walker, &index.table, HASH_PROBES));
	index_find(&index, key, sizeof(key), nondet_uint64(), &entry);
}

/* proof: home --unwind 1 -DPAGE=4096 */
PROOF(home)
{
	struct hash_table table = {.homes = nondet_uint8()};

	assume(table.homes >= 1);
	prove(hash_home(&table, nondet_uint64()) < table.homes,
	      "a search begins at a home");
}

/* What is found in the tree or by the table is compared with the key.
 *
 * proof: match --unwind 13 -DPAGE=4096 walker_seek:any_seek */
PROOF(match)
{
	struct index index = {0};
	struct entry entry;
	size_t size = nondet_uint8();
	unsigned char *key;
	int found;

	any_walker(&index.walker);
	assume(size >= 2 && size <= KEY);
	key = any_bytes(size);
	found = find_in_tree(&index, key, size, &entry);
	prove(found == 1 || found == 0 || found == -EBADMSG, "what is told");
	if (found == 1)
		prove(entry_is_sound(&index.walker, &entry) &&
			      entry.key_size == size,
		      "an entry is within the file, its key as long");
}

/* proof: hash --unwind 9 wraps -DPAGE=4096 */
PROOF(hash)
{
	size_t size = nondet_uint8();

	assume(size <= KEY);
	hash_bytes(any_bytes(size), size);
}
