/* SPDX-License-Identifier: MIT */
/*
 * The enumeration's place: one for the whole process, as the interface has it
 * (glibc manual, NSS Module Function Internals), in one atomic word.
 */
#ifndef IANAPORTS_NSS_CURSOR_H
#define IANAPORTS_NSS_CURSOR_H

#include <netdb.h>
#include <stddef.h>

/* Begins an enumeration on the newest snapshot.  Returns 0 or -errno. */
int cursor_start(void);

/*
 * Packs the next record, starting an enumeration if none goes on.  The place
 * moves only after the pack has succeeded, so a retry loses nothing.
 *
 * Returns 1, 0 at the end, -ERANGE if the buffer is too small, or -errno.
 */
int cursor_next(struct servent *result, char *buffer, size_t size);

/* Ends the enumeration; harmless if there is none. */
void cursor_end(void);

#endif
