/* The services line of nsswitch.conf(5), as text. */
#ifndef IANAPORTS_CLI_NSSWITCH_H
#define IANAPORTS_CLI_NSSWITCH_H

#include <stdbool.h>
#include <stddef.h>

enum ianaports_place {
	IANAPORTS_LAST,  /* behind every other service */
	IANAPORTS_FIRST, /* before the local files: the fast order */
	IANAPORTS_GONE
};

/* The outcome of an edit; texts are to be freed, absent lines are NULL. */
struct ianaports_nsswitch {
	char *text; /* the whole file, edited */
	size_t length;
	char *before, *after; /* the line, without its end */
	const char *refusal;  /* why the line was not understood, or NULL */
};

/*
 * Puts ianaports where it is wanted on the services line and changes nothing
 * else: not a blank, a comment or an action.  What IANAPORTS_GONE takes away
 * is what the others put there, so that the file is what it was.  A file
 * without such a line, which stands for "services: files", gets one.
 *
 * Returns 0, with the same text if nothing was to be done, or with a refusal
 * and no text; -ENOMEM.
 */
int ianaports_nsswitch_edit(struct ianaports_nsswitch *edit, const char *text,
			    size_t length, enum ianaports_place place);

void ianaports_nsswitch_free(struct ianaports_nsswitch *edit);

#endif
