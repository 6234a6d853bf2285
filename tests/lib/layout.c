/* SPDX-License-Identifier: MIT */
#include "tests/lib/layout.h"

#include <dlfcn.h>
#include <string.h>
#include <unistd.h>

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

void
layout_set_word(const struct layout *layout, unsigned char *bytes,
		uint64_t value)
{
	if (layout->word == 4)
		layout_set32(bytes, (uint32_t)value);
	else
		memcpy(bytes, &value, sizeof(value));
}

size_t
layout_header(const struct layout *layout)
{
	return layout->version == 1 ? layout->word + 8 : 2 * layout->word + 8;
}

size_t
layout_base(const struct layout *layout)
{
	return layout->version == 1 ? 0 : layout_header(layout);
}

size_t
layout_even(const struct layout *layout, size_t size)
{
	return layout->version == 1 ? size : (size + 1) / 2 * 2;
}

unsigned int
layout_flags(const struct layout *layout, const unsigned char *page)
{
	return layout_get16(page + layout_header(layout) - 6);
}

size_t
layout_nodes(const struct layout *layout, const unsigned char *page)
{
	size_t header = layout_header(layout);

	return (layout_get16(page + header - 4) + layout_base(layout) -
		header) /
	       2;
}

unsigned char *
layout_node(const struct layout *layout, unsigned char *page, size_t index)
{
	return page + layout_base(layout) +
	       layout_get16(page + layout_header(layout) + 2 * index);
}

void
layout_set_node(const struct layout *layout, unsigned char *page, size_t index,
		size_t offset)
{
	layout_set16(page + layout_header(layout) + 2 * index,
		     (unsigned int)(offset - layout_base(layout)));
}
