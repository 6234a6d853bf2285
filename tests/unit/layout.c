#include "tests/unit/layout.h"

#include <dlfcn.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

/* From mdb.c, and not from db/, which is what this is to test. */
#define WIDE   16 /* PAGEHDRSZ with words of 64 bits and of 32 */
#define NARROW 12

#define OVERFLOW 4
#define META     8

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

static uint16_t
get16(const unsigned char *p)
{
	uint16_t value;

	memcpy(&value, p, sizeof(value));
	return value;
}

static uint32_t
get32(const unsigned char *p)
{
	uint32_t value;

	memcpy(&value, p, sizeof(value));
	return value;
}

/* Words of 64 bits as words of 32; returns what follows them. */
static unsigned char *
narrow_words(unsigned char *out, const unsigned char *in, size_t count)
{
	for (size_t i = 0; i < count; i++, out += 4)
		memmove(out, in + 8 * i, 4);
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

/*
 * A page's nodes stay where they are, as do the low bytes of the page numbers
 * in them: the index before them is all that moves.
 */
static void
narrow_page(unsigned char *page, size_t size)
{
	uint16_t flags, lower;

	/* Flags and bounds move up behind the shorter page number. */
	memmove(page + 4, page + 8, 8);
	flags = get16(page + 6);
	lower = get16(page + 8);
	if (flags == META) {
		narrow_meta(page);
	} else if (flags == OVERFLOW) {
		memmove(page + NARROW, page + WIDE, size - WIDE);
	} else {
		memmove(page + NARROW, page + WIDE, lower - (size_t)WIDE);
		lower = (uint16_t)(lower - (WIDE - NARROW));
		memcpy(page + 8, &lower, sizeof(lower));
	}
}

void
layout_narrow(unsigned char *bytes, size_t size)
{
	size_t page = get32(bytes + WIDE + 24), span;

	for (size_t at = 0; at < size; at += span) {
		span = page;
		if (get16(bytes + at + 10) == OVERFLOW)
			span *= get32(bytes + at + 12);
		narrow_page(bytes + at, span);
	}
}
