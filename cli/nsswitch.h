/* SPDX-License-Identifier: MIT */
/* The services line of nsswitch.conf(5), as text. */
#ifndef IANAPORTS_CLI_NSSWITCH_H
#define IANAPORTS_CLI_NSSWITCH_H

#include <stdbool.h>
#include <stddef.h>

enum nsswitch_place {
	NSSWITCH_LAST,  /* behind every other service */
	NSSWITCH_FIRST, /* before the local files: the fast order */
	NSSWITCH_GONE
};

/* The outcome of an edit; texts are to be freed, absent lines are NULL. */
struct nsswitch {
	char *text; /* the whole file, edited */
	size_t length;
	char *before, *after; /* the line, without its end */
	const char *refusal;  /* why the line was not understood, or NULL */
};

/*
 * Puts ianaports where it is wanted on the services line and changes nothing
 * else: not a blank, a comment or an action.  What NSSWITCH_GONE takes away
 * is what the others put there, so that the file is what it was.  A file
 * without such a line, which stands for "services: files", gets one.
 *
 * The text is the same if nothing was to be done; with a refusal there is none.
 */
void nsswitch_edit(struct nsswitch *edit, const char *text, size_t length,
		   enum nsswitch_place place);

void nsswitch_free(struct nsswitch *edit);

#endif
