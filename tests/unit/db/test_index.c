/* SPDX-License-Identifier: MIT */
/* The table of hashes, held against the tree and liblmdb. */
#include "tests/lib/fixture.h"

#include <errno.h>
#include <lmdb.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/check.h"
#include "db/hash.h"
#include "db/index.h"
#include "db/key.h"

#define DATABASE TEST_DATABASE ".index"

static unsigned char *sound, *bytes;
static size_t size;
static struct index whole; /* of the sound bytes */

static int
make_database(void **state)
{
	(void)state;
	import_file(SHIPPED, DATABASE);
	sound = read_file(DATABASE, &size);
	bytes = malloc(size);
	return bytes == NULL || index_open(&whole, sound, size) != 0;
}

static int
free_database(void **state)
{
	(void)state;
	free(sound);
	free(bytes);
	unlink(DATABASE);
	return 0;
}

static int
restore(void **state)
{
	(void)state;
	memcpy(bytes, sound, size);
	return 0;
}

/* The table's slots in the bytes that a test may change. */
static unsigned char *
slots(void)
{
	return bytes + (whole.table.slots - sound);
}

/* Asks an index and the tree for a key; whether it is there. */
static bool
compare(const struct index *index, const unsigned char *key, size_t length)
{
	struct entry found, expected;
	int result = index_find(index, key, length, hash_bytes(key, length - 1),
				&found);

	assert_int_equal(walker_find(&whole.walker, key, length, &expected),
			 result);
	if (result == 0)
		return false;
	assert_int_equal(found.key_size, length);
	assert_memory_equal(found.key, key, length);
	assert_int_equal(found.value_size, expected.value_size);
	assert_memory_equal(found.value, expected.value, found.value_size);
	return true;
}

/* Every key of names and ports, each transport that it has not, and none. */
static size_t
compare_all(const struct index *index)
{
	unsigned char key[KEY_MAX] = {TAG_NAME};
	struct entry entry = {.key_size = 1}, first;
	size_t count = 0;
	uint32_t place = 0;

	while (walker_next(&whole.walker, key, entry.key_size, &place,
			   &entry) == 1 &&
	       entry.key[0] <= TAG_PORT) {
		size_t last = entry.key_size - 1;

		memcpy(key, entry.key, entry.key_size);
		for (unsigned char t = TRANSPORT_TCP; t <= TRANSPORT_DCCP;
		     t++) {
			key[last] = t;
			if (compare(index, key, entry.key_size))
				count += t == entry.key[last];
		}
		key[last] = TRANSPORT_ANY;
		assert_int_equal(index_find(index, key, entry.key_size,
					    hash_bytes(key, entry.key_size - 1),
					    &first),
				 1);
		assert_memory_equal(first.key, key, last);
		assert_true(first.key[last] <= entry.key[last]);
		key[last] = entry.key[last];
	}
	return count;
}

static void
hashes_are_those_of_another_hand(void **state)
{
	static const struct {
		const char *bytes;
		size_t size;
		uint64_t hash;
	} known[] = {
		{"", 0, 0},
		{"P\0\26", 3, 0xe746fa5e96523cce},
		{"Nssh", 4, 0x2a9fdb91a941e6f7},
		{"Nabcdefg", 8, 0xb16ebae37698655a},
		{"Nemc-vcas-udp", 13, 0x9fa43e911c6234d5},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(known); i++)
		assert_true(hash_bytes((const unsigned char *)known[i].bytes,
				       known[i].size) == known[i].hash);
}

/* The layout of ianaports(5), reckoned by hand. */
static void
slots_are_laid_out_as_the_manual_says(void **state)
{
	const struct hash_table table = {.homes = 1000, .width = 21};
	const uint64_t hash = 0x9fa43e911c6234d5;

	(void)state;
	assert_int_equal(hash_home(&table, hash), 110);
	assert_int_equal(hash_slot(&table, hash, TRANSPORT_TCP), 0x91200000);
	/* A stamp of 24 bytes; twice 65 entries and 32. */
	assert_int_equal(hash_size(65), 672);
}

