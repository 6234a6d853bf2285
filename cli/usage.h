/* SPDX-License-Identifier: MIT */
/* The words behind a verb: options, by a table, arguments, and their help. */
#ifndef IANAPORTS_CLI_USAGE_H
#define IANAPORTS_CLI_USAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct view;

struct cli_option {
	const char *name;  /* behind two dashes, or NULL */
	char key;          /* behind one, or 0 */
	const char *value; /* its value in the help, or NULL: it takes none */
	const char *help;
	/* One of these: what becomes true, what becomes the value, or who is
	 * told of the value (NULL if it takes none), for `to`. */
	bool *flag;
	const char **text;
	void (*take)(void *to, const char *value);
	void *to;
};

struct usage {
	const char *summary;   /* what the verb does */
	const char *arguments; /* "[WORD ...]", or NULL if it takes none */
	const char *notes;     /* of the full help, a line a paragraph; NULL */
	const char *examples;  /* a line each, without "ianaports"; or NULL */
	/* Prints the verbs, of which the first argument is one: options behind
	 * it are not parsed.  NULL for a verb. */
	void (*print_verbs)(FILE *out);
	/* Of the verb alone; ends in one without help.  NULL for none. */
	const struct cli_option *options;
	/* Of a verb that has --db, --json, and the options of tables, which has
	 * the one before, too; NULL else. */
	const char **database;
	bool *json;
	struct view *view;
};

/*
 * Parses the words behind argv[0], the command's own name, and moves those that
 * are no options to argv[1] and on, NULL behind them.  An option may be
 * shortened to what no other begins with.  The database is the active one until
 * --db says otherwise.
 *
 * Returns the number of arguments.  Exits on help and bad usage.
 */
size_t usage_parse(const struct usage *usage, int argc, char **argv);

#endif
