/* SPDX-License-Identifier: MIT */
/*
 * What is remembered of the last request and of the file that it brought:
 * registry.state beside the database, a word and its value a line.
 */
#ifndef IANAPORTS_IMPORTER_UPDATE_MEMO_H
#define IANAPORTS_IMPORTER_UPDATE_MEMO_H

#include <stdbool.h>
#include <stdint.h>

#include "importer/input/source.h"
#include "importer/registry/registry.h"

/* Longer than any of a server's marks, with the NUL; one that is longer is
 * not kept. */
#define MARK_SIZE 256

/* Between requests to one URL, in seconds. */
#define MEMO_INTERVAL INT64_C(86400)

/* A server that asks for more patience than that has no say. */
#define MEMO_PATIENCE (7 * MEMO_INTERVAL)

/* What a server calls a file by, as it sent it, to be sent back; "" for none.
 */
struct marks {
	char etag[MARK_SIZE], modified[MARK_SIZE];
};

struct memo {
	char url[2048];
	int64_t asked; /* when a server last answered, since the Epoch */
	int64_t until; /* before which it wants no request, or 0 */
	int failed;    /* what came of it: 0, a result or -errno */
	/* Of the file registry.current: */
	char digest[DIGEST_SIZE];
	char date[DATE_SIZE];
	struct marks marks;
};

/* Whether a text can stand in a header or a line: printable ASCII. */
bool memo_is_plain(const char *text);

/* Copies a text that is plain and fits; of any other nothing is left. */
void memo_copy(char *to, size_t size, const char *text);

/* Reads a memo from a text; what it cannot read, it passes over. */
void memo_parse(struct memo *memo, const char *text);

/* The memo as a text, to be freed; NULL if out of memory. */
char *memo_print(const struct memo *memo);

enum memo_wait {
	MEMO_GO,       /* ask now */
	MEMO_FRESH,    /* less than a day ago */
	MEMO_TOLD_NOT, /* the server's wait is not over */
};

/*
 * Whether a URL may be asked at a time, since the Epoch.  A request in the
 * future, by a clock that was wrong, is none.
 */
enum memo_wait memo_wait(const struct memo *memo, const char *url, int64_t now);

/* Notes that a URL has answered, with the seconds to wait that it told. */
void memo_note(struct memo *memo, const char *url, int64_t now, int64_t wait);

#endif
