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
#define IANAPORTS_MARK_SIZE 256

/* Between requests to one URL, in seconds. */
#define IANAPORTS_MEMO_INTERVAL INT64_C(86400)

/* A server that asks for more patience than that has no say. */
#define IANAPORTS_MEMO_PATIENCE (7 * IANAPORTS_MEMO_INTERVAL)

struct ianaports_memo {
	char url[2048];
	int64_t asked;       /* when a server last answered, since the Epoch */
	int64_t until;       /* before which it wants no request, or 0 */
	unsigned int failed; /* what came of it: 0, or an exit code */
	/* Of the file registry.current: */
	char digest[IANAPORTS_DIGEST_SIZE];
	char date[IANAPORTS_DATE_SIZE];
	/* As the server sent them, to be sent back. */
	char etag[IANAPORTS_MARK_SIZE];
	char modified[IANAPORTS_MARK_SIZE];
};

/* Whether a text can stand in a header or a line: printable ASCII. */
bool ianaports_memo_is_plain(const char *text);

/* Copies a text that is plain and fits; of any other nothing is left. */
void ianaports_memo_copy(char *to, size_t size, const char *text);

/* Reads a memo from a text; what it cannot read, it passes over. */
void ianaports_memo_parse(struct ianaports_memo *memo, const char *text);

/* The memo as a text, to be freed; NULL if out of memory. */
char *ianaports_memo_print(const struct ianaports_memo *memo);

enum ianaports_memo_wait {
	IANAPORTS_MEMO_GO,       /* ask now */
	IANAPORTS_MEMO_FRESH,    /* less than a day ago */
	IANAPORTS_MEMO_TOLD_NOT, /* the server's wait is not over */
};

/*
 * Whether a URL may be asked at a time, since the Epoch.  A request in the
 * future, by a clock that was wrong, is none.
 */
enum ianaports_memo_wait ianaports_memo_wait(const struct ianaports_memo *memo,
					     const char *url, int64_t now);

/* Notes that a URL has answered, with the seconds to wait that it told. */
void ianaports_memo_note(struct ianaports_memo *memo, const char *url,
			 int64_t now, int64_t wait);

#endif
