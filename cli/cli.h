/* What the verbs of the command share.  One file a verb. */
#ifndef IANAPORTS_CLI_CLI_H
#define IANAPORTS_CLI_CLI_H

#include <argp.h>
#include <stdbool.h>

#include "db/reader.h"

/* Exit codes beside 0, as the man page has them. */
enum ianaports_exit {
	IANAPORTS_EXIT_REFUSED = 1,
	IANAPORTS_EXIT_USAGE = 2,
	IANAPORTS_EXIT_SYSTEM = 3,
	IANAPORTS_EXIT_NETWORK = 4,
};

/* Each takes the words from its own name on and returns an exit code. */
int ianaports_cli_diff(int argc, char **argv);
int ianaports_cli_disable(int argc, char **argv);
int ianaports_cli_dump(int argc, char **argv);
int ianaports_cli_enable(int argc, char **argv);
int ianaports_cli_export(int argc, char **argv);
int ianaports_cli_import(int argc, char **argv);
int ianaports_cli_info(int argc, char **argv);
int ianaports_cli_verify(int argc, char **argv);

/*
 * argp_parse, but for that it exits if there is no memory: options that were
 * not parsed must not be taken for their defaults.
 */
void ianaports_cli_argp(const struct argp *argp, int argc, char **argv,
			unsigned int flags, void *input);

/* The options of a verb that reads the database. */
struct ianaports_cli_options {
	const char *database;
	bool json;
};

/*
 * Parses "[--db DB]", and "[--json]" if wanted, with no argument after; the
 * verb's `summary` says what it does.  Exits on --help and bad usage.
 */
void ianaports_cli_parse(struct ianaports_cli_options *options, int argc,
			 char **argv, bool with_json, const char *summary);

/*
 * Opens the database, or says in one line why it cannot be.
 *
 * Returns 0 and a reader to be freed, or the exit code.
 */
int ianaports_cli_open(struct ianaports_reader **reader, const char *path);

/* Says what is wrong with a database; takes -errno, returns the exit code. */
int ianaports_cli_complain(const char *path, int result);

/* Flushes standard output; returns the exit code, 0 unless it failed. */
int ianaports_cli_finish(void);

#endif
