/* SPDX-License-Identifier: MIT */
/* ianaports: finds the verb and hands over to it. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/query/question.h"
#include "cli/query/suggest.h"
#include "cli/usage.h"
#include "config.h"
#include "importer/registry/load.h"

static int explain(int argc, char **argv);
static int print_version(int argc, char **argv);

/* In groups: a heading stands over what follows. */
static const struct {
	const char *heading, *name;
	int (*run)(int argc, char **argv);
	const char *summary;
} verbs[] = {
	{"Look up", "show", cli_show, "tell all about a name or a port"},
	{NULL, "search", cli_search, "find services by words"},
	{NULL, "list", cli_list, "list ports"},
	{NULL, "free", cli_free, "find unassigned ports"},
	{NULL, "map", cli_map, "draw the port space"},
	{NULL, "diff", cli_diff, "compare two registries"},
	{NULL, "audit", cli_audit, "compare /etc/services with the registry"},
	{NULL, "export", cli_export,
	 "write the registry as services(5), CSV or JSON"},
	{"Keep current", "update", cli_update,
	 "fetch the registry from IANA and make it the active one"},
	{NULL, "import", cli_import, "make the database from a registry file"},
	{NULL, "verify", cli_verify, "check the database from end to end"},
	{NULL, "dump", cli_dump, "print the database as text, one key a line"},
	{"Switch on", "enable", cli_enable,
	 "put the module on the services line of nsswitch.conf"},
	{NULL, "disable", cli_disable, "take it off again"},
	{NULL, "status", cli_status,
	 "say whether programs are answered, and from what"},
	{"Help", "help", explain, "explain a verb"},
	{NULL, "version", print_version, "print the version"},
};

#define VERBS (sizeof(verbs) / sizeof(verbs[0]))

static void
print_verbs(FILE *out)
{
	fputs("\n\nVerbs:\n", out);
	for (size_t i = 0; i < VERBS; i++) {
		if (verbs[i].heading != NULL)
			fprintf(out, " %s\n", verbs[i].heading);
		fprintf(out, "  %-10s %s\n", verbs[i].name, verbs[i].summary);
	}
}

/* What other commands call our verbs. */
static const char *const others[][2] = {
	{"find", "search"},    {"grep", "search"},  {"ls", "list"},
	{"get", "show"},       {"lookup", "show"},  {"query", "show"},
	{"info", "status"},    {"fetch", "update"}, {"on", "enable"},
	{"install", "enable"}, {"off", "disable"},  {"check", "status"},
};

/* Our verb for a word of theirs, or NULL. */
static const char *
find_other(const char *word)
{
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (strcmp(word, others[i][0]) == 0)
			return others[i][1];
	return NULL;
}

/* Whether the registry has a name, if there is a database that can be read. */
static bool
is_service(const char *name, char *const *words)
{
	const char *path = IANAPORTS_DATABASE;
	struct registry registry;
	struct reader *reader;
	bool found = false;
	int result;

	for (; words[0] != NULL; words++)
		if (strncmp(words[0], "--db=", 5) == 0)
			path = words[0] + 5;
		else if (strcmp(words[0], "--db") == 0 && words[1] != NULL)
			path = words[1];
	if (reader_open(&reader, path) != 0)
		return false;
	result = registry_skim(&registry, reader);
	if (result != 0)
		cli_complain(path, result);
	for (size_t i = 0; i < registry.row_count && !found; i++)
		found = strcasecmp(registry.rows[i].name, name) == 0;
	registry_free(&registry);
	return found;
}

/* Whether `show` is meant: by a port, by what has one, by a known name. */
static bool
is_question(char *const *words)
{
	struct question question;
	const char *next, *fault = question_parse(&question, words[0], &next);
	bool meant =
		fault == NULL && (question.numbered || next != NULL ||
				  strcmp(question.text, question.name) != 0 ||
				  is_service(question.name, words + 1));

	free(question.text);
	return meant;
}

static int
refuse(const char *word)
{
	struct suggestion nearest = {.word = word};

	if (find_other(word) != NULL)
		return cli_refuse(word, "no such verb; did you mean '%s'?",
				  find_other(word));
	for (size_t i = 0; i < VERBS; i++)
		suggestion_offer(&nearest, verbs[i].name);
	return cli_refuse(word, "no such verb%s",
			  nearest.count > 0
				  ? suggestion_text(&nearest, "")
				  : "; 'ianaports help' lists them, 'ianaports"
				    " show' takes names");
}

/*
 * So that no file of ours is taken for one of these, where they are closed.
 * What is written to them fails, as it did.
 */
static void
open_standard(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 &&
		    open("/dev/null",
			 fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
			return;
}

static const struct usage usage = {
	.summary =
		"IANA's full port registry for every program of this machine.",
	.arguments = "VERB ...",
	.notes = "'ianaports help VERB' explains a verb. A port or a known name"
		 " in the place of a verb means 'show'.\n"
		 "Exit status: 0 done, 1 input refused or nothing found, 2"
		 " usage, 3 system error, 4 network.",
	.print_verbs = print_verbs,
};

/* Runs a verb by its name, which argv[0] has; -1 if there is none of it. */
static int
run_verb(int argc, char **argv)
{
	const char *name = argv[0];

	for (size_t i = 0; i < VERBS; i++)
		if (strcmp(name, verbs[i].name) == 0) {
			argv[0] = cli_format("ianaports %s", name);
			return verbs[i].run(argc, argv);
		}
	return -1;
}

/* "help list" is "list --help". */
static int
explain(int argc, char **argv)
{
	static char all[] = "--help";
	const struct usage own = {
		.summary = "Explain a verb, or list all.",
		.arguments = "[VERB]",
		.examples = "help\nhelp import",
	};
	size_t count = usage_parse(&own, argc, argv);
	char *name = argv[1], *words[] = {name, all, NULL};
	int result;

	if (count > 1)
		return cli_refuse(argv[2], "only one verb can be given");
	if (count == 0) {
		words[0] = (char *)"ianaports";
		return usage_parse(&usage, 2, words) > 0;
	}
	result = run_verb(2, words);
	return result < 0 ? refuse(name) : result;
}

static int
print_version(int argc, char **argv)
{
	const struct usage own = {
		.summary = "Print the version, as --version does.",
		.examples = "version"};

	usage_parse(&own, argc, argv);
	puts("ianaports " IANAPORTS_VERSION);
	return cli_finish();
}

int
main(int argc, char **argv)
{
	size_t count;
	int result;

	argv[0] = (char *)"ianaports";
	open_standard();
	/* A closed pipe ends the command without a word. */
	signal(SIGPIPE, SIG_DFL);
	/* A limit on the size of files is an error, as a full disk is. */
	signal(SIGXFSZ, SIG_IGN);
	count = usage_parse(&usage, argc, argv);
	if (count == 0)
		return cli_say(EXIT_USAGE,
			       "no verb; 'ianaports help' lists them");
	result = run_verb((int)count, argv + 1);
	if (result >= 0)
		return result;
	if (find_other(argv[1]) == NULL && is_question(argv + 1)) {
		argv[0] = cli_format("ianaports show");
		return cli_show((int)count + 1, argv);
	}
	return refuse(argv[1]);
}
