/* SPDX-License-Identifier: MIT */
/* Running what touches foreign bytes in a process without root's rights. */
#ifndef IANAPORTS_IMPORTER_CONFINE_H
#define IANAPORTS_IMPORTER_CONFINE_H

#include <stdbool.h>
#include <stddef.h>

#include "importer/result.h"

struct confinement {
	/* Returns 0, an enum result or -errno. */
	int (*job)(void *context);
	void *context;
	const int *kept; /* descriptors, of which it has no other */
	size_t kept_count;
	long seconds; /* that it may take */
	bool online;  /* it may use the network */
	/* Called some times a second while it runs, or NULL. */
	void (*tick)(void *context);
};

/*
 * Runs a job in a child process, which has a copy of our memory and nothing
 * else of ours: no descriptor but those kept, above 2, no folder and no
 * terminal; no way back to privileges (no_new_privs) and none to other
 * processes (importer/filter.h).  Where we are root, it is the user _ianaports,
 * else nobody, without further groups.  It outlives neither us nor its time,
 * even if it is stopped.
 *
 * Returns what the job did; RESULT_UNCONFINED if it was not run, for rights
 * that could not be given up; -ETIMEDOUT; -EINTR if the child was killed;
 * another -errno if there could be none.
 */
int confine_run(const struct confinement *confinement);

#endif
