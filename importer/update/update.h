/* SPDX-License-Identifier: MIT */
/* One update: from a URL to the active database. */
#ifndef IANAPORTS_IMPORTER_UPDATE_UPDATE_H
#define IANAPORTS_IMPORTER_UPDATE_UPDATE_H

#include "importer/import.h"
#include "importer/update/fetch.h"

enum updated {
	UPDATED_FAILED, /* reason, or a diagnostic, says why */
	UPDATED_NOT_YET,
	UPDATED_SAME,
	UPDATED_ANEW,
};

struct update {
	struct import import; /* its force also asks within a day */
	struct request request;
	/* Called now and then with the bytes so far and in all, 0 if that is
	 * not known; or NULL. */
	void (*progress)(int64_t got, int64_t all);

	/* Filled in: */
	enum updated outcome;
	struct reply reply;
	struct memo memo;    /* as it is now */
	enum memo_wait wait; /* why not yet */
};

/*
 * Fetches the registry in a process without root's rights, unless it has been
 * asked for within a day, and has it compiled, kept and published as an
 * import does.  Waits while another update of the same database runs.
 *
 * Returns what an import does; RESULT_UNREACHED, with the reason in the reply;
 * or -errno.  Not yet asked again: what the last request came to.  The old
 * database stands unless the outcome is ANEW.  The import is to be ended.
 */
int update_run(struct update *update);

#endif
