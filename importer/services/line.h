/* SPDX-License-Identifier: MIT */
/* The services line of nsswitch.conf(5), as glibc reads it. */
#ifndef IANAPORTS_IMPORTER_SERVICES_LINE_H
#define IANAPORTS_IMPORTER_SERVICES_LINE_H

#include <stdbool.h>

/*
 * What stands behind "services:" below a root (importer/root.h), with one space
 * between the words and without a comment; to be freed.  NULL if there is no
 * such line that can be read, or no memory.
 */
char *services_line(const char *root);

/* Whether a service is on such a line, which may be NULL. */
bool services_line_has(const char *line, const char *service);

#endif
