/* SPDX-License-Identifier: MIT */
/*
 * The page walker, held against liblmdb on the whole registry, in each data
 * version and word size.
 */
#include "tests/lib/fixture.h"

#include <endian.h>
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

/* The first is what liblmdb wrote, whichever it is. */
static const struct layout layouts[] = {
	{0}, LAYOUTS(512), LAYOUTS(4096), LAYOUTS(65536)};

struct files {
	MDB_env *env;
	MDB_txn *txn;
	MDB_cursor *cursor;
	struct file {
		const struct layout *layout;
		unsigned char *bytes;
		size_t size;
		struct walker walker;
	} each[LENGTH(layouts)];
};

static int
open_files(void **state)
{
	static struct files files;
	MDB_dbi dbi;

	import_file(SHIPPED, DATABASE);
	for (size_t i = 0; i < LENGTH(layouts); i++) {
		struct file *file = &files.each[i];

		file->layout = &layouts[i];
		file->bytes = i == 0 ? read_file(DATABASE, &file->size)
				     : layout_convert(&layouts[i], DATABASE,
						      &file->size);
		assert_int_equal(
			walker_open(&file->walker, file->bytes, file->size), 0);
	}
	assert_int_equal(mdb_env_create(&files.env), 0);
	assert_int_equal(mdb_env_open(files.env, DATABASE,
				      MDB_RDONLY | MDB_NOSUBDIR | MDB_NOLOCK,
				      0),
			 0);
	assert_int_equal(mdb_txn_begin(files.env, NULL, MDB_RDONLY, &files.txn),
			 0);
	assert_int_equal(mdb_dbi_open(files.txn, NULL, 0, &dbi), 0);
	assert_int_equal(mdb_cursor_open(files.txn, dbi, &files.cursor), 0);
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
	for (size_t i = 0; i < LENGTH(layouts); i++)
		free(files->each[i].bytes);
	unlink(DATABASE);
	return 0;
}

/* The table of hashes differs where the file has other places. */
static void
expect_entry(const struct entry *entry, const MDB_val *key,
	     const MDB_val *value)
{
	assert_int_equal(entry->key_size, key->mv_size);
	assert_memory_equal(entry->key, key->mv_data, key->mv_size);
	assert_int_equal(entry->value_size, value->mv_size);
	if (key->mv_size != 1 || *(const char *)key->mv_data != TAG_HASH)
		assert_memory_equal(entry->value, value->mv_data,
				    value->mv_size);
}

/* Asks all for the first entry not below a key. */
static void
compare_seek(struct files *files, const void *bytes, size_t size)
{
	MDB_val key = {size, (void *)bytes}, value;
	int code = mdb_cursor_get(files->cursor, &key, &value, MDB_SET_RANGE);

	assert_true(code == 0 || code == MDB_NOTFOUND);
	for (size_t i = 0; i < LENGTH(layouts); i++) {
		const struct walker *walker = &files->each[i].walker;
		struct entry entry;

		assert_int_equal(walker_seek(walker, bytes, size, &entry),
				 code == 0);
		if (code == 0)
			expect_entry(&entry, &key, &value);
	}
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
		compare_around(files, &key);
		count++;
	}
	mdb_cursor_close(all);
	/* 11,444 ports, 11,677 names, 14,252 rows, meta record, table. */
	assert_int_equal(count, 37375);
	for (size_t i = 0; i < LENGTH(layouts); i++)
		assert_int_equal(files->each[i].walker.entries, count);
}

