#include "tests/lib/layout.h"

#include <dlfcn.h>
#include <endian.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

/* From mdb.c, and not from db/, which is what this is to test. */
#define WIDE   16 /* PAGEHDRSZ with words of 64 bits and of 32 */
#define NARROW 12

#define LEAF     2
#define OVERFLOW 4
#define META     8
#define BIGDATA  1 /* of a node: its value is elsewhere */

/* Where the lower half of a word is. */
#define LOWER (BYTE_ORDER == LITTLE_ENDIAN ? 0 : 4)

static long page_size;

/*
 * liblmdb's own call lands here, since the program comes before libc.  So does
 * ThreadSanitizer's, before it can watch anything.
 */
__attribute__((visibility("default"), no_sanitize("thread"))) long
sysconf(int name)
{
	union {
		void *symbol;
		long (*call)(int);
	} real;

	if (name == _SC_PAGE_SIZE && page_size != 0)
		return page_size;
	real.symbol = dlsym(RTLD_NEXT, "sysconf");
	return real.call(name);
}

void
layout_set_page(long size)
{
	page_size = size;
}

uint16_t
layout_get16(const unsigned char *bytes)
{
	uint16_t value;

	memcpy(&value, bytes, sizeof(value));
	return value;
}

uint32_t
layout_get32(const unsigned char *bytes)
{
	uint32_t value;

	memcpy(&value, bytes, sizeof(value));
	return value;
}

void
layout_set16(unsigned char *bytes, unsigned int value)
{
	uint16_t stored = (uint16_t)value;

	memcpy(bytes, &stored, sizeof(stored));
}

void
layout_set32(unsigned char *bytes, uint32_t value)
{
	memcpy(bytes, &value, sizeof(value));
}

/* Words of 64 bits as words of 32; returns what follows them. */
static unsigned char *
narrow_words(unsigned char *out, const unsigned char *in, size_t count)
{
	for (size_t i = 0; i < count; i++, out += 4)
		memmove(out, in + 8 * i + LOWER, 4);
	return out;
}

/* MDB_meta: magic, version, 2 words, 2 MDB_db of 8 bytes and 5 words, 2. */
static void
narrow_meta(unsigned char *page)
{
	const unsigned char *in = page + WIDE;
	unsigned char *out = page + NARROW;

	memmove(out, in, 8);
	out = narrow_words(out + 8, in + 8, 2);
	for (size_t db = 0; db < 2; db++) {
		memmove(out, in + 24 + 48 * db, 8);
		out = narrow_words(out + 8, in + 32 + 48 * db, 5);
	}
	narrow_words(out, in + 120, 2);
}

/* A leaf's node: size of the value (4 bytes), flags, size of the key, key. */
static void
narrow_node(unsigned char *node)
{
	unsigned char *value = node + 8 + layout_get16(node + 6);

	if (layout_get16(node + 4) == BIGDATA)
		narrow_words(value, value, 1);
}

/*
 * A page's nodes stay where they are, and so do the page numbers in a branch's:
 * the index before them is all that moves.
 */
static void
narrow_nodes(unsigned char *page, bool leaf)
{
	size_t lower = layout_get16(page + 8);

	for (size_t at = WIDE; leaf && at < lower; at += 2)
		narrow_node(page + layout_get16(page + at));
	memmove(page + NARROW, page + WIDE, lower - WIDE);
	layout_set16(page + 8, (unsigned int)lower - (WIDE - NARROW));
}

static void
narrow_page(unsigned char *page, size_t size)
{
	uint16_t flags;

	memmove(page, page + LOWER, 4);
	/* Flags and bounds move up behind the shorter page number. */
	memmove(page + 4, page + 8, 8);
	flags = layout_get16(page + 6);
	if (flags == META)
		narrow_meta(page);
	else if (flags == OVERFLOW)
		memmove(page + NARROW, page + WIDE, size - WIDE);
	else
		narrow_nodes(page, flags == LEAF);
}

void
layout_narrow(unsigned char *bytes, size_t size)
{
	size_t page = layout_get32(bytes + WIDE + 24), span;

	if (sizeof(size_t) == 4)
		return;
	for (size_t at = 0; at < size; at += span) {
		span = page;
		if (layout_get16(bytes + at + 10) == OVERFLOW)
			span *= layout_get32(bytes + at + 12);
		narrow_page(bytes + at, span);
	}
}
