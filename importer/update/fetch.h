/* SPDX-License-Identifier: MIT */
/* One request for a registry file, over https, or from this machine. */
#ifndef IANAPORTS_IMPORTER_UPDATE_FETCH_H
#define IANAPORTS_IMPORTER_UPDATE_FETCH_H

#include <stddef.h>
#include <stdint.h>

#include "importer/update/memo.h"

/* Bytes, compression undone: as for any input of an import. */
#define FETCH_MAX ((int64_t)64 << 20)

struct request {
	const char *url;
	struct marks marks; /* of the file that is here */
	/* PEM, or NULL for the system's. */
	const void *authorities;
	size_t authorities_size;
	long timeout; /* for all of it, in seconds */
	int body_fd;  /* an empty file, to be filled */
};

enum fetched {
	FETCHED_NOTHING, /* reason says why */
	FETCHED_FILE,
	FETCHED_SAME, /* 304: what the marks stand for */
};

struct reply {
	enum fetched fetched;
	long status;      /* of HTTP, 0 if no server answered */
	int64_t retry;    /* seconds to wait, or 0 */
	int64_t time;     /* of the file, since the Epoch, or 0 */
	int64_t bytes;    /* of the file */
	int64_t got, all; /* so far, of how many there are to come or 0 */
	struct marks marks;
	char reason[256];
};

/*
 * Whether a URL is one that we fetch: https, file, or http from this machine
 * itself (localhost, 127.0.0.1, [::1]).  Returns NULL, or what is wrong.
 */
const char *url_fault(const char *url);

/* What the user can do about an HTTP status, or NULL. */
const char *status_advice(long status);

/*
 * Asks once.  Redirects are followed to https alone, five at most; proxies are
 * those of curl's environment variables.  Stops at FETCH_MAX bytes,
 * at the timeout, and when fewer than 1000 bytes a second come for 20 seconds.
 *
 * Returns 0 with the answer filled in, or -errno if body_fd cannot be written
 * or libcurl not be had.
 */
int fetch_run(const struct request *request, struct reply *answer);

#endif
