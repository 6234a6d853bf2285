/* SPDX-License-Identifier: MIT */
/* ianaports diff: what changed from one registry to another. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/cli.h"
#include "cli/output/changes.h"
#include "importer/compare/compare.h"
#include "importer/registry/load.h"

enum { OPTION_JSON = 256 };

static const struct argp_option options[] = {
	{"json", OPTION_JSON, NULL, 0, "Print one JSON document", 0},
	{0},
};

static const char summary[] =
	"Compare two registries: what was added, removed, renamed, moved and"
	" changed."
	"\v"
	"OLD and NEW are databases, or registry files in any form that"
	" 'ianaports import' takes; '-' is a registry file on standard input.\n"
	"\n"
	"Exit codes: 0 no change, 1 changes, 2 bad usage or a file that is"
	" refused, 3 system error.";

struct words {
	const char *path[2];
	bool json;
};

static error_t
parse(int key, char *argument, struct argp_state *state)
{
	struct words *words = state->input;

	switch (key) {
	case OPTION_JSON:
		words->json = true;
		return 0;
	case ARGP_KEY_ARG:
		if (state->arg_num > 1)
			exit(cli_refuse(argument, "needs two registries"));
		words->path[state->arg_num] = argument;
		return 0;
	case ARGP_KEY_END:
		if (state->arg_num < 2)
			exit(cli_refuse("diff", "needs two registries"));
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

/* Returns 0 and a registry to be freed, or the exit code. */
static int
open_registry(struct registry *registry, const char *path)
{
	struct diag diag = {.out = stderr, .file = path, .quiet = true};
	int result = registry_open(registry, path, &diag);

	diag_end(&diag);
	/* 1 is for changes, as in diff(1). */
	if (result == RESULT_REFUSED)
		return EXIT_USAGE;
	return result == 0 ? 0 : cli_complain(path, result);
}

static int
compare(const struct words *words, const struct registry *old,
	const struct registry *new)
{
	const struct edition editions[] = {{words->path[0], old},
					   {words->path[1], new}};
	struct comparison comparison;
	int result = comparison_make(&comparison, old, new);
	bool differ;

	if (result != 0)
		return cli_complain(words->path[1], result);
	differ = comparison.changes.count > 0;
	(words->json ? changes_print_json : changes_print)(
		&comparison.changes, &editions[0], &editions[1]);
	comparison_free(&comparison);
	result = cli_finish();
	return result == 0 ? differ : result;
}

int
cli_diff(int argc, char **argv)
{
	static const struct argp argp = {options, parse, "OLD NEW", summary,
					 NULL,    NULL,  NULL};
	struct registry old, new;
	struct words words = {{NULL}, false};
	int result;

	cli_words(&argp, &words, NULL, false, argc, argv);
	result = open_registry(&old, words.path[0]);
	if (result != 0)
		return result;
	result = open_registry(&new, words.path[1]);
	if (result == 0) {
		result = compare(&words, &old, &new);
		registry_free(&new);
	}
	registry_free(&old);
	return result;
}
