/* SPDX-License-Identifier: MIT */
#include "cli/usage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/output/table.h"
#include "cli/output/text.h"
#include "cli/query/suggest.h"
#include "config.h"

/* More than any verb has, with those of all. */
#define OPTIONS_MOST 32

/* Where the help's descriptions begin, and where its lines end. */
#define HELP_INDENT 29
#define HELP_WIDTH  78

struct parser {
	const struct usage *usage;
	const char *command; /* "ianaports show" */
	struct cli_option options[OPTIONS_MOST + 1];
	size_t count;
};

/* "  -o, --output=COLUMNS       Print these columns ..." */
static void
print_option(const struct cli_option *option)
{
	const char *name = option->name == NULL ? "" : option->name;
	char key[] = {'-', option->key, '\0'};
	char *label =
		cli_format("  %s%s%s%s%s%s", option->key == '\0' ? "  " : key,
			   option->name == NULL  ? ""
			   : option->key == '\0' ? "  --"
						 : ", --",
			   name, option->value == NULL ? "" : "=",
			   option->value == NULL ? "" : option->value, "  ");

	printf("%-*s", HELP_INDENT, label);
	text_wrap(stdout, option->help, false, HELP_INDENT, HELP_WIDTH);
	free(label);
}

/* Line by line, folded where it is too long. */
static void
print_lines(const char *before, const char *text)
{
	while (*text != '\0') {
		size_t length = strcspn(text, "\n");
		char *line = cli_format("%.*s", (int)length, text);

		fputs(before, stdout);
		text_wrap(stdout, line, false, 0, HELP_WIDTH);
		free(line);
		text += length + (text[length] == '\n');
	}
}

/* For -h, all but the notes. */
static void
help(void *to, const char *value)
{
	const struct parser *parser = to;
	const struct usage *usage = parser->usage;
	const char *arguments =
		usage->arguments == NULL ? "" : usage->arguments;

	(void)value;
	printf("Usage: %s [OPTION...]%s%s\n", parser->command,
	       arguments[0] == '\0' ? "" : " ", arguments);
	text_wrap(stdout, usage->summary, false, 0, HELP_WIDTH);
	putchar('\n');
	if (usage->print_verbs != NULL)
		usage->print_verbs();
	for (size_t i = 0; i < parser->count; i++)
		print_option(&parser->options[i]);
}

static void
print_short_help(void *to, const char *value)
{
	help(to, value);
	exit(cli_finish());
}

static void
print_help(void *to, const char *value)
{
	const struct parser *parser = to;

	help(to, value);
	if (parser->usage->notes != NULL)
		print_lines("\n", parser->usage->notes);
	if (parser->usage->examples != NULL) {
		fputs("\nExamples:\n", stdout);
		print_lines("  ianaports ", parser->usage->examples);
	}
	exit(cli_finish());
}

static void
print_version(void *to, const char *value)
{
	(void)to;
	(void)value;
	puts("ianaports " IANAPORTS_VERSION);
	exit(cli_finish());
}

/* What terminal.h looks for in the environment. */
static void
set_colour(void *to, const char *when)
{
	(void)to;
	if (strcmp(when, "auto") != 0 && strcmp(when, "always") != 0 &&
	    strcmp(when, "never") != 0)
		exit(cli_refuse(when, "expected auto, always or never"));
	unsetenv("CLICOLOR_FORCE");
	if (strcmp(when, "auto") != 0)
		setenv(when[0] == 'n' ? "NO_COLOR" : "CLICOLOR_FORCE", "1", 1);
}

static void
set_no_pager(void *to, const char *value)
{
	(void)to;
	(void)value;
	setenv("PAGER", "", 1);
}

static void
add(struct parser *parser, const struct cli_option *options)
{
	for (; options != NULL && options->help != NULL; options++)
		if (parser->count < OPTIONS_MOST)
			parser->options[parser->count++] = *options;
}

