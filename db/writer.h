/* SPDX-License-Identifier: MIT */
/* Writes a database with liblmdb.  Not linked into the module. */
#ifndef IANAPORTS_DB_WRITER_H
#define IANAPORTS_DB_WRITER_H

#include <stddef.h>

struct writer;

/*
 * Begins a database in an empty scratch file that the caller has created, and
 * whose name it may take away as soon as this has returned.  `bytes` is not
 * below the size of all keys and values to come, apart from the table.
 *
 * Returns 0 and a writer to be ended by writer_free, or -errno.
 */
int writer_new(struct writer **writer, const char *scratch, size_t bytes);

/*
 * Adds an entry; each key must be above the one before.
 *
 * Returns 0; -EEXIST if the key is not above the last; -E2BIG if the database
 * would be larger than DATABASE_MAX; another -errno.
 */
int writer_put(struct writer *writer, const void *key, size_t key_size,
	       const void *value, size_t value_size);

/*
 * Commits and copies the database to an empty file, open for reading and
 * writing: compact, with a map no larger than the data (lmdb.h,
 * mdb_env_copyfd2), and the table of hashes made for it; not yet synced.
 * Nothing can be added after it.
 *
 * Returns 0 or -errno.
 */
int writer_copy(struct writer *writer, int fd);

/* Ends a writer at whatever point; NULL is allowed. */
void writer_free(struct writer *writer);

#endif
