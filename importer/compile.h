/* SPDX-License-Identifier: MIT */
/* From a registry file to a database, in a process without rights. */
#ifndef IANAPORTS_IMPORTER_COMPILE_H
#define IANAPORTS_IMPORTER_COMPILE_H

#include "importer/import.h"

/*
 * Parses what the import has read, collates it and writes a database to `to`,
 * an empty file in memory, and diagnostics to `said`, another, which is closed.
 *
 * Returns 0, RESULT_REFUSED, RESULT_CURRENT or -errno.
 */
int compile(struct import *import, int to, int said);

#endif
