/* SPDX-License-Identifier: MIT */
/* The value of a name or a port: one service, as getservbyport(3) wants it. */
#ifndef IANAPORTS_DB_RECORD_H
#define IANAPORTS_DB_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/format.h"

struct record {
	uint16_t port;          /* host byte order */
	unsigned int transport; /* TRANSPORT_ANY only if local */
	unsigned int line;      /* RECORD_LINE, RECORD_LOCAL or 0 */
	unsigned int aliases;   /* their number */
	const char *names; /* canonical name, then aliases, each with NUL */
	size_t size;       /* bytes of names */
};

/* Bytes before the names: port (2), transport (1), number of aliases (1). */
#define RECORD_HEADER 4

/*
 * Writes a record whose strings are already side by side.
 *
 * Returns the bytes written, or 0 if they would not fit.
 */
size_t record_encode(void *buffer, size_t capacity,
		     const struct record *record);

/* Whether a name or alias is spelled just so. */
bool record_spells(const struct record *record, const char *name);

/*
 * Reads a record; its names point into the value.  Everything is checked: the
 * transport, the number of strings, that none is empty and that nothing is
 * left over.
 *
 * Returns 0, or -EBADMSG and leaves the record as it was.
 */
int record_decode(const void *value, size_t size, struct record *record);

#endif
