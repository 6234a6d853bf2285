/* SPDX-License-Identifier: MIT */
/* Writes whole databases, from the format that mdb.c has. */
#include "tests/lib/layout.h"

#include <lmdb.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "db/hash.h"

#define BRANCH   1
#define LEAF     2
#define OVERFLOW 4
#define META     8
#define BIGDATA  1 /* of a node: its value is elsewhere */

/* A file that grows, and the page that nodes are put on. */
struct file {
	const struct layout *layout;
	unsigned char *bytes;
	size_t pages, branches, leaves, overflows;
	size_t number, lower, upper;
};

/* What a branch holds of a page below it. */
struct child {
	const void *key;
	size_t key_size, number;
};

static size_t
add_pages(struct file *file, size_t count, unsigned int flags)
{
	const struct layout *layout = file->layout;
	size_t first = file->pages, page = layout->page;
	unsigned char *start;

	file->pages += count;
	file->bytes = realloc(file->bytes, file->pages * page);
	start = file->bytes + first * page;
	memset(start, 0, count * page);
	layout_set_word(layout, start, first);
	if (layout->version == 3 && flags != META)
		layout_set_word(layout, start + layout->word, 1);
	layout_set16(start + layout_header(layout) - 6, flags);
	return first;
}

static void
begin_page(struct file *file, unsigned int flags)
{
	file->number = add_pages(file, 1, flags);
	file->lower = layout_header(file->layout);
	file->upper = file->layout->page;
}

/* Returns the node, whose value is to follow, or NULL if the page is full. */
static unsigned char *
put_node(struct file *file, const void *key, size_t key_size, size_t room)
{
	const struct layout *layout = file->layout;
	unsigned char *page = file->bytes + file->number * layout->page, *node;
	size_t header = layout_header(layout), base = layout_base(layout);
	size_t size = (8 + layout_even(layout, key_size) + room + 1) / 2 * 2;

	if (file->upper - file->lower < size + 2)
		return NULL;
	file->upper -= size;
	layout_set16(page + file->lower, (unsigned int)(file->upper - base));
	file->lower += 2;
	layout_set16(page + header - 4, (unsigned int)(file->lower - base));
	layout_set16(page + header - 2, (unsigned int)(file->upper - base));
	node = page + file->upper;
	layout_set16(node + 6, (unsigned int)key_size);
	memcpy(node + 8, key, key_size);
	return node;
}

/* A value that would fill more than half of a page has pages of its own. */
static bool
is_far(const struct layout *layout, const struct layout_entry *entry)
{
	size_t most = (layout->page - layout_header(layout)) / 4 * 2 - 2;

	return 8 + entry->key_size + entry->value_size > most;
}

static size_t
put_far_value(struct file *file, const struct layout_entry *entry)
{
	size_t header = layout_header(file->layout), page = file->layout->page;
	size_t count = (header + entry->value_size - 1) / page + 1;
	size_t number = add_pages(file, count, OVERFLOW);
	unsigned char *start = file->bytes + number * page;

	layout_set32(start + header - 4, (uint32_t)count);
	memcpy(start + header, entry->value, entry->value_size);
	file->overflows += count;
	return number;
}

static bool
put_entry(struct file *file, const struct layout_entry *entry)
{
	const struct layout *layout = file->layout;
	bool far = is_far(layout, entry);
	size_t room = far ? (layout->version == 1 ? 1 : 3) * layout->word
			  : entry->value_size;
	unsigned char *node, *value;
	size_t at, number;

	node = put_node(file, entry->key, entry->key_size, room);
	if (node == NULL)
		return false;
	layout_set32(node, (uint32_t)entry->value_size);
	value = node + 8 + layout_even(layout, entry->key_size);
	if (!far) {
		memcpy(value, entry->value, entry->value_size);
		return true;
	}
	layout_set16(node + 4, BIGDATA);
	at = (size_t)(value - file->bytes);
	number = put_far_value(file, entry);
	value = file->bytes + at;
	layout_set_word(layout, value, number);
	if (layout->version == 3) {
		layout_set_word(layout, value + layout->word, 1);
		layout_set_word(layout, value + 2 * layout->word,
				file->pages - number);
	}
	return true;
}

static size_t
put_leaves(struct file *file, const struct layout_entry *entries, size_t count,
	   struct child *children)
{
	for (size_t i = 0; i < count; i++) {
		if (i > 0 && put_entry(file, &entries[i]))
			continue;
		begin_page(file, LEAF);
		children[file->leaves++] = (struct child){
			entries[i].key, entries[i].key_size, file->number};
		if (!put_entry(file, &entries[i]))
			abort();
	}
	return file->leaves;
}

/* In place of the children, the branches above them.  A branch's first key is
 * left out. */
