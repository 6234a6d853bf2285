/* Changes between two registries, and the list of them. */
#ifndef IANAPORTS_IMPORTER_COMPARE_CHANGE_H
#define IANAPORTS_IMPORTER_COMPARE_CHANGE_H

#include "importer/registry/registry.h"

enum ianaports_change_kind {
	IANAPORTS_ADDED,
	IANAPORTS_REMOVED,
	IANAPORTS_RENAMED, /* another canonical name on a port and transport */
	IANAPORTS_MOVED,   /* a name on another port of its transport */
	IANAPORTS_CHANGED, /* other fields of a row */
	IANAPORTS_KINDS
};

/*
 * One change.  Rows and names belong to others; a renaming has no rows where
 * those themselves stayed, and only their rank changed.
 */
struct ianaports_change {
	enum ianaports_change_kind kind;
	const struct ianaports_row *old, *new; /* NULL if there is none */
	const char *from, *to;                 /* names, if renamed */
	bool numbered;                         /* it has a port */
	uint16_t first, last;   /* host byte order, of the new row if any */
	unsigned int transport; /* enum ianaports_transport, 0 for none */
	unsigned int fields;    /* bits: columns from the description on */
};

struct ianaports_changes {
	struct ianaports_change *list;
	size_t count, capacity;
	size_t counts[IANAPORTS_KINDS];
};

/* "added", "removed", "renamed", "moved" or "changed". */
const char *ianaports_change_name(enum ianaports_change_kind kind);

/* Appends a change without rows or place.  NULL if out of memory. */
struct ianaports_change *
ianaports_changes_add(struct ianaports_changes *changes,
		      enum ianaports_change_kind kind);

/* Appends one of a row, or of two; either may be NULL.  0 or -ENOMEM. */
int ianaports_changes_add_rows(struct ianaports_changes *changes,
			       enum ianaports_change_kind kind,
			       const struct ianaports_row *old,
			       const struct ianaports_row *new);

/* In order of ports; services without a port come last, by name. */
void ianaports_changes_sort(struct ianaports_changes *changes);

/*
 * Bits: the columns from the description on in which two rows differ by more
 * than white space.
 */
unsigned int ianaports_row_differs(const struct ianaports_row *a,
				   const struct ianaports_row *b);

/* Ports in order, ranges by their first; rows without one come last. */
int ianaports_row_compare_ports(const struct ianaports_row *a,
				const struct ianaports_row *b);

#endif
