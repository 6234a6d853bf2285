/* The page walker, held against liblmdb on the whole registry. */
#include "tests/lib/fixture.h"

#include <errno.h>
#include <lmdb.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/check.h"
#include "db/format.h"
#include "db/walker.h"
#include "tests/lib/layout.h"

#define DATABASE TEST_DATABASE ".walker"
#define COMMITS  TEST_DATABASE ".commits"

struct files {
	MDB_env *env;
	MDB_txn *txn;
	MDB_cursor *cursor;
	unsigned char *bytes;
	size_t size;
	struct walker walker;
};

static int
open_files(void **state)
{
	static struct files files;
	MDB_dbi dbi;

	import_file(SHIPPED, DATABASE);
	files.bytes = read_file(DATABASE, &files.size);
	assert_int_equal(mdb_env_create(&files.env), 0);
	assert_int_equal(mdb_env_open(files.env, DATABASE,
				      MDB_RDONLY | MDB_NOSUBDIR | MDB_NOLOCK,
				      0),
			 0);
	assert_int_equal(mdb_txn_begin(files.env, NULL, MDB_RDONLY, &files.txn),
			 0);
	assert_int_equal(mdb_dbi_open(files.txn, NULL, 0, &dbi), 0);
	assert_int_equal(mdb_cursor_open(files.txn, dbi, &files.cursor), 0);
	assert_int_equal(walker_open(&files.walker, files.bytes, files.size),
			 0);
	*state = &files;
	return 0;
}

static int
close_files(void **state)
{
	struct files *files = *state;

	mdb_cursor_close(files->cursor);
	mdb_txn_abort(files->txn);
	mdb_env_close(files->env);
	free(files->bytes);
	unlink(DATABASE);
	return 0;
}

static void
expect_entry(const struct entry *entry, const MDB_val *key,
	     const MDB_val *value)
{
	assert_int_equal(entry->key_size, key->mv_size);
	assert_memory_equal(entry->key, key->mv_data, key->mv_size);
	assert_int_equal(entry->value_size, value->mv_size);
	assert_memory_equal(entry->value, value->mv_data, value->mv_size);
}

/* Asks both for the first entry not below a key. */
static void
compare_seek(struct files *files, const void *bytes, size_t size)
{
	MDB_val key = {size, (void *)bytes}, value;
	struct entry entry;
	int code, found;

	found = walker_seek(&files->walker, bytes, size, &entry);
	code = mdb_cursor_get(files->cursor, &key, &value, MDB_SET_RANGE);
	if (code == MDB_NOTFOUND) {
		assert_int_equal(found, 0);
		return;
	}
	assert_int_equal(code, 0);
	assert_int_equal(found, 1);
	expect_entry(&entry, &key, &value);
}

/* A key, the least above it, the least below it, and a prefix of it. */
static void
compare_around(struct files *files, const MDB_val *key)
{
	unsigned char bytes[600];
	size_t size = key->mv_size;

	memcpy(bytes, key->mv_data, size);
	compare_seek(files, bytes, size);
	bytes[size] = 0;
	compare_seek(files, bytes, size + 1);
	bytes[size - 1]--;
	compare_seek(files, bytes, size);
	bytes[size] = 0xff;
	compare_seek(files, bytes, size + 1);
	if (size > 1)
		compare_seek(files, key->mv_data, size - 1);
}

static void
walker_and_liblmdb_agree_on_every_key_and_between(void **state)
{
	struct files *files = *state;
	MDB_cursor *all;
	MDB_val key, value;
	size_t count = 0;

	assert_int_equal(mdb_cursor_open(files->txn,
					 mdb_cursor_dbi(files->cursor), &all),
			 0);
	while (mdb_cursor_get(all, &key, &value, MDB_NEXT) == 0) {
		struct entry entry;

		assert_int_equal(walker_find(&files->walker, key.mv_data,
					     key.mv_size, &entry),
				 1);
		expect_entry(&entry, &key, &value);
		compare_around(files, &key);
		count++;
	}
	mdb_cursor_close(all);
	/* 11,985 ports, 11,677 names, 14,252 rows, meta record, table. */
	assert_int_equal(count, 37916);
	assert_int_equal(files->walker.entries, count);
}

static void
keys_at_the_ends_are_found_or_not(void **state)
{
	struct files *files = *state;

	compare_seek(files, "\0", 1);
	compare_seek(files, "M", 1);
	compare_seek(files, "\xff\xff", 2);
}

static void
the_whole_tree_is_sound(void **state)
{
	struct files *files = *state;

	assert_int_equal(check_tree(&files->walker, NULL, NULL), 0);
}

