/* SPDX-License-Identifier: MIT */
/* Transport protocols by name, as getservbyname(3) spells them. */
#ifndef IANAPORTS_DB_TRANSPORT_H
#define IANAPORTS_DB_TRANSPORT_H

#include <stddef.h>

#include "db/format.h"

/*
 * The name of a transport, in lower case, static.  NULL if the byte is none,
 * as damage may have it.
 */
const char *transport_name(unsigned int transport);

/* Bytes of the name of one that has a name, with its NUL. */
size_t transport_size(unsigned int transport);

/*
 * The transport of that name, compared exactly as glibc's files module does,
 * or 0.
 */
unsigned int transport_find(const char *name);

#endif
