/* SPDX-License-Identifier: MIT */
/* What a database says of itself: the meta record. */
#ifndef IANAPORTS_DB_META_H
#define IANAPORTS_DB_META_H

#include "db/format.h"
#include "db/walker.h"

/*
 * Points META_FIELDS strings into the value of the meta record.
 *
 * Returns 0; -EBADMSG if there is none or it is damaged; -EPROTONOSUPPORT if
 * the database is of another schema.
 */
int meta_read(const struct walker *walker, const char **meta);

#endif