static void
what_is_no_database_is_refused(void **state)
{
	static const size_t sizes[] = {0, 1, 16, 100, 511, 1024, 4096, 8191};
	struct files *files = *state;
	struct walker walker;

	for (size_t i = 0; i < LENGTH(sizes); i++) {
		unsigned char *part = malloc(sizes[i] + 1);

		memcpy(part, files->bytes, sizes[i]);
		assert_int_equal(walker_open(&walker, part, sizes[i]),
				 -EBADMSG);
		memset(part, 0, sizes[i]);
		assert_int_equal(walker_open(&walker, part, sizes[i]),
				 -EBADMSG);
		free(part);
	}
}

static void
a_file_without_its_last_page_is_refused(void **state)
{
	struct files *files = *state;
	struct walker walker;

	assert_int_equal(walker_open(&walker, files->bytes, files->size - 1),
			 -EBADMSG);
}

static void
another_data_version_or_byte_order_is_refused(void **state)
{
	struct files *files = *state;
	struct walker walker;
	unsigned char *copy = malloc(files->size);

	/* The version stands behind the page header and the magic number. */
	memcpy(copy, files->bytes, files->size);
	layout_set32(copy + LAYOUT_HEADER + 4, 2);
	assert_int_equal(walker_open(&walker, copy, files->size), -EBADMSG);
	memcpy(copy, files->bytes, files->size);
	layout_set32(copy + LAYOUT_HEADER,
		     __builtin_bswap32(layout_get32(copy + LAYOUT_HEADER)));
	assert_int_equal(walker_open(&walker, copy, files->size), -EBADMSG);
	free(copy);
}

static MDB_env *
new_environment(void)
{
	MDB_env *env;

	unlink(COMMITS);
	assert_int_equal(mdb_env_create(&env), 0);
	assert_int_equal(
		mdb_env_open(env, COMMITS, MDB_NOSUBDIR | MDB_NOLOCK, 0600), 0);
	return env;
}

/* Commits one more entry, and reads the file. */
static int
open_after_commit(MDB_env *env, unsigned int flags, unsigned char number,
		  struct walker *walker)
{
	MDB_val key = {1, &number}, value = {1, &number};
	unsigned char *bytes;
	MDB_txn *txn;
	MDB_dbi dbi;
	size_t size;
	int result;

	assert_int_equal(mdb_txn_begin(env, NULL, 0, &txn), 0);
	assert_int_equal(mdb_dbi_open(txn, NULL, flags, &dbi), 0);
	assert_int_equal(mdb_put(txn, dbi, &key, &value, 0), 0);
	assert_int_equal(mdb_txn_commit(txn), 0);
	bytes = read_file(COMMITS, &size);
	result = walker_open(walker, bytes, size);
	free(bytes);
	return result;
}

/* LMDB's commits take turns at its two meta pages. */
static void
of_several_commits_the_last_is_read(void **state)
{
	struct walker walker;
	MDB_env *env = new_environment();

	(void)state;
	for (unsigned char i = 1; i <= 4; i++) {
		assert_int_equal(open_after_commit(env, 0, i, &walker), 0);
		assert_int_equal(walker.entries, i);
	}
	mdb_env_close(env);
	unlink(COMMITS);
}

static void
another_order_of_keys_or_several_values_are_refused(void **state)
{
	static const unsigned int flags[] = {MDB_REVERSEKEY, MDB_DUPSORT};

	(void)state;
	for (size_t i = 0; i < LENGTH(flags); i++) {
		struct walker walker;
		MDB_env *env = new_environment();

		assert_int_equal(open_after_commit(env, flags[i], 1, &walker),
				 -EBADMSG);
		mdb_env_close(env);
	}
	unlink(COMMITS);
}

static void
the_map_is_no_larger_than_the_file(void **state)
{
	struct files *files = *state;
	MDB_envinfo info;

	assert_int_equal(mdb_env_info(files->env, &info), 0);
	assert_true(info.me_mapsize <= files->size + 16 * 4096);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			walker_and_liblmdb_agree_on_every_key_and_between),
		cmocka_unit_test(keys_at_the_ends_are_found_or_not),
		cmocka_unit_test(the_whole_tree_is_sound),
		cmocka_unit_test(what_is_no_database_is_refused),
		cmocka_unit_test(a_file_without_its_last_page_is_refused),
		cmocka_unit_test(another_data_version_or_byte_order_is_refused),
		cmocka_unit_test(of_several_commits_the_last_is_read),
		cmocka_unit_test(
			another_order_of_keys_or_several_values_are_refused),
		cmocka_unit_test(the_map_is_no_larger_than_the_file),
	};

	return cmocka_run_group_tests_name("walker", tests, open_files,
					   close_files);
}
