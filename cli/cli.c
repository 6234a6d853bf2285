/* SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/output/examples.h"
#include "cli/query/suggest.h"
#include "config.h"
#include "importer/input/escape.h"
#include "importer/result.h"

/* Beyond the keys of any verb. */
enum {
	OPTION_DB = 1024,
	OPTION_JSON,
	OPTION_HELP,
	OPTION_USAGE,
	OPTION_NO_PAGER,
	OPTION_COLOR
};

/* As much of a word as a line of complaint has room for. */
#define WORD_MOST 40

/* Of the verbs that read a database, and of all. */
static const struct argp_option
	option_db = {"db",
		     OPTION_DB,
		     "DB",
		     0,
		     "Read this database, not " IANAPORTS_DATABASE,
		     0},
	option_json = {"json", OPTION_JSON, NULL, 0, "Print one JSON document",
		       0},
	common[] = {{"help", OPTION_HELP, NULL, 0, "Print all help", -1},
		    {NULL, 'h', NULL, 0, "Print short help", -1},
		    {"no-pager", OPTION_NO_PAGER, NULL, 0,
		     "Let long output run over the screen", -1},
		    {"color", OPTION_COLOR, "WHEN", 0,
		     "Colour output: auto, always or never", -1},
		    {"usage", OPTION_USAGE, NULL, OPTION_HIDDEN, NULL, -1},
		    {"version", 'V', NULL, 0, "Print the version", -1},
		    {0}};

/* More than any verb has, with the nine above. */
#define OPTIONS_MOST 32

struct words {
	const struct argp *verb;
	const char *name;
	void *input; /* of the verb */
	struct cli_options *options;
};

/* Hands on to the verb's own parser. */
static error_t
parse_own(int key, char *argument, struct argp_state *state)
{
	struct words *words = state->input;
	error_t result = ARGP_ERR_UNKNOWN;

	if (words->verb->parser != NULL) {
		state->input = words->input;
		result = words->verb->parser(key, argument, state);
		state->input = words;
	}
	if (result == ARGP_ERR_UNKNOWN && key == ARGP_KEY_ARGS)
		exit(cli_refuse(state->argv[state->next],
				"this verb takes no word"));
	return result;
}

/* What terminal.h looks for in the environment. */
static void
set_colour(const char *when)
{
	if (strcmp(when, "auto") != 0 && strcmp(when, "always") != 0 &&
	    strcmp(when, "never") != 0)
		exit(cli_refuse(when, "expected auto, always or never"));
	unsetenv("CLICOLOR_FORCE");
	if (strcmp(when, "auto") != 0)
		setenv(when[0] == 'n' ? "NO_COLOR" : "CLICOLOR_FORCE", "1", 1);
}

static error_t
parse(int key, char *argument, struct argp_state *state)
{
	const struct words *words = state->input;

	switch (key) {
	case OPTION_DB:
		words->options->database = argument;
		return 0;
	case OPTION_JSON:
		words->options->json = true;
		return 0;
	case OPTION_NO_PAGER:
		setenv("PAGER", "", 1);
		return 0;
	case OPTION_COLOR:
		set_colour(argument);
		return 0;
	case OPTION_HELP:
		argp_state_help(state, stdout, ARGP_HELP_STD_HELP);
		return 0;
	case 'h':
	case OPTION_USAGE:
		argp_state_help(state, stdout,
				ARGP_HELP_USAGE | ARGP_HELP_PRE_DOC |
					ARGP_HELP_LONG);
		putchar('\n');
		exit(cli_finish());
	case 'V':
		puts("ianaports " IANAPORTS_VERSION);
		exit(cli_finish());
	default:
		return parse_own(key, argument, state);
	}
}

static bool
ends(const struct argp_option *option)
{
	return option->name == NULL && option->key == 0;
}

/* getopt(3) has no word on what was meant. */
static void
refuse_long(const struct argp_option *options, const char *word)
{
	struct suggestion nearest = {.word = word + 2};
	char near[SUGGEST_SIZE];

	for (; !ends(options); options++)
		if (options->name != NULL &&
		    (options->flags & OPTION_HIDDEN) == 0)
			suggestion_offer(&nearest, options->name);
	suggestion_print(&nearest, "--", near);
	exit(cli_refuse(word, "no such option%s", near));
}

/*
 * Looks for the long option that a word means, or begins, and says whether the
 * next word belongs to it; getopt(3) tells if it may mean two.
 */
static bool
check_long(const struct argp_option *options, const char *word)
{
	const struct argp_option *option = options;
	size_t length = strcspn(word + 2, "=");
	bool valued = word[2 + length] == '=';

	while (!ends(option) && (option->name == NULL ||
				 strncmp(option->name, word + 2, length) != 0))
		option++;
	if (ends(option))
		refuse_long(options, word);
	if (option->arg == NULL && valued)
		exit(cli_refuse(word, "takes no value"));
	return option->arg != NULL && !valued;
}

/* The same for short ones. */
static bool
check_short(const struct argp_option *options, const char *word)
{
	for (const char *key = word + 1; *key != '\0'; key++) {
		const struct argp_option *option = options;

		while (!ends(option) && option->key != *key)
			option++;
		if (ends(option))
			exit(cli_refuse(word, "no such option"));
		if (option->arg != NULL)
			return key[1] == '\0';
	}
	return false;
}

