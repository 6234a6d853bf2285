/* An input file in memory: the registry or a services(5) file. */
#ifndef IANAPORTS_IMPORTER_INPUT_SOURCE_H
#define IANAPORTS_IMPORTER_INPUT_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

#include "importer/input/diag.h"

#define IANAPORTS_DIGEST_SIZE 65 /* SHA-256 in hexadecimal, with its NUL */

struct ianaports_source {
	char *text; /* ends in a NUL that is not counted */
	size_t length;
	bool marked;        /* a byte order mark was dropped */
	struct stat status; /* of the file when it was read */
};

/*
 * Reads a whole file; path "-" means standard input.  A file that cannot be
 * opened or read, or that is larger than 64 MiB, is reported to diag.
 *
 * Returns 0 with the bytes owned by the caller, to be freed by
 * ianaports_source_free; IANAPORTS_REFUSED; or -ENOMEM.
 */
int ianaports_source_load(struct ianaports_source *source, const char *path,
			  struct ianaports_diag *diag);

/*
 * Reads a registry file: as ianaports_source_load, and what is empty,
 * compressed or not UTF-8 text is refused as well.  A byte order mark is
 * dropped.
 */
int ianaports_source_read(struct ianaports_source *source, const char *path,
			  struct ianaports_diag *diag);

/* The same for a file that is loaded; returns 0 or IANAPORTS_REFUSED. */
int ianaports_source_check(struct ianaports_source *source,
			   struct ianaports_diag *diag);

/* The digest of the file as it was, which costs as much as reading it. */
void ianaports_source_digest(const struct ianaports_source *source,
			     char digest[static IANAPORTS_DIGEST_SIZE]);

void ianaports_source_free(struct ianaports_source *source);

#endif
