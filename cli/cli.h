/* What the verbs of the command share.  One file a verb. */
#ifndef IANAPORTS_CLI_CLI_H
#define IANAPORTS_CLI_CLI_H

#include <argp.h>
#include <stdbool.h>

#include "db/reader.h"

/* Exit codes beside 0, as the man page has them. */
enum ianaports_exit {
	IANAPORTS_EXIT_REFUSED = 1, /* or nothing found */
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
int ianaports_cli_free(int argc, char **argv);
int ianaports_cli_import(int argc, char **argv);
int ianaports_cli_info(int argc, char **argv);
int ianaports_cli_list(int argc, char **argv);
int ianaports_cli_map(int argc, char **argv);
int ianaports_cli_search(int argc, char **argv);
int ianaports_cli_show(int argc, char **argv);
int ianaports_cli_update(int argc, char **argv);
int ianaports_cli_verify(int argc, char **argv);

/* The options of a verb that reads the database. */
struct ianaports_cli_options {
	const char *database;
	bool json;
};

/*
 * argp_parse(3) with what every verb has: -h for the short help, --help for
 * the full one, --version, and a word on the option that was meant; with
 * `options`, "--db DB" too, and "--json" if wanted.  `input` is for the
 * parser of `argp`, which has no children.  Exits on help and bad usage.
 */
void ianaports_cli_words(const struct argp *argp, void *input,
			 struct ianaports_cli_options *options, bool with_json,
			 int argc, char **argv);

/* The same for a verb without options or arguments of its own. */
void ianaports_cli_parse(struct ianaports_cli_options *options, int argc,
			 char **argv, bool with_json, const char *summary);

/*
 * Says in one line what is wrong with a word of the user's, which may be of
 * any length and bytes; returns the exit code.
 */
int ianaports_cli_refuse(const char *word, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * Opens the database, or says in one line why it cannot be.
 *
 * Returns 0 and a reader to be freed, or the exit code.
 */
int ianaports_cli_open(struct ianaports_reader **reader, const char *path);

/* Says what is wrong with a database; takes -errno, returns the exit code. */
int ianaports_cli_complain(const char *path, int result);

/* Says that there is nothing to print; returns the exit code. */
int ianaports_cli_nothing(void);

/* Flushes standard output; returns the exit code, 0 unless it failed. */
int ianaports_cli_finish(void);

/* Returns the memory; where it is NULL, ends the command with a word. */
void *ianaports_cli_memory(void *memory);

#endif