static void
check_options(const struct argp_option *options, int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		const char *word = argv[i];

		if (word[0] != '-' || word[1] == '\0')
			continue;
		i += (word[1] == '-' ? check_long : check_short)(options, word);
		if (i == argc)
			exit(cli_refuse(word, "needs a value"));
	}
}

/* Without a word of argp's own; the verb's examples come last. */
static char *
filter_help(int key, const char *text, void *input)
{
	const struct words *words = input;

	if (key == ARGP_KEY_HELP_DUP_ARGS_NOTE)
		return NULL;
	if (key == ARGP_KEY_HELP_POST_DOC)
		return examples_append(text == NULL ? "" : text, words->name);
	return words->verb->help_filter == NULL
		       ? (char *)text
		       : words->verb->help_filter(key, text, words->input);
}

void
cli_words(const struct argp *argp, void *input, struct cli_options *options,
	  bool with_json, int argc, char **argv)
{
	struct argp_option all[OPTIONS_MOST] = {0};
	struct argp whole = *argp;
	struct words words = {argp, argv[0], input, options};
	size_t count = 0;
	error_t result;

	for (const struct argp_option *o = argp->options;
	     o != NULL && !ends(o) && count < OPTIONS_MOST - 10; o++)
		all[count++] = *o;
	if (options != NULL) {
		*options = (struct cli_options){IANAPORTS_DATABASE, false};
		all[count++] = option_db;
		if (with_json)
			all[count++] = option_json;
	}
	for (const struct argp_option *o = common; !ends(o); o++)
		all[count++] = *o;
	whole.options = all;
	whole.parser = parse;
	whole.help_filter = filter_help;
	check_options(all, argc, argv);
	/* Options that were not parsed must not be taken for their defaults. */
	result = argp_parse(&whole, argc, argv, ARGP_NO_HELP, NULL, &words);
	if (result != 0) {
		fprintf(stderr, "ianaports: %s\n", strerror(result));
		exit(EXIT_SYSTEM);
	}
}

void
cli_parse(struct cli_options *options, int argc, char **argv, bool with_json,
	  const char *summary)
{
	const struct argp argp = {.doc = summary};

	cli_words(&argp, NULL, options, with_json, argc, argv);
}

int
cli_refuse(const char *word, const char *format, ...)
{
	size_t length = strlen(word);
	va_list arguments;
	char *why;

	/* Not in the midst of a character. */
	if (length > WORD_MOST)
		for (length = WORD_MOST;
		     length > 0 && (word[length] & 0xc0) == 0x80;)
			length--;
	va_start(arguments, format);
	if (vasprintf(&why, format, arguments) < 0)
		cli_memory(NULL);
	va_end(arguments);
	escape_line(stderr, "ianaports: '%.*s%s': %s", (int)length, word,
		    word[length] == '\0' ? "" : "...", why);
	free(why);
	return EXIT_USAGE;
}

int
cli_complain(const char *path, int result)
{
	const char *why;

	switch (-result) {
	case ENOENT:
		why = "no database here; 'ianaports import' makes one";
		break;
	case EBADMSG:
		why = "damaged, or no database of ianaports";
		break;
	case ENODATA:
		why = "has names and ports alone, not the registry's rows";
		break;
	case EPROTONOSUPPORT:
		why = "made by another version; 'ianaports import' makes a"
		      " new one";
		break;
	case ENOTSUP:
		why = "made by a development version of LMDB, or by one that is"
		      " too new; 'ianaports import' makes a new one";
		break;
	case ENOKEY:
		why = "encrypted, or has checksums; 'ianaports import' makes a"
		      " new one";
		break;
	default:
		why = strerror(-result);
	}
	escape_line(stderr, "ianaports: %s: %s", path, why);
	return EXIT_SYSTEM;
}

int
cli_fail(const char *database, int result)
{
	switch (result) {
	case 0:
	case RESULT_CURRENT:
		return 0;
	case RESULT_REFUSED:
		return EXIT_REFUSED;
	case RESULT_UNREACHED:
		return EXIT_NETWORK;
	case RESULT_UNCONFINED:
		fputs("ianaports: cannot give up root's rights; is there a user"
		      " nobody, and the right to become it?\n",
		      stderr);
		return EXIT_SYSTEM;
	default:
		escape_line(stderr, "ianaports: %s: %s", database,
			    strerror(-result));
		return EXIT_SYSTEM;
	}
}

int
cli_open(struct reader **reader, const char *path)
{
	int result = reader_open(reader, path);

	return result == 0 ? 0 : cli_complain(path, result);
}

int
cli_nothing(void)
{
	fputs("ianaports: nothing found\n", stderr);
	return EXIT_REFUSED;
}

int
cli_finish(void)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return 0;
	fprintf(stderr, "ianaports: standard output: %s\n", strerror(errno));
	return EXIT_SYSTEM;
}

char *
cli_format(const char *format, ...)
{
	va_list arguments;
	char *text;
	int length;

	va_start(arguments, format);
	length = vasprintf(&text, format, arguments);
	va_end(arguments);
	return cli_memory(length < 0 ? NULL : text);
}

void *
cli_memory(void *memory)
{
	if (memory == NULL) {
		fprintf(stderr, "ianaports: %s\n", strerror(ENOMEM));
		exit(EXIT_SYSTEM);
	}
	return memory;
}
