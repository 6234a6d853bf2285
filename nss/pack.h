/* SPDX-License-Identifier: MIT */
/* A record as struct servent in the caller's buffer. */
#ifndef IANAPORTS_NSS_PACK_H
#define IANAPORTS_NSS_PACK_H

#include <netdb.h>
#include <stddef.h>

#include "db/record.h"

/*
 * Fills result with pointers into the buffer, whatever its alignment; s_port
 * is in network byte order (getservbyname(3)).
 *
 * Returns 0; or, and leaves result as it was, -ERANGE if the buffer is too
 * small, -EBADMSG if the record has changed since it was decoded.
 */
int servent_pack(const struct record *record, struct servent *result,
		 char *buffer, size_t size);

#endif
