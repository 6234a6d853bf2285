/* SPDX-License-Identifier: MIT */
/* An input file in memory: the registry or a services(5) file. */
#ifndef IANAPORTS_IMPORTER_INPUT_SOURCE_H
#define IANAPORTS_IMPORTER_INPUT_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#include "importer/input/diag.h"

#define DIGEST_SIZE 65 /* SHA-256 in hexadecimal, with its NUL */

struct source {
	char *text; /* ends in a NUL that is not counted */
	size_t length;
	bool marked;        /* a byte order mark was dropped */
	struct stat status; /* of the file when it was read */
};

/*
 * Reads a whole file.  "-", /dev/stdin and /dev/fd/N mean a descriptor that we
 * were started with, which may be a pipe and stays open.  What cannot be opened
 * or read, is no regular file, or is larger than 64 MiB, is reported to diag.
 *
 * Returns 0 with the bytes owned by the caller, to be freed by
 * source_free; RESULT_REFUSED; or -ENOMEM.
 */
int source_load(struct source *source, const char *path, struct diag *diag);

/* The same from a descriptor, which is closed, or the -errno of an open. */
int source_take(struct source *source, int fd, struct diag *diag);

/*
 * Whether a file may be a registry: not empty, compressed, a database or
 * anything else that is not UTF-8 text.  A byte order mark is dropped.  Returns
 * 0 or RESULT_REFUSED.
 */
int source_check(struct source *source, struct diag *diag);

/* The digest of the file as it was, which costs as much as reading it. */
void source_digest(const struct source *source,
		   char digest[static DIGEST_SIZE]);

void source_free(struct source *source);

#endif
