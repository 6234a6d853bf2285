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
#include "cli/query/rows.h"
#include "cli/query/suggest.h"
#include "config.h"

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
	/* These two are options of others: see rewrite. */
	{"Help", "help", NULL, "explain a verb"},
	{NULL, "version", NULL, "print the version"},
};

#define VERBS (sizeof(verbs) / sizeof(verbs[0]))

static const char summary[] =
	"IANA's full port registry for every program of this machine."
	"\v"
	"'ianaports help VERB' explains a verb. A port or a known name in the"
	" place of a verb means 'show'.\n"
	"\n"
	"Exit codes: 0 done, 1 input refused or nothing found, 2 usage,"
	" 3 system error, 4 network.";

/* The verbs stand between the summary and the options. */
static char *
add_verbs(int key, const char *text, void *input)
{
	char *help = NULL;
	size_t size;
	FILE *out;

	(void)input;
	if (key != ARGP_KEY_HELP_PRE_DOC)
		return (char *)text;
	out = cli_memory(open_memstream(&help, &size));
	fprintf(out, "%s\n\nVerbs:\n", text);
	for (size_t i = 0; i < VERBS; i++) {
		if (verbs[i].heading != NULL)
			fprintf(out, " %s\n", verbs[i].heading);
		fprintf(out, "  %-10s %s\n", verbs[i].name, verbs[i].summary);
	}
	fclose(out);
	return help;
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

/* Whether the registry has a name, if there is a database. */
static bool
is_service(const char *name)
{
	struct rows *rows;
	bool found = false;

	if (access(IANAPORTS_DATABASE, R_OK) != 0 ||
	    rows_open(&rows, IANAPORTS_DATABASE) != 0)
		return false;
	for (size_t i = 0; i < rows->registry.row_count && !found; i++)
		found = strcasecmp(rows->registry.rows[i].name, name) == 0;
	rows_free(rows);
	return found;
}

/* Whether `show` is meant: by a port, by what has one, by a known name. */
static bool
is_question(const char *word)
{
	struct question question;
	const char *next, *fault = question_parse(&question, word, &next);
	bool meant =
		fault == NULL && (question.numbered || next != NULL ||
				  strcmp(question.text, question.name) != 0 ||
				  is_service(question.name));

	free(question.text);
	return meant;
}

static int
refuse(const char *word)
{
	struct suggestion nearest = {.word = word};
	char near[SUGGEST_SIZE];

	if (find_other(word) != NULL)
		return cli_refuse(word, "no such verb; did you mean '%s'?",
				  find_other(word));
	for (size_t i = 0; i < VERBS; i++)
		suggestion_offer(&nearest, verbs[i].name);
	suggestion_print(&nearest, "", near);
	return cli_refuse(word, "no such verb%s",
			  nearest.count > 0 ? near
					    : "; 'ianaports help' lists them");
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

/* "help list" is "list --help", and "version" is "--version". */
static void
rewrite(char **words)
{
	static char help[] = "--help", version[] = "--version";

	if (words[0] != NULL && strcmp(words[0], "version") == 0)
		words[0] = version;
	if (words[0] == NULL || strcmp(words[0], "help") != 0)
		return;
	if (words[1] != NULL)
		words[0] = words[1];
	words[words[1] != NULL] = help;
}

int
main(int argc, char **argv)
{
	static const struct argp argp = {.args_doc = "VERB ...",
					 .doc = summary,
					 .help_filter = add_verbs};
	char name[64];
	int verb = 1;

	open_standard();
	/* A closed pipe ends the command without a word. */
	signal(SIGPIPE, SIG_DFL);
	/* A limit on the size of files is an error, as a full disk is. */
	signal(SIGXFSZ, SIG_IGN);
	argp_err_exit_status = EXIT_USAGE;
	while (verb < argc && argv[verb][0] == '-')
		verb++;
	rewrite(argv + verb);
	while (verb < argc && argv[verb][0] == '-')
		verb++;
	cli_words(&argp, NULL, NULL, false, verb, argv);
	if (verb == argc) {
		fputs("ianaports: no verb; 'ianaports help' lists them\n",
		      stderr);
		return EXIT_USAGE;
	}
	for (size_t i = 0; i < VERBS; i++) {
		if (strcmp(argv[verb], verbs[i].name) != 0 ||
		    verbs[i].run == NULL)
			continue;
		/* argp names the command by its first word. */
		snprintf(name, sizeof(name), "ianaports %s", verbs[i].name);
		argv[verb] = name;
		return verbs[i].run(argc - verb, argv + verb);
	}
	if (find_other(argv[verb]) == NULL && is_question(argv[verb])) {
		argv[verb - 1] = (char *)"ianaports show";
		return cli_show(argc - verb + 1, argv + verb - 1);
	}
	return refuse(argv[verb]);
}
