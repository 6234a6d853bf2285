/* One update: from a URL to a database in force. */
#ifndef IANAPORTS_IMPORTER_UPDATE_UPDATE_H
#define IANAPORTS_IMPORTER_UPDATE_UPDATE_H

#include "importer/import.h"
#include "importer/update/fetch.h"

/* What is returned when nothing useful came from the URL. */
#define IANAPORTS_UNREACHED 4

enum ianaports_updated {
	IANAPORTS_UPDATED_FAILED, /* reason, or a diagnostic, says why */
	IANAPORTS_UPDATED_NOT_YET,
	IANAPORTS_UPDATED_SAME,
	IANAPORTS_UPDATED_ANEW,
};

struct ianaports_update {
	/* Its input is the URL; force also asks within a day. */
	struct ianaports_import import;
	struct ianaports_request request;

	/* Filled in: */
	enum ianaports_updated outcome;
	struct ianaports_answer answer;
	struct ianaports_memo memo;    /* as it is now */
	enum ianaports_memo_wait wait; /* why not yet */
};

/*
 * Fetches the registry in a process without root's rights, unless it has been
 * asked for within a day, checks it and puts it in force as an import does.
 * Waits while another update of the same database runs.
 *
 * Returns 0; IANAPORTS_REFUSED, with the reason reported; IANAPORTS_UNREACHED,
 * with the reason in the answer; IANAPORTS_UNCONFINED; or -errno.  Not yet
 * asked again: what the last request came to.  The old database stands unless
 * the outcome is ANEW.
 */
int ianaports_update_run(struct ianaports_update *update);

#endif