static void
every_name_and_port_is_found_as_in_the_tree(void **state)
{
	(void)state;
	assert_non_null(whole.table.slots);
	/* 11,444 ports and 11,677 names. */
	assert_int_equal(compare_all(&whole), 23121);
}

static void
ports_without_a_service_are_absent(void **state)
{
	unsigned char key[KEY_MAX];
	size_t found = 0;

	(void)state;
	for (unsigned int port = 0; port <= UINT16_MAX; port++)
		for (unsigned int t = TRANSPORT_TCP; t <= TRANSPORT_DCCP; t++)
			found += compare(&whole, key,
					 key_port(key, (uint16_t)port, t));
	assert_int_equal(found, 11444);
}

static void
the_table_is_the_one_that_should_be_there(void **state)
{
	struct index index;

	(void)state;
	assert_int_equal(hash_check(&whole.walker), 1);
	assert_int_equal(index_open(&index, bytes, size), 0);
	slots()[5] ^= 1;
	assert_int_equal(hash_check(&index.walker), -EBADMSG);
	slots()[5] ^= 1;
	assert_int_equal(hash_check(&index.walker), 1);
	slots()[-1] ^= 1;
	assert_int_equal(hash_check(&index.walker), 0);
}

static void
a_table_with_another_stamp_goes_unused(void **state)
{
	struct index index;

	(void)state;
	for (size_t i = 1; i <= HASH_STAMP; i++) {
		slots()[-(ptrdiff_t)i] ^= 1;
		assert_int_equal(index_open(&index, bytes, size), 0);
		assert_null(index.table.slots);
		slots()[-(ptrdiff_t)i] ^= 1;
	}
	slots()[-1] ^= 1;
	assert_int_equal(index_open(&index, bytes, size), 0);
	assert_int_equal(compare_all(&index), 23121);
}

/* One entry is found in such a table, and no slot says that nothing is there.
 */
static void
a_full_table_leaves_all_to_the_tree(void **state)
{
	const unsigned char empty[HASH_SLOT] = {0}, *taken = slots();
	struct index index;

	(void)state;
	assert_int_equal(index_open(&index, bytes, size), 0);
	while (memcmp(taken, empty, sizeof(empty)) == 0)
		taken += HASH_SLOT;
	for (size_t i = 0; i < index.table.homes + HASH_PROBES - 1; i++)
		memmove(slots() + i * HASH_SLOT, taken, HASH_SLOT);
	assert_non_null(index.table.slots);
	assert_int_equal(compare_all(&index), 23121);
}

static void
pages_behind_the_last_change_nothing(void **state)
{
	unsigned char *grown = calloc(2, size);
	struct index index;

	(void)state;
	assert_non_null(grown);
	memcpy(grown, bytes, size);
	assert_int_equal(index_open(&index, grown, 2 * size), 0);
	assert_non_null(index.table.slots);
	assert_int_equal(compare_all(&index), 23121);
	free(grown);
}

static void
a_slot_that_points_nowhere_is_damage(void **state)
{
	unsigned char key[KEY_MAX];
	size_t length = key_port(key, 22, TRANSPORT_TCP);
	uint64_t hash = hash_bytes(key, length - 1);
	unsigned char *slot =
		slots() + hash_home(&whole.table, hash) * HASH_SLOT;
	/* Its offset is beyond any file. */
	uint32_t value = htobe32(hash_slot(&whole.table, hash, TRANSPORT_TCP) |
				 (((uint32_t)1 << whole.table.width) - 1));
	struct index index;
	struct entry entry;

	(void)state;
	memcpy(slot, &value, sizeof(value));
	assert_int_equal(index_open(&index, bytes, size), 0);
	assert_int_equal(index_find(&index, key, length, hash, &entry),
			 -EBADMSG);
}

