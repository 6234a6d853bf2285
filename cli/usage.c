/* SPDX-License-Identifier: MIT */
#include "cli/usage.h"

#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/output/table.h"
#include "cli/query/suggest.h"
#include "config.h"

/* More than any verb has, with those of all. */
#define OPTIONS_MOST 32

/* argp's keys of options without a letter. */
#define KEY_FIRST 1024

/* Below the verb's own in the help. */
#define GROUP_COMMON (-1)

struct parser {
	const struct usage *usage;
	struct cli_option options[OPTIONS_MOST + 1];
	size_t count, own; /* all, and those of the verb */
	char *columns;     /* the help of -o */
	char **argv;
	size_t arguments;
};

static void
print_help(void *to, const char *value)
{
	(void)value;
	argp_state_help(to, stdout, ARGP_HELP_STD_HELP & ~ARGP_HELP_EXIT_OK);
	exit(cli_finish());
}

/* All but the notes. */
static void
print_short_help(void *to, const char *value)
{
	(void)value;
	argp_state_help(to, stdout,
			ARGP_HELP_USAGE | ARGP_HELP_PRE_DOC | ARGP_HELP_LONG);
	putchar('\n');
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
	static const struct cli_option common[] = {
		{"color", '\0', "WHEN", "Colour output: auto, always or never",
		 .take = set_colour},
		{"help", '\0', NULL, "Print all help", .take = print_help},
		{NULL, 'h', NULL, "Print short help", .take = print_short_help},
		{"no-pager", '\0', NULL, "Let long output run over the screen",
		 .take = set_no_pager},
		{"version", 'V', NULL, "Print the version",
		 .take = print_version},
		{0}};

	add(parser, usage->options);
	if (view != NULL && view->own)
		add(parser,
		    (struct cli_option[]){
			    {"names", '\0', NULL,
			     "Print the names alone, each once and in order",
			     .flag = &view->names},
			    {0}});
	parser->columns = view == NULL ? NULL : view_help(view);
	if (view != NULL)
		add(parser,
		    (struct cli_option[]){
			    {"output", 'o', "COLUMNS", parser->columns,
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
	parser->own = parser->count;
	add(parser, common);
}

static _Noreturn void
refuse_option(const struct parser *parser, const char *word)
{
	exit(cli_refuse(word, "no such option; '%s --help' lists them",
			parser->argv[0]));
}

/* getopt(3), which argp asks, has no word on what was meant. */
static const struct cli_option *
find_long(const struct parser *parser, const char *word)
{
	size_t length = strcspn(word + 2, "=");
	char *name = cli_format("%.*s", (int)length, word + 2);
	struct suggestion nearest = {.word = name};
	const struct cli_option *found = NULL;
	size_t count = 0;

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
	if (found == NULL && nearest.count == 0)
		refuse_option(parser, word);
	if (found == NULL || count > 1)
		exit(cli_refuse(word, "%s%s",
				found == NULL ? "no such option"
					      : "ambiguous option",
				suggestion_text(&nearest, "--")));
	free(name);
	return found;
}

/* Whether the next word belongs to a long option. */
static bool
check_long(const struct parser *parser, const char *word)
{
	const struct cli_option *option = find_long(parser, word);
	bool valued = strchr(word, '=') != NULL;

	if (option->value == NULL && valued)
		exit(cli_refuse(word, "takes no value"));
	return option->value != NULL && !valued;
}

/* The same for short ones, of which several may stand together. */
static bool
check_short(const struct parser *parser, const char *word)
{
	for (const char *key = word + 1; *key != '\0'; key++) {
		const struct cli_option *option = parser->options;

		while (option->help != NULL && option->key != *key)
			option++;
		if (option->help == NULL)
			refuse_option(parser, word);
		if (option->value != NULL)
			return key[1] == '\0';
	}
	return false;
}

static void
check_options(const struct parser *parser, int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		const char *word = argv[i];

		if (word[0] != '-' || word[1] == '\0') {
			if (parser->usage->print_verbs != NULL)
				return;
			continue;
		}
		i += (word[1] == '-' ? check_long : check_short)(parser, word);
		if (i == argc)
			exit(cli_refuse(word, "needs a value"));
	}
}

static error_t
take_argument(struct parser *parser, char *word, struct argp_state *state)
{
	if (parser->usage->arguments == NULL)
		exit(cli_refuse(word,
				"this verb takes no word; '%s --help' lists its"
				" options",
				parser->argv[0]));
	parser->argv[++parser->arguments] = word;
	/* What follows a verb is the verb's. */
	while (parser->usage->print_verbs != NULL && state->next < state->argc)
		parser->argv[++parser->arguments] = state->argv[state->next++];
	return 0;
}

static error_t
take(int key, char *value, struct argp_state *state)
{
	struct parser *parser = state->input;
	const struct cli_option *option = parser->options;

	if (key == ARGP_KEY_ARG)
		return take_argument(parser, value, state);
	if (key >= KEY_FIRST && key < KEY_FIRST + OPTIONS_MOST)
		option += key - KEY_FIRST;
	else
		while (option->help != NULL && option->key != key)
			option++;
	if (option->help == NULL)
		return ARGP_ERR_UNKNOWN;
	if (option->flag != NULL)
		*option->flag = true;
	else if (option->text != NULL)
		*option->text = value;
	else
		/* The help is argp's to print. */
		option->take(option->to == NULL ? state : option->to, value);
	return 0;
}

/* Without a word of argp's own. */
static char *
filter_help(int key, const char *text, void *input)
{
	(void)input;
	return key == ARGP_KEY_HELP_DUP_ARGS_NOTE ? NULL : (char *)text;
}

/* Lines of a text; returns what is to stand before the next. */
static const char *
print_lines(FILE *out, const char *text, const char *before,
	    const char *between)
{
	while (text != NULL && *text != '\0') {
		size_t length = strcspn(text, "\n");

		fprintf(out, "%s%.*s", before, (int)length, text);
		text += length + (text[length] == '\n');
		before = between;
	}
	return before;
}

/* What stands above the options, and behind them. */
static char *
make_doc(const struct usage *usage)
{
	static const char example[] = "\n  ianaports ";
	const char *before;
	char *doc = NULL;
	size_t size;
	FILE *out = cli_memory(open_memstream(&doc, &size));

	fputs(usage->summary, out);
	if (usage->print_verbs != NULL)
		usage->print_verbs(out);
	putc('\v', out);
	before = print_lines(out, usage->notes, "", "\n\n");
	if (usage->examples != NULL) {
		fprintf(out, "%sExamples:", before);
		print_lines(out, usage->examples, example, example);
	}
	fclose(out);
	return cli_memory(doc);
}

size_t
usage_parse(const struct usage *usage, int argc, char **argv)
{
	struct argp_option options[OPTIONS_MOST + 1] = {0};
	struct argp argp = {.options = options,
			    .parser = take,
			    .args_doc = usage->arguments,
			    .help_filter = filter_help};
	struct parser parser = {.usage = usage, .argv = argv};
	char *doc = make_doc(usage);
	error_t result;

	if (usage->database != NULL)
		*usage->database = IANAPORTS_DATABASE;
	add_all(&parser);
	for (size_t i = 0; i < parser.count; i++) {
		const struct cli_option *option = &parser.options[i];

		options[i] = (struct argp_option){
			option->name,
			option->key == '\0' ? KEY_FIRST + (int)i : option->key,
			option->value,
			0,
			option->help,
			i < parser.own ? 0 : GROUP_COMMON};
	}
	argp.doc = doc;
	check_options(&parser, argc, argv);
	/* Options that were not parsed must not be taken for their defaults. */
	result = argp_parse(
		&argp, argc, argv,
		ARGP_NO_HELP | (usage->print_verbs == NULL ? 0 : ARGP_IN_ORDER),
		NULL, &parser);
	free(doc);
	free(parser.columns);
	if (result != 0)
		exit(cli_say(EXIT_SYSTEM, "%s", strerror(result)));
	argv[parser.arguments + 1] = NULL;
	if (usage->view != NULL)
		view_finish(usage->view, *usage->json);
	return parser.arguments;
}