/* Those of the verb, and those that it shares with others. */
static void
add_all(struct parser *parser)
{
	const struct usage *usage = parser->usage;
	struct view *view = usage->view;
	const struct cli_option database[] = {
		{"db", '\0', "DB",
		 "Read this database, not " IANAPORTS_DATABASE,
		 .text = usage->database},
		{0}};
	const struct cli_option json[] = {{"json", '\0', NULL,
					   "Print one JSON document",
					   .flag = usage->json},
					  {0}};
	const struct cli_option common[] = {
		{"color", '\0', "WHEN", "Colour output: auto, always or never",
		 .take = set_colour},
		{"help", '\0', NULL, "Print all help", .take = print_help,
		 .to = parser},
		{NULL, 'h', NULL, "Print short help", .take = print_short_help,
		 .to = parser},
		{"no-pager", '\0', NULL, "Let long output run over the screen",
		 .take = set_no_pager},
		{"version", 'V', NULL, "Print the version",
		 .take = print_version},
		{0}};

	add(parser, usage->options);
	if (view != NULL && view->named)
		add(parser,
		    (struct cli_option[]){
			    {"names", '\0', NULL,
			     "Print the names alone, each once and in order",
			     .flag = &view->names},
			    {0}});
	if (view != NULL)
		add(parser,
		    (struct cli_option[]){
			    {"output", 'o', "COLUMNS", view_help(view),
			     .text = &view->list},
			    {"noheadings", 'n', NULL, "Print no headings",
			     .flag = &view->headless},
			    {"raw", 'r', NULL,
			     "Print one space between cells, and \\xHH for"
			     " those within",
			     .flag = &view->raw},
			    {0}});
	add(parser, usage->database == NULL ? NULL : database);
	add(parser, usage->json == NULL ? NULL : json);
	add(parser, common);
}

static void
take(const struct cli_option *option, const char *value)
{
	if (option->flag != NULL)
		*option->flag = true;
	else if (option->text != NULL)
		*option->text = value;
	else
		option->take(option->to, value);
}

/* The one that a word means, or begins; without one that is the end. */
static const struct cli_option *
find_long(const struct parser *parser, const char *word, size_t length)
{
	char *name = cli_format("%.*s", (int)length, word + 2);
	struct suggestion nearest = {.word = name};
	const struct cli_option *found = NULL;
	size_t count = 0;
	char near[SUGGEST_SIZE];

	for (size_t i = 0; i < parser->count; i++) {
		const struct cli_option *option = &parser->options[i];

		if (option->name == NULL)
			continue;
		suggestion_offer(&nearest, option->name);
		if (strncmp(option->name, name, length) != 0)
			continue;
		/* One that is whole is not another's beginning. */
		count = option->name[length] == '\0' ? 0 : count + 1;
		found = option;
		if (count == 0)
			break;
	}
	suggestion_print(&nearest, "--", near);
	if (found == NULL || count > 1)
		exit(cli_refuse(word, "%s%s",
				found == NULL ? "no such option"
					      : "ambiguous option",
				near));
	free(name);
	return found;
}

/* Returns how many words it took. */
static int
take_long(const struct parser *parser, char **words)
{
	const char *word = words[0];
	size_t length = strcspn(word + 2, "=");
	const char *value = word[2 + length] == '=' ? &word[length + 3] : NULL;
	const struct cli_option *option = find_long(parser, word, length);
	bool apart = option->value != NULL && value == NULL;

	if (option->value == NULL && value != NULL)
		exit(cli_refuse(word, "takes no value"));
	if (apart && words[1] == NULL)
		exit(cli_refuse(word, "needs a value"));
	take(option, apart ? words[1] : value);
	return 1 + apart;
}

/* Several may stand together, the last with a value. */
static int
take_short(const struct parser *parser, char **words)
{
	for (const char *key = words[0] + 1; *key != '\0'; key++) {
		const struct cli_option *option = parser->options;
		bool apart = key[1] == '\0';

		while (option->help != NULL && option->key != *key)
			option++;
		if (option->help == NULL)
			exit(cli_refuse(words[0], "no such option"));
		if (option->value == NULL) {
			take(option, NULL);
			continue;
		}
		if (apart && words[1] == NULL)
			exit(cli_refuse(words[0], "needs a value"));
		take(option, apart ? words[1] : key + 1);
		return 1 + apart;
	}
	return 1;
}

size_t
usage_parse(const struct usage *usage, int argc, char **argv)
{
	struct parser parser = {.usage = usage, .command = argv[0]};
	size_t count = 0;
	bool ended = false;

	if (usage->database != NULL)
		*usage->database = IANAPORTS_DATABASE;
	add_all(&parser);
	for (int at = 1; at < argc;) {
		char *word = argv[at];

		if (ended || word[0] != '-' || word[1] == '\0') {
			argv[++count] = word;
			at++;
			ended = ended || usage->print_verbs != NULL;
		} else if (word[1] != '-') {
			at += take_short(&parser, &argv[at]);
		} else if (word[2] != '\0') {
			at += take_long(&parser, &argv[at]);
		} else {
			ended = true;
			at++;
		}
	}
	if (count > 0 && usage->arguments == NULL)
		exit(cli_refuse(argv[1], "this verb takes no word"));
	argv[count + 1] = NULL;
	if (usage->view != NULL)
		view_finish(usage->view, *usage->json);
	return count;
}