/* From each entry to the one that follows it. */
static void
a_walk_meets_every_key_in_liblmdb_s_order(void **state)
{
	struct files *files = *state;

	for (size_t i = 0; i < LENGTH(layouts); i++) {
		struct entry entry = {.key = (const unsigned char *)""};
		MDB_val key, value;
		uint32_t place = 0;
		int code =
			mdb_cursor_get(files->cursor, &key, &value, MDB_FIRST);

		while (walker_next(&files->each[i].walker, entry.key,
				   entry.key_size, &place, &entry) == 1) {
			assert_int_equal(code, 0);
			expect_entry(&entry, &key, &value);
			code = mdb_cursor_get(files->cursor, &key, &value,
					      MDB_NEXT);
		}
		assert_int_equal(code, MDB_NOTFOUND);
	}
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

	for (size_t i = 0; i < LENGTH(layouts); i++)
		assert_int_equal(check_tree(&files->each[i].walker, NULL, NULL),
				 0);
}

/* Of the file that liblmdb wrote we know what it is called by its own name. */
static void
the_data_version_and_the_word_size_are_told(void **state)
{
	struct files *files = *state;
	unsigned int own = MDB_VERSION_MAJOR == 0 ? 1 : 3;

	assert_int_equal(files->each[0].walker.version, own);
	assert_int_equal(files->each[0].walker.word, sizeof(size_t));
	for (size_t i = 1; i < LENGTH(layouts); i++) {
		assert_int_equal(files->each[i].walker.version,
				 layouts[i].version);
		assert_int_equal(files->each[i].walker.word, layouts[i].word);
	}
}

static void
what_is_no_database_is_refused(void **state)
{
	static const size_t sizes[] = {0, 1, 16, 100, 511, 1023};
	struct files *files = *state;
	struct walker walker;

	for (size_t i = 0; i < LENGTH(sizes) * LENGTH(layouts); i++) {
		const struct file *file = &files->each[i / LENGTH(sizes)];
		size_t size = sizes[i % LENGTH(sizes)];
		unsigned char *part = malloc(size + 1);

		memcpy(part, file->bytes, size);
		assert_int_equal(walker_open(&walker, part, size), -EBADMSG);
		assert_true(walker_fits(part, size) == (size >= 100));
		memset(part, 0, size);
		assert_int_equal(walker_open(&walker, part, size), -EBADMSG);
		assert_false(walker_fits(part, size));
		free(part);
	}
}

static void
a_file_without_its_last_page_is_refused(void **state)
{
	struct files *files = *state;
	struct walker walker;

	for (size_t i = 0; i < LENGTH(layouts); i++)
		assert_int_equal(walker_open(&walker, files->each[i].bytes,
					     files->each[i].size - 1),
				 -EBADMSG);
}

/* Opens a file with four bytes changed, so many behind the first header. */
static int
open_with(const struct file *file, size_t at, uint32_t value)
{
	unsigned char *place = file->bytes + layout_header(file->layout) + at;
	uint32_t was = layout_get32(place);
	struct walker walker;
	int result;

	layout_set32(place, value);
	result = walker_open(&walker, file->bytes, file->size);
	/* Whatever is the matter with it, it is no text. */
	assert_true(walker_fits(file->bytes, file->size));
	layout_set32(place, was);
	return result;
}

static void
other_data_versions_are_refused_by_name(void **state)
{
	static const uint32_t versions[] = {0, 2, 4, 999};
	struct files *files = *state;

	for (size_t i = 1; i < LENGTH(layouts); i++) {
		const struct file *file = &files->each[i];

		/* The version stands behind the magic number. */
		for (size_t v = 0; v < LENGTH(versions); v++)
			assert_int_equal(open_with(file, 4, versions[v]),
					 -ENOTSUP);
		/* That of the other one is not what the header is. */
		assert_int_equal(open_with(file, 4, 4 - file->layout->version),
				 -EBADMSG);
	}
}

static void
another_byte_order_is_refused(void **state)
{
	struct files *files = *state;

	for (size_t i = 1; i < LENGTH(layouts); i++)
		assert_int_equal(open_with(&files->each[i], 0,
					   __builtin_bswap32(0xBEEFC0DEu)),
				 -EBADMSG);
}

