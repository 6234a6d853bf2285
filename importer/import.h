/* One import, from a registry file to a database in force. */
#ifndef IANAPORTS_IMPORTER_IMPORT_H
#define IANAPORTS_IMPORTER_IMPORT_H

#include "importer/compare/change.h"
#include "importer/forms/reader.h"

/* Whether the local authority's lines go into the database as well. */
enum overlaying {
	OVERLAY_AS_BEFORE, /* as in the database in force */
	OVERLAY_ON,
	OVERLAY_OFF,
};

struct import {
	const char *input;  /* path, or "-" for standard input */
	const char *output; /* path of the database */
	const char *local;  /* paths of the local files, or NULL: local.h */
	const char *root;   /* of an image, where those begin, or NULL */
	enum form form;     /* UNKNOWN: told from the content */
	enum overlaying overlay;
	bool text;    /* one of the two text forms */
	bool force;   /* even if the registry has shrunk */
	bool dry_run; /* all but the last step */
	bool quiet;   /* no warnings */
	FILE *diagnostics;
	/* In a dry run: shown what would be put in force, or NULL.  Returns 0
	 * or -errno. */
	int (*review)(const struct import *import,
		      const struct registry *registry);

	/* Filled in: */
	size_t rows, people, assigned, records, names, overlaid;
	enum form found_form;
	char date[DATE_SIZE];
	size_t changes[CHANGE_KINDS]; /* of a fetched registry */
};

/*
 * Reads all, collates, publishes.  The reason of a refusal is reported.
 *
 * Returns 0; RESULT_REFUSED; or -errno if the database could not be
 * written.  The old database stands unless 0 is returned, or a folder could not
 * be synced after the new one had taken its place.
 */
int import_run(struct import *import);

/*
 * Imports what was fetched into a file: `input` is but its name.  Read, held
 * against the gates of importer/update/gate.h and compiled in a process without
 * root's rights; only what comes of that is put in force here.  The local
 * authority is that of the database in force, if there is one.
 *
 * Returns what import_run does, or RESULT_UNCONFINED.  `keep` is
 * called once the registry has passed, before it is in force; what
 * it returns other than 0 ends the import.
 */
int import_fetched(struct import *import, int fd, int (*keep)(void *context),
		   void *context);

#endif
