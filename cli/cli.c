#include "cli/cli.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/query/suggest.h"
#include "config.h"
#include "importer/input/escape.h"
#include "importer/result.h"

enum { OPTION_DB = 256, OPTION_JSON, OPTION_HELP, OPTION_USAGE };

/* As much of a word as a line of complaint has room for. */
#define WORD_MOST 40

static const struct argp_option common[] = {
	{"db", OPTION_DB, "DB", 0,
	 "Read this database, not " IANAPORTS_DATABASE, 0},
	{"json", OPTION_JSON, NULL, 0, "Print one JSON document", 0},
	{"help", OPTION_HELP, NULL, 0, "Print all help", -1},
	{NULL, 'h', NULL, 0, "Print short help", -1},
	{"usage", OPTION_USAGE, NULL, OPTION_HIDDEN, NULL, -1},
	{"version", 'V', NULL, 0, "Print the version", -1},
	{0}};

#define COMMON (sizeof(common) / sizeof(common[0]))

/* The first of those that every verb has. */
#define FOR_ALL 2

struct words {
	struct cli_options *options;
	void *input; /* of the verb */
};

static error_t
parse(int key, char *argument, struct argp_state *state)
{
	const struct words *words = state->input;

	switch (key) {
	case ARGP_KEY_INIT:
		if (state->root_argp->children != NULL)
			state->child_inputs[0] = words->input;
		return 0;
	case OPTION_DB:
		words->options->database = argument;
		return 0;
	case OPTION_JSON:
		words->options->json = true;
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
		return ARGP_ERR_UNKNOWN;
	}
}

static bool
ends(const struct argp_option *option)
{
	return option->name == NULL && option->key == 0 && option->doc == NULL;
}

/* getopt(3) has no word on what was meant. */
static void
refuse_long(const struct argp_option *const *lists, const char *word)
{
	struct suggestion nearest = {.word = word + 2};
	char near[SUGGEST_SIZE];

	for (; *lists != NULL; lists++)
		for (const struct argp_option *o = *lists; !ends(o); o++)
			if (o->name != NULL && (o->flags & OPTION_HIDDEN) == 0)
				suggestion_offer(&nearest, o->name);
	suggestion_print(&nearest, "--", near);
	exit(cli_refuse(word, "no such option%s", near));
}

/*
 * Looks for the long option that a word means, or begins, and says whether the
 * next word belongs to it; getopt(3) tells if it may mean two.
 */
static bool
check_long(const struct argp_option *const *lists, const char *word)
{
	size_t length = strcspn(word + 2, "=");
	bool valued = word[2 + length] == '=';

	for (const struct argp_option *const *l = lists; *l != NULL; l++)
		for (const struct argp_option *o = *l; !ends(o); o++) {
			if (o->name == NULL ||
			    strncmp(o->name, word + 2, length) != 0)
				continue;
			if (o->arg == NULL && valued)
				exit(cli_refuse(word, "takes no value"));
			return o->arg != NULL && !valued;
		}
	refuse_long(lists, word);
	return false;
}

static const struct argp_option *
find_short(const struct argp_option *const *lists, char key)
{
	for (; *lists != NULL; lists++)
		for (const struct argp_option *o = *lists; !ends(o); o++)
			if (o->key == key)
				return o;
	return NULL;
}

/* The same for short ones. */
static bool
check_short(const struct argp_option *const *lists, const char *word)
{
	for (const char *key = word + 1; *key != '\0'; key++) {
		const struct argp_option *option = find_short(lists, *key);

		if (option == NULL)
			exit(cli_refuse(word, "no such option"));
		if (option->arg != NULL)
			return key[1] == '\0';
	}
	return false;
}

static void
check_options(const struct argp_option *const *lists, int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		const char *word = argv[i];

		if (word[0] != '-' || word[1] == '\0')
			continue;
		i += (word[1] == '-' ? check_long : check_short)(lists, word);
		if (i == argc)
			exit(cli_refuse(word, "needs a value"));
	}
}

/* Words that the verb's own parser leaves. */
static error_t
refuse_words(int key, char *argument, struct argp_state *state)
{
	(void)argument;
	if (key == ARGP_KEY_ARGS)
		exit(cli_refuse(state->argv[state->next],
				"this verb takes no word"));
	return ARGP_ERR_UNKNOWN;
}

void
cli_words(const struct argp *argp, void *input, struct cli_options *options,
	  bool with_json, int argc, char **argv)
{
	static const struct argp_option none[] = {{0}};
	const struct argp_option *lists[3] = {0};
	struct argp_option known[COMMON] = {0};
	const struct argp own = {argp->options, argp->parser, NULL, NULL,
				 NULL,          NULL,         NULL};
	const struct argp rest = {.parser = refuse_words};
	const struct argp_child children[] = {
		{&own, 0, NULL, 0}, {&rest, 0, NULL, 0}, {0}};
	const struct argp whole = {known,     parse,    argp->args_doc,
				   argp->doc, children, argp->help_filter,
				   NULL};
	struct words words = {options, input};
	size_t asked = options == NULL ? 0 : 1 + with_json;
	error_t result;

	if (options != NULL)
		*options = (struct cli_options){IANAPORTS_DATABASE, false};
	if (options != NULL)
		memcpy(known, common, asked * sizeof(known[0]));
	memcpy(known + asked, common + FOR_ALL,
	       (COMMON - FOR_ALL) * sizeof(known[0]));
	lists[0] = known;
	lists[1] = argp->options == NULL ? none : argp->options;
	check_options(lists, argc, argv);
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

void *
cli_memory(void *memory)
{
	if (memory == NULL) {
		fprintf(stderr, "ianaports: %s\n", strerror(ENOMEM));
		exit(EXIT_SYSTEM);
	}
	return memory;
}
