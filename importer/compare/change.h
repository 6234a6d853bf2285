/* SPDX-License-Identifier: MIT */
/* Changes between two registries, and the list of them. */
#ifndef IANAPORTS_IMPORTER_COMPARE_CHANGE_H
#define IANAPORTS_IMPORTER_COMPARE_CHANGE_H

#include "importer/registry/registry.h"

enum change_kind {
	CHANGE_ADDED,
	CHANGE_REMOVED,
	CHANGE_RENAMED, /* another canonical name on a port and transport */
	CHANGE_MOVED,   /* a name on another port of its transport */
	CHANGE_CHANGED, /* other fields of a row */
	CHANGE_KINDS
};

/* 1 << each. */
#define CHANGE_ALL ((1u << CHANGE_KINDS) - 1)

/*
 * One change.  Rows and names belong to others; a renaming has no rows where
 * those themselves stayed, and only their rank changed.
 */
struct change {
	enum change_kind kind;
	const struct row *old, *new; /* NULL if there is none */
	const char *from, *to;       /* names, if renamed */
	bool numbered;               /* it has a port */
	uint16_t first, last;   /* host byte order, of the new row if any */
	unsigned int transport; /* enum transport, 0 for none */
	unsigned int fields;    /* bits: columns from the description on */
};

struct changes {
	struct change *list;
	size_t count, capacity;
	size_t counts[CHANGE_KINDS];
};

/* "added", "removed", "renamed", "moved" or "changed". */
const char *change_name(enum change_kind kind);

/* The row that it is about, the new one if any; NULL if there are none. */
const struct row *change_row(const struct change *change);

/* What the service is called now, or was at last. */
const char *change_service(const struct change *change);

/* Appends a change without rows or place.  NULL if out of memory. */
struct change *changes_add(struct changes *changes, enum change_kind kind);

/* Appends one of a row, or of two; either may be NULL.  0 or -ENOMEM. */
int changes_add_rows(struct changes *changes, enum change_kind kind,
		     const struct row *old, const struct row *new);

/* In order of ports; services without a port come last, by name. */
void changes_sort(struct changes *changes);

/*
 * Bits: the columns from the description on in which two rows differ by more
 * than white space.
 */
unsigned int row_differs(const struct row *a, const struct row *b);

/*
 * A number for the ports and the transport of a row, in their order: ranges by
 * their first, rows without a port last.
 */
uint64_t row_place(const struct row *row);

#endif
