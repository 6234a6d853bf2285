/* One update: from a URL to a database in force. */
#ifndef IANAPORTS_IMPORTER_UPDATE_UPDATE_H
#define IANAPORTS_IMPORTER_UPDATE_UPDATE_H

#include "importer/import.h"
#include "importer/update/fetch.h"

/* What is returned when nothing useful came from the URL. */
#define RESULT_UNREACHED 4

enum updated {
	UPDATED_FAILED, /* reason, or a diagnostic, says why */
	UPDATED_NOT_YET,
	UPDATED_SAME,
	UPDATED_ANEW,
};

struct update {
	/* Its input is the URL; force also asks within a day. */
	struct import import;
	struct request request;

	/* Filled in: */
	enum updated outcome;
	struct reply answer;
	struct memo memo;    /* as it is now */
	enum memo_wait wait; /* why not yet */
};

/*
 * Fetches the registry in a process without root's rights, unless it has been
 * asked for within a day, checks it and puts it in force as an import does.
 * Waits while another update of the same database runs.
 *
 * Returns 0; RESULT_REFUSED, with the reason reported; RESULT_UNREACHED,
 * with the reason in the answer; RESULT_UNCONFINED; or -errno.  Not yet
 * asked again: what the last request came to.  The old database stands unless
 * the outcome is ANEW.
 */
int update_run(struct update *update);

#endif
