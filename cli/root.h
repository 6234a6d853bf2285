/* SPDX-License-Identifier: MIT */
/* Paths of a system that lies below a folder: an image. */
#ifndef IANAPORTS_CLI_ROOT_H
#define IANAPORTS_CLI_ROOT_H

/* What every verb with the option says of it. */
#define ROOT_HELP                                                              \
	"Find the database, the local file and the registries below DIR, as"   \
	" for an image of a system"

/* Says why there can be no paths below a root; returns 0 or the exit code. */
int root_refuse(const char *root);

/*
 * For messages: the path below a root, NULL for none; to be freed, or not,
 * until the command ends.  It ends the command for want of memory.
 */
const char *root_path(const char *root, const char *path);

#endif
