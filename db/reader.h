/* SPDX-License-Identifier: MIT */
/* A database file for the command, which walks it as the module does. */
#ifndef IANAPORTS_DB_READER_H
#define IANAPORTS_DB_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "db/walker.h"

struct reader;

/*
 * Whether a path is a regular file that begins as even a damaged LMDB file
 * does, with the number of its first page, and as no text can.
 */
bool reader_fits(const char *path);

/*
 * Opens a database.  What is damaged in it shows when it is read; verify.h
 * looks for it.
 *
 * Returns 0 and a reader to be ended by reader_free; -EBADMSG if the file is
 * damaged or no database of ours; -EPROTONOSUPPORT if it is of another schema;
 * -ENOTSUP or -ENOKEY as walker_open has them; another -errno if it cannot be
 * read.
 */
int reader_open(struct reader **reader, const char *path);

/* The same from a descriptor, which is closed, or the -errno of an open. */
int reader_take(struct reader **reader, int fd);

/*
 * The first entry whose key is not below the given one; the entry stays valid
 * until the reader is freed.
 *
 * Returns 1, 0 if there is none, or -EBADMSG.
 */
int reader_seek(struct reader *reader, const void *key, size_t size,
		struct entry *entry);

/* The first entry of all; returns the same. */
int reader_first(struct reader *reader, struct entry *entry);

/* The entry after the one last found; returns the same. */
int reader_next(struct reader *reader, struct entry *entry);

/* The META_FIELDS of the meta record, valid like an entry. */
const char *const *reader_meta(const struct reader *reader);

/* For a walk of one's own; valid like an entry. */
const struct walker *reader_walker(const struct reader *reader);

/* The whole file; valid like an entry. */
const void *reader_bytes(const struct reader *reader, size_t *size);
/* The release of LMDB that wrote the file: "0.9" or "1.0". */
const char *reader_lmdb(const struct reader *reader);

/* Bits of a word of the machine that wrote it: 64 or 32. */
unsigned int reader_bits(const struct reader *reader);

/* The same reader for one more holder, who gives it back to reader_free. */
struct reader *reader_share(struct reader *reader);

/* Ends a reader, with its last holder; NULL is allowed. */
void reader_free(struct reader *reader);

#endif
