/* SPDX-License-Identifier: MIT */
/* What the verbs of the command share.  One file a verb. */
#ifndef IANAPORTS_CLI_CLI_H
#define IANAPORTS_CLI_CLI_H

#include <stdbool.h>

#include "db/reader.h"

struct registry;
struct services;
struct source;

/* Exit codes beside 0, as the man page has them. */
enum exit {
	EXIT_REFUSED = 1, /* or nothing found */
	EXIT_USAGE = 2,
	EXIT_SYSTEM = 3,
	EXIT_NETWORK = 4,
};

/* Each takes the words from its own name on and returns an exit code. */
int cli_audit(int argc, char **argv);
int cli_diff(int argc, char **argv);
int cli_disable(int argc, char **argv);
int cli_dump(int argc, char **argv);
int cli_enable(int argc, char **argv);
int cli_export(int argc, char **argv);
int cli_free(int argc, char **argv);
int cli_import(int argc, char **argv);
int cli_status(int argc, char **argv);
int cli_list(int argc, char **argv);
int cli_map(int argc, char **argv);
int cli_search(int argc, char **argv);
int cli_show(int argc, char **argv);
int cli_update(int argc, char **argv);
int cli_verify(int argc, char **argv);

/* The part of status that a change of nsswitch.conf(5) may have changed. */
void cli_say_answered(void);

/* Says a line on standard error, behind "ianaports: "; returns the code. */
int cli_say(int code, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * Says in one line what is wrong with a word of the user's, which may be of
 * any length and bytes; returns the exit code.
 */
int cli_refuse(const char *word, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* These end the command if they cannot, with one line that says why. */

/* Opens a database; to be freed. */
struct reader *cli_open(const char *path);

/* Loads all of it; to be freed. */
void cli_load(struct registry *registry, const char *path);

/* Reads a services(5) file, "-" being standard input; both are to be freed. */
void cli_read_services(struct services *services, struct source *source,
		       const char *path);

/* Says what is wrong with a database; takes -errno, returns the exit code. */
int cli_complain(const char *path, int result);

/*
 * Says why an import or update has failed, unless that is reported already;
 * takes what it returned, returns the exit code.
 */
int cli_fail(const char *database, int result);

/*
 * The exit code for an input file that was refused, its reason reported: one
 * that cannot be opened is the system's fault, as a database is.
 */
int cli_refused(const char *path);

/* Flushes standard output; returns the exit code, 0 unless it failed. */
int cli_finish(void);

/* Prints to a string, to be freed. */
char *cli_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same behind a text, which is freed, or NULL for none. */
char *cli_append(char *text, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Returns the memory; where it is NULL, ends the command with a word. */
void *cli_memory(void *memory);

#endif
