/* SPDX-License-Identifier: MIT */
/* What is exported, and the form for which collation is needed. */
#ifndef IANAPORTS_CLI_VERBS_EXPORT_H
#define IANAPORTS_CLI_VERBS_EXPORT_H

#include "db/reader.h"
#include "importer/registry/registry.h"

/* What is to be written, and how. */
struct export
{
	const char *database, *merge; /* paths; merge may be NULL */
	struct registry registry;
	bool terminal; /* standard output is one */
};

/*
 * Prints text of the registry, or of the file to merge, as it is; on a
 * terminal, so that it can do no harm there.
 */
void export_text(const struct export *export, const char *text, size_t length);

/*
 * services(5): the lines of the file to merge, then one line a port and
 * transport, in the order in which the first line that fits is the answer.
 *
 * Returns 0 or the exit code, after a word on the reason.
 */
int export_services(const struct export *export);

#endif
