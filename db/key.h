/* SPDX-License-Identifier: MIT */
/* Keys of the database, built in the caller's buffer. */
#ifndef IANAPORTS_DB_KEY_H
#define IANAPORTS_DB_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/format.h"

/*
 * The key of a name and a transport.  Names compare without regard to ASCII
 * case (RFC 6335, 5.1) in any locale, so the key holds lower case.
 *
 * Returns the key's length, or 0 if no key can hold the name: it is empty or
 * longer than SERVICE_NAME_MAX.
 */
size_t key_name(unsigned char key[static KEY_MAX], const char *name,
		unsigned int transport);

/* The key of a port in host byte order and a transport; returns its length. */
size_t key_port(unsigned char key[static KEY_MAX], uint16_t port,
		unsigned int transport);

/*
 * The key of a row, line or person at that position, counted from 0; returns
 * its length.
 */
size_t key_position(unsigned char key[static KEY_MAX], enum tag tag,
		    uint32_t position);

/* The key of the meta record; returns its length. */
size_t key_meta(unsigned char key[static KEY_MAX]);

/* The key of the table of hashes; returns its length. */
size_t key_hash(unsigned char key[static KEY_MAX]);

/* A key taken apart; of the fields behind the tag those that it has. */
struct key {
	enum tag tag;
	char name[SERVICE_NAME_MAX + 1];
	uint16_t port;          /* host byte order */
	unsigned int transport; /* or TRANSPORT_ANY */
	unsigned int ordinal;   /* of names that differ by case alone */
	uint32_t position;
};

/* Returns 0, or -EBADMSG if it is no key of ours. */
int key_decode(const unsigned char *bytes, size_t size, struct key *key);

/*
 * The same for a port's key alone, and quickly: the port in host byte order,
 * and the transport or TRANSPORT_ANY.  False if it is no such key.
 */
bool key_port_decode(const unsigned char *bytes, size_t size, uint16_t *port,
		     unsigned int *transport);

/* The order of keys in the database: by bytes, then by length. */
int key_compare(const unsigned char *a, size_t a_size, const unsigned char *b,
		size_t b_size);

/* ASCII lower case, whatever the locale. */
static inline unsigned char
fold_case(unsigned char c)
{
	return c >= 'A' && c <= 'Z' ? (unsigned char)(c | 0x20) : c;
}

#endif
