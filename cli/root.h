/* SPDX-License-Identifier: MIT */
/* Paths of a system that lies below a folder: an image. */
#ifndef IANAPORTS_CLI_ROOT_H
#define IANAPORTS_CLI_ROOT_H

/* The options of a verb that writes a database there: of a struct import. */
#define ROOT_OPTIONS(import)                                                   \
	{"output", 'o', "DB", "Write this database, not " IANAPORTS_DATABASE,  \
	 .text = &(import)->output},                                           \
	{                                                                      \
		"root", '\0', "DIR",                                           \
			"Find the database, the local file and the registries" \
			" below DIR, as for an image of a system",             \
			.text = &(import)->root                                \
	}

/* Says why there can be no paths below a root; returns 0 or the exit code. */
int root_refuse(const char *root);

/*
 * For messages: the path below a root, NULL for none; to be freed, or not,
 * until the command ends.  It ends the command for want of memory.
 */
const char *root_path(const char *root, const char *path);

#endif
