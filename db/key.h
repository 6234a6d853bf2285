/* Keys of the database, built in the caller's buffer. */
#ifndef IANAPORTS_DB_KEY_H
#define IANAPORTS_DB_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "db/format.h"

/*
 * The key of a name and a transport.  Names compare without regard to ASCII
 * case (RFC 6335, 5.1) in any locale, so the key holds lower case.
 *
 * Returns the key's length, or 0 if no key can hold the name: it is empty or
 * longer than IANAPORTS_NAME_MAX.
 */
size_t ianaports_key_name(unsigned char key[static IANAPORTS_KEY_MAX],
			  const char *name, unsigned int transport);

/* The key of a port in host byte order and a transport; returns its length. */
size_t ianaports_key_port(unsigned char key[static IANAPORTS_KEY_MAX],
			  uint16_t port, unsigned int transport);

/*
 * The key of a row or person at that position, counted from 0; returns its
 * length.
 */
size_t ianaports_key_position(unsigned char key[static IANAPORTS_KEY_MAX],
			      enum ianaports_tag tag, uint32_t position);

/* The key of the meta record; returns its length. */
size_t ianaports_key_meta(unsigned char key[static IANAPORTS_KEY_MAX]);

/* A key taken apart; of the last four fields those that its tag has. */
struct ianaports_key {
	enum ianaports_tag tag;
	char name[IANAPORTS_NAME_MAX + 1];
	uint16_t port; /* host byte order */
	unsigned int transport;
	uint32_t position;
};

/* Returns 0, or -EBADMSG if it is no key of ours. */
int ianaports_key_decode(const unsigned char *bytes, size_t size,
			 struct ianaports_key *key);

/* The transport in which the key of a name or port ends. */
static inline unsigned int
ianaports_key_transport(const unsigned char *key, size_t size)
{
	return key[size - 1];
}

/* Whether two keys of names or ports are the same but for the transport. */
static inline bool
ianaports_key_same(const unsigned char *a, size_t a_size,
		   const unsigned char *b, size_t b_size)
{
	return a_size == b_size && memcmp(a, b, a_size - 1) == 0;
}

/* ASCII lower case, whatever the locale. */
static inline unsigned char
ianaports_fold(unsigned char c)
{
	return c >= 'A' && c <= 'Z' ? (unsigned char)(c | 0x20) : c;
}

#endif