static MDB_env *
open_lmdb(const char *path, MDB_txn **txn, MDB_dbi *dbi)
{
	MDB_env *env;

	assert_int_equal(mdb_env_create(&env), 0);
	assert_int_equal(mdb_env_set_mapsize(env, 3 * size), 0);
	assert_int_equal(
		mdb_env_open(env, path, MDB_NOSUBDIR | MDB_NOLOCK, 0600), 0);
	assert_int_equal(mdb_txn_begin(env, NULL, 0, txn), 0);
	assert_int_equal(mdb_dbi_open(*txn, NULL, 0, dbi), 0);
	return env;
}

/* As mdb_load copies it: entry by entry, in order. */
static void
a_copy_by_entries_answers_alike(void **state)
{
	static const char copy[] = DATABASE ".copy";
	MDB_txn *from, *to;
	MDB_dbi from_dbi, to_dbi;
	MDB_env *source = open_lmdb(DATABASE, &from, &from_dbi);
	MDB_env *target = open_lmdb(copy, &to, &to_dbi);
	struct index index;
	unsigned char *copied;
	size_t copied_size;
	MDB_cursor *cursor;
	MDB_val key, value;

	(void)state;
	assert_int_equal(mdb_cursor_open(from, from_dbi, &cursor), 0);
	while (mdb_cursor_get(cursor, &key, &value, MDB_NEXT) == 0)
		assert_int_equal(mdb_put(to, to_dbi, &key, &value, 0), 0);
	mdb_cursor_close(cursor);
	mdb_txn_abort(from);
	assert_int_equal(mdb_txn_commit(to), 0);
	mdb_env_close(source);
	mdb_env_close(target);

	copied = read_file(copy, &copied_size);
	assert_int_equal(index_open(&index, copied, copied_size), 0);
	assert_null(index.table.slots);
	assert_int_equal(compare_all(&index), 23121);
	free(copied);
	unlink(copy);
}

static void
a_file_that_another_has_written_is_read_by_its_tree(void **state)
{
	unsigned char key[KEY_MAX], *changed;
	MDB_val k = {key_name(key, "zzz", TRANSPORT_TCP), key};
	MDB_val v = {8, "\0\1\1\0zzz"};
	struct index index;
	struct entry entry;
	size_t changed_size;
	MDB_txn *txn;
	MDB_dbi dbi;
	MDB_env *env = open_lmdb(DATABASE, &txn, &dbi);

	(void)state;
	assert_int_equal(mdb_put(txn, dbi, &k, &v, 0), 0);
	assert_int_equal(mdb_txn_commit(txn), 0);
	mdb_env_close(env);

	changed = read_file(DATABASE, &changed_size);
	assert_int_equal(index_open(&index, changed, changed_size), 0);
	assert_null(index.table.slots);
	assert_int_equal(index_find(&index, key, k.mv_size,
				    hash_bytes(key, k.mv_size - 1), &entry),
			 1);
	assert_int_equal(check_tree(&index.walker, NULL, NULL), 0);
	free(changed);
}

int
main(void)
{
#define test(f) cmocka_unit_test_setup(f, restore)
	static const struct CMUnitTest tests[] = {
		test(hashes_are_those_of_another_hand),
		test(slots_are_laid_out_as_the_manual_says),
		test(every_name_and_port_is_found_as_in_the_tree),
		test(ports_without_a_service_are_absent),
		test(the_table_is_the_one_that_should_be_there),
		test(a_table_with_another_stamp_goes_unused),
		test(a_full_table_leaves_all_to_the_tree),
		test(pages_behind_the_last_change_nothing),
		test(a_slot_that_points_nowhere_is_damage),
		test(a_copy_by_entries_answers_alike),
		test(a_file_that_another_has_written_is_read_by_its_tree),
	};

	return cmocka_run_group_tests_name("index", tests, make_database,
					   free_database);
}