/* MDB_ENCRYPT among the environment's flags, behind the page size. */
static void
an_encrypted_file_is_refused_by_name(void **state)
{
	struct files *files = *state;

	for (size_t i = 1; i < LENGTH(layouts); i++) {
		const struct file *file = &files->each[i];
		unsigned char flags[4] = {0};

		layout_set16(flags, 0x2008);
		assert_int_equal(open_with(file, 8 + 2 * file->layout->word + 4,
					   layout_get32(flags)),
				 -ENOKEY);
	}
}

/* Their size is in the last two bytes of the first meta page. */
static void
a_file_with_checksums_is_refused_by_name(void **state)
{
	struct files *files = *state;
	struct walker walker;

	for (size_t i = 1; i < LENGTH(layouts); i++) {
		const struct file *file = &files->each[i];
		unsigned char *end = file->bytes + file->layout->page;

		layout_set16(end - 2, 32);
		assert_int_equal(walker_open(&walker, file->bytes, file->size),
				 -ENOKEY);
		layout_set16(end - 2, 0);
	}
}

/*
 * LMDB 1.0.1 wrote these, with pages of 512 bytes: of 0 to 149 the number i, a
 * key "k", i in three digits and i modulo 17 times "x", and for a value as many
 * bytes as 7 i modulo 97, or 2000 if 50 divides i, which count up from i.
 */
static void
check_golden(const char *path, size_t word)
{
	unsigned char key[32], value[2000], *bytes;
	struct walker walker;
	struct entry entry;
	size_t size;

	bytes = read_file(path, &size);
	assert_int_equal(walker_open(&walker, bytes, size), 0);
	assert_int_equal(walker.version, 3);
	assert_int_equal(walker.word, word);
	assert_int_equal(walker.entries, 150);
	assert_int_equal(check_tree(&walker, NULL, NULL), 0);
	for (size_t i = 0; i < 150; i++) {
		MDB_val k = {4 + i % 17, key}, v = {7 * i % 97, value};

		memset(key, 'x', sizeof(key));
		key[0] = 'k';
		for (size_t digit = 3, rest = i; digit > 0; rest /= 10)
			key[digit--] = (unsigned char)('0' + rest % 10);
		if (i % 50 == 0)
			v.mv_size = sizeof(value);
		for (size_t j = 0; j < v.mv_size; j++)
			value[j] = (unsigned char)(i + j);
		assert_int_equal(walker_find(&walker, key, k.mv_size, &entry),
				 1);
		expect_entry(&entry, &k, &v);
	}
	free(bytes);
}

static void
what_lmdb_1_0_wrote_is_read(void **state)
{
	(void)state;
	if (BYTE_ORDER != LITTLE_ENDIAN)
		skip_since("the golden files are of little-endian machines");
	check_golden("tests/golden/lmdb-1.0-64.mdb", 8);
	check_golden("tests/golden/lmdb-1.0-32.mdb", 4);
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
	assert_true(info.me_mapsize <= files->each[0].size + 16 * 4096);
}

int
main(void)
{
#define test(f) cmocka_unit_test(f)
	static const struct CMUnitTest tests[] = {
		test(walker_and_liblmdb_agree_on_every_key_and_between),
		test(a_walk_meets_every_key_in_liblmdb_s_order),
		test(keys_at_the_ends_are_found_or_not),
		test(the_whole_tree_is_sound),
		test(the_data_version_and_the_word_size_are_told),
		test(what_is_no_database_is_refused),
		test(a_file_without_its_last_page_is_refused),
		test(other_data_versions_are_refused_by_name),
		test(another_byte_order_is_refused),
		test(an_encrypted_file_is_refused_by_name),
		test(a_file_with_checksums_is_refused_by_name),
		test(what_lmdb_1_0_wrote_is_read),
		test(of_several_commits_the_last_is_read),
		test(another_order_of_keys_or_several_values_are_refused),
		test(the_map_is_no_larger_than_the_file),
	};

	return cmocka_run_group_tests_name("walker", tests, open_files,
					   close_files);
}
