/* SPDX-License-Identifier: MIT */
/* One import, from a registry file to the active database. */
#ifndef IANAPORTS_IMPORTER_IMPORT_H
#define IANAPORTS_IMPORTER_IMPORT_H

#include <stdio.h>

#include "db/reader.h"
#include "importer/forms/reader.h"
#include "importer/publish.h"
#include "importer/services/local.h"

/* What a database remembers of its import. */
enum choice {
	CHOICE_AS_BEFORE, /* as in the active database */
	CHOICE_ON,
	CHOICE_OFF,
};

/* A registry file in memory.  Its name is for messages. */
struct registry_file {
	const char *name;
	struct source source;
	char digest[DIGEST_SIZE];
};

struct import {
	/* What is asked for. */
	const char *root;      /* of an image, where output and local begin */
	const char *output;    /* path of the database */
	const char *title;     /* what messages call it */
	const char *local;     /* paths of the local files, or NULL: local.h */
	enum form form;        /* UNKNOWN: told from the content */
	enum choice overlay;   /* the local files' lines go in as well */
	enum choice all_pairs; /* even those that do not lead back are told */
	bool names_only;       /* no rows and no people */
	bool fetched;  /* it has to be IANA's registry, and no older one; the
			* local files are those of the active database */
	bool at_hand;  /* what is here has made the active database, too: it may
			* be replaced if it is damaged */
	bool if_stale; /* not if the active database says as much already */
	bool force;    /* whatever the active database has */
	bool dry_run;  /* all but the last step */
	bool quiet;    /* no warnings */
	long seconds; /* that it may take to compile; 0 is for IMPORT_SECONDS */
	FILE *diagnostics;

	/* What it is made from: one file, or the newer of two. */
	struct registry_file files[2];
	size_t file_count;
	struct local local_files;

	/* What there is, and what came of it, each NULL if there is none. */
	struct reader *active, *made;
	int unreadable; /* 0, or why the active database cannot be read */
	struct publication publication;
};

#define IMPORT_SECONDS 300

/* Adds a registry file, whose memory it takes over. */
void import_take(struct import *import, const char *name,
		 struct source *source);

/*
 * The steps, in this order.  Each returns 0; RESULT_REFUSED with the reason
 * reported; RESULT_UNCONFINED; RESULT_CURRENT, for if_stale; or -errno.  The
 * active database stands unless import_publish returns 0, or the folder could
 * not be synced after it.
 */

/* The registry file that `made` was made from. */
const struct registry_file *import_source(const struct import *import);

/* Waits for other imports, and opens the active database. */
int import_begin(struct import *import);

/*
 * Reads the local files; has a process without rights make a database of all;
 * verifies that, holds it against what was asked for, and against the active
 * one.  What was found out is in the meta record of `made`.
 */
int import_compile(struct import *import);

/*
 * Makes it the active database, with mode 0644 whatever the umask, but for a
 * dry run.
 */
int import_publish(struct import *import);

/* Frees all; returns `result`. */
int import_end(struct import *import, int result);

/* The steps from import_begin to import_publish. */
int import_run(struct import *import);

#endif