static size_t
put_branches(struct file *file, struct child *children, size_t count)
{
	size_t made = 0;

	for (size_t i = 0; i < count; i++) {
		struct child child = children[i];
		unsigned char *node = NULL;

		if (i > 0)
			node = put_node(file, child.key, child.key_size, 0);
		if (node == NULL) {
			begin_page(file, BRANCH);
			children[made++] = (struct child){
				child.key, child.key_size, file->number};
			node = put_node(file, "", 0, 0);
		}
		layout_set32(node, (uint32_t)child.number);
	}
	file->branches += made;
	return made;
}

/* MDB_db: pad, flags, depth; branches, leaves, overflows, entries, root. */
static unsigned char *
put_db(const struct layout *layout, unsigned char *at, uint32_t pad,
       unsigned int flags, unsigned int depth, const uint64_t words[5])
{
	layout_set32(at, pad);
	layout_set16(at + 4, flags);
	layout_set16(at + 6, depth);
	at += 8;
	for (size_t i = 0; i < 5; i++, at += layout->word)
		layout_set_word(layout, at, words[i]);
	return at;
}

/* As in a compact copy, the second one states what there is. */
static void
put_metas(struct file *file, unsigned int depth, size_t entries, uint64_t root)
{
	const struct layout *layout = file->layout;
	const uint64_t none[5] = {0, 0, 0, 0, UINT64_MAX};
	const uint64_t all[5] = {file->branches, file->leaves, file->overflows,
				 entries, root};

	for (size_t i = 0; i < 2; i++) {
		unsigned char *at =
			file->bytes + i * layout->page + layout_header(layout);

		layout_set32(at, 0xBEEFC0DEu);
		layout_set32(at + 4, layout->version);
		layout_set_word(layout, at + 8 + layout->word,
				file->pages * layout->page);
		at = put_db(layout, at + 8 + 2 * layout->word,
			    (uint32_t)layout->page, MDB_INTEGERKEY, 0, none);
		at = put_db(layout, at, 0, 0, i == 0 ? 0 : depth,
			    i == 0 ? none : all);
		layout_set_word(layout, at, i == 0 ? 1 : file->pages - 1);
		layout_set_word(layout, at + layout->word, i);
	}
}

unsigned char *
layout_write(const struct layout *layout, const struct layout_entry *entries,
	     size_t count, size_t *size)
{
	struct file file = {.layout = layout};
	struct child *children = calloc(count, sizeof(*children));
	unsigned int depth = 1;
	size_t level;

	add_pages(&file, 1, META);
	add_pages(&file, 1, META);
	for (level = put_leaves(&file, entries, count, children); level > 1;
	     depth++)
		level = put_branches(&file, children, level);
	put_metas(&file, depth, count, children[0].number);
	free(children);
	*size = file.pages * layout->page;
	return file.bytes;
}

/* The table of hashes tells where in the file everything is. */
static void
fill_table(unsigned char *bytes, size_t size)
{
	int fd = memfd_create("layout", MFD_CLOEXEC);

	if (write(fd, bytes, size) != (ssize_t)size || hash_fill(fd) != 0 ||
	    pread(fd, bytes, size, 0) != (ssize_t)size)
		abort();
	close(fd);
}

static size_t
read_entries(MDB_txn *txn, MDB_dbi dbi, struct layout_entry *entries)
{
	MDB_cursor *cursor;
	MDB_val key, value;
	size_t count = 0;

	if (mdb_cursor_open(txn, dbi, &cursor) != 0)
		abort();
	while (mdb_cursor_get(cursor, &key, &value, MDB_NEXT) == 0)
		entries[count++] = (struct layout_entry){
			key.mv_data, value.mv_data, key.mv_size, value.mv_size};
	mdb_cursor_close(cursor);
	return count;
}

unsigned char *
layout_convert(const struct layout *layout, const char *path, size_t *size)
{
	struct layout_entry *entries;
	unsigned char *bytes;
	MDB_env *env;
	MDB_txn *txn;
	MDB_stat stat;
	MDB_dbi dbi;

	if (mdb_env_create(&env) != 0 ||
	    mdb_env_open(env, path, MDB_RDONLY | MDB_NOSUBDIR | MDB_NOLOCK,
			 0) != 0 ||
	    mdb_txn_begin(env, NULL, MDB_RDONLY, &txn) != 0 ||
	    mdb_dbi_open(txn, NULL, 0, &dbi) != 0 ||
	    mdb_stat(txn, dbi, &stat) != 0)
		abort();
	entries = calloc(stat.ms_entries, sizeof(*entries));
	bytes = layout_write(layout, entries, read_entries(txn, dbi, entries),
			     size);
	free(entries);
	mdb_txn_abort(txn);
	mdb_env_close(env);
	fill_table(bytes, *size);
	return bytes;
}
