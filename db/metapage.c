/* SPDX-License-Identifier: MIT */
/* The two meta pages of an LMDB file: who wrote it, and what last. */
#include "db/walker.h"

#include <byteswap.h>
#include <errno.h>

#include "db/format.h"
#include "db/page.h"

#define MAGIC          0xBEEFC0DEu
#define ENCRYPTED      0x2000 /* MDB_ENCRYPT */
#define PAGE_SIZE_MOST 65536

struct commit {
	uint64_t transaction, root, entries, last;
	uint32_t page_size;
	unsigned int flags; /* of the environment */
};

/*
 * MDB_meta: magic and version (4 bytes each); address and map size (a word
 * each); two MDB_db, of the free list and of the data; last page and
 * transaction (a word each).  MDB_db: pad (4), flags and depth (2 each);
 * branch, leaf and overflow pages, entries and root (a word each).  The free
 * list's pad holds the page size, its flags those of the environment.
 */
static bool
read_meta(const struct walker *walker, uint64_t offset, struct commit *meta)
{
	const unsigned char *page = walker->map + offset;
	const unsigned char *start = page + walker->header;
	unsigned int word = walker->word;
	const unsigned char *free_list = start + 8 + 2 * (size_t)word;
	const unsigned char *data = free_list + 8 + 5 * (size_t)word;
	const unsigned char *end = data + 8 + 5 * (size_t)word;

	if (load16(start - PAGE_FLAGS) != P_META || load32(start) != MAGIC ||
	    load32(start + 4) != walker->version)
		return false;
	meta->page_size = load32(free_list);
	meta->flags = load16(free_list + 4);
	meta->entries = load_word(data + 8 + 3 * (size_t)word, word);
	meta->root = load_word(data + 8 + 4 * (size_t)word, word);
	meta->last = load_word(end, word);
	meta->transaction = load_word(end + word, word);
	/* Flags other than none change the order of keys or values. */
	return load16(data + 4) == 0;
}

/* Reads the newer meta page of a file of the format that the walker has. */
static int
read_metas(struct walker *walker, size_t size)
{
	struct commit first, second;
	const struct commit *newest;
	uint32_t page;

	if (size / 2 < PAGE_SIZE_LEAST || !read_meta(walker, 0, &first))
		return -EBADMSG;
	page = first.page_size;
	if (page < PAGE_SIZE_LEAST || page > PAGE_SIZE_MOST ||
	    (page & (page - 1)) != 0 || size / 2 < page ||
	    !read_meta(walker, page, &second) || second.page_size != page)
		return -EBADMSG;
	/* The size of checksums ends the first page (mdb_env_init_meta). */
	if (((first.flags | second.flags) & ENCRYPTED) != 0 ||
	    load16(walker->map + page - 2) != 0)
		return -ENOKEY;
	newest = first.transaction < second.transaction ? &second : &first;
	walker->page_size = page;
	walker->pages = size / page;
	walker->size = walker->pages * page;
	walker->root = newest->root;
	walker->entries = newest->entries;
	walker->transaction = newest->transaction;
	walker->last = newest->last;
	/* A file cut short is told at once, not when a page is missing. */
	return newest->last < walker->pages ? 0 : -EBADMSG;
}

/* Where the magic number is, behind the first page's header; or NULL. */
static const unsigned char *
find_magic(const unsigned char *bytes, size_t size)
{
	static const size_t headers[] = {12, 16, 24};

	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++)
		if (size >= headers[i] + 8 &&
		    (load32(bytes + headers[i]) == MAGIC ||
		     load32(bytes + headers[i]) == bswap_32(MAGIC)))
			return bytes + headers[i];
	return NULL;
}

bool
walker_fits(const void *bytes, size_t size)
{
	return find_magic(bytes, size) != NULL;
}

/* Whether it is a file of LMDB's, but of neither data version. */
static bool
is_of_another(const unsigned char *bytes, size_t size)
{
	const unsigned char *magic = find_magic(bytes, size);

	return magic != NULL && load32(magic) == MAGIC &&
	       load16(magic - PAGE_FLAGS) == P_META && load32(magic + 4) != 1 &&
	       load32(magic + 4) != 3;
}

int
walker_open(struct walker *walker, const void *map, size_t size)
{
	for (unsigned int version = 1; version <= 3; version += 2) {
		for (unsigned int word = 4; word <= 8; word += 4) {
			struct walker local = {.map = map};
			int result;

			page_set_format(&local, version, word);
			result = read_metas(&local, size);
			if (result == 0)
				*walker = local;
			if (result != -EBADMSG)
				return result;
		}
	}
	return is_of_another(map, size) ? -ENOTSUP : -EBADMSG;
}
