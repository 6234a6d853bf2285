/* SPDX-License-Identifier: MIT */
/* A fixed number of strings as one value: rows, people and the meta record. */
#ifndef IANAPORTS_DB_FIELDS_H
#define IANAPORTS_DB_FIELDS_H

#include <stddef.h>

/* The bytes that the fields take; none of them is NULL. */
size_t fields_size(const char *const *fields, size_t count);

/* Writes that many bytes to the buffer. */
void fields_encode(unsigned char *buffer, const char *const *fields,
		   size_t count);

/*
 * Points each field into the value, which must hold exactly `count` strings.
 *
 * Returns 0, or -EBADMSG and leaves the fields as they were.
 */
int fields_decode(const void *value, size_t size, const char **fields,
		  size_t count);

#endif
