/* SPDX-License-Identifier: MIT */
/* ianaports diff: what changed from one registry to another. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/output/changes.h"
#include "importer/compare/compare.h"
#include "importer/registry/load.h"

enum { OPTION_NO_PEOPLE = 512, OPTION_ONLY, OPTION_STAT };

static const struct argp_option options[] = {
	{"no-people", OPTION_NO_PEOPLE, NULL, 0,
	 "Leave out where no more than assignee and contact changed", 0},
	{"only", OPTION_ONLY, "KINDS", 0,
	 "Only these, separated by commas: added, removed, renamed, moved,"
	 " changed",
	 0},
	{"stat", OPTION_STAT, NULL, 0, "Print the counts alone", 0},
	{0},
};

static const char summary[] =
	"Compare registries: what was added, removed, renamed, moved and"
	" changed."
	"\v"
	"OLD and NEW are databases, or registry files in any form that"
	" 'ianaports import' takes; '-' is a registry file on standard input."
	" Without OLD, NEW is compared with the active database.\n"
	"\n"
	"Exit codes: 0 no change, 1 changes, 2 bad usage or a file that is"
	" refused, 3 system error.";

struct words {
	struct cli_options options;
	const char *path[2];
	size_t paths;
	unsigned int kinds; /* 1 << each */
	bool no_people, counts_alone;
};

static void
set_kinds(struct words *words, char *list)
{
	const char *name;

	words->kinds = 0;
	while ((name = strsep(&list, ",")) != NULL) {
		enum change_kind kind = 0;

		while (kind < CHANGE_KINDS &&
		       strcmp(change_name(kind), name) != 0)
			kind++;
		if (kind == CHANGE_KINDS)
			exit(cli_refuse(name, "no such change; there are added,"
					      " removed, renamed, moved and"
					      " changed"));
		words->kinds |= 1u << kind;
	}
}

static error_t
parse(int key, char *argument, struct argp_state *state)
{
	struct words *words = state->input;

	switch (key) {
	case OPTION_NO_PEOPLE:
		words->no_people = true;
		return 0;
	case OPTION_ONLY:
		set_kinds(words, argument);
		return 0;
	case OPTION_STAT:
		words->counts_alone = true;
		return 0;
	case ARGP_KEY_ARG:
		if (words->paths == 2)
			exit(cli_refuse(argument, "two registries at most"));
		words->path[words->paths++] = argument;
		return 0;
	case ARGP_KEY_END:
		if (words->paths == 0)
			exit(cli_refuse("diff", "needs a registry"));
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

/* A row's date of modification goes with what was modified. */
static bool
is_of_people(const struct change *change)
{
	const unsigned int people =
		1u << COLUMN_ASSIGNEE | 1u << COLUMN_CONTACT;

	return change->kind == CHANGE_CHANGED &&
	       (change->fields & people) != 0 &&
	       (change->fields & ~(people | 1u << COLUMN_MODIFIED)) == 0;
}

/* Leaves and counts what was asked for. */
static void
filter(const struct words *words, struct changes *changes)
{
	size_t count = changes->count;

	changes->count = 0;
	memset(changes->counts, 0, sizeof(changes->counts));
	for (size_t i = 0; i < count; i++) {
		const struct change *change = &changes->list[i];

		if ((words->kinds >> change->kind & 1) == 0 ||
		    (words->no_people && is_of_people(change)))
			continue;
		changes->counts[change->kind]++;
		changes->list[changes->count++] = *change;
	}
}

static int
compare(const struct words *words, const struct registry *old,
	const struct registry *new)
{
	const struct edition editions[] = {{words->path[0], old},
					   {words->path[1], new}};
	struct comparison comparison;
	struct changes *changes = &comparison.changes;
	struct terminal page;
	int result = comparison_make(&comparison, old, new);
	bool differ;

	if (result != 0)
		return cli_complain(words->path[1], result);
	filter(words, changes);
	differ = changes->count > 0;
	if (words->counts_alone)
		changes->count = 0;
	terminal_begin(&page);
	if (words->options.json)
		changes_print_json(changes, &editions[0], &editions[1]);
	else
		changes_print(changes, &editions[0], &editions[1], words->kinds,
			      &page);
	result = terminal_end(&page);
	comparison_free(&comparison);
	return result == 0 ? differ : result;
}

int
cli_diff(int argc, char **argv)
{
	static const struct argp argp = {options, parse, "[OLD] NEW", summary,
					 NULL,    NULL,  NULL};
	struct registry old, new;
	struct words words = {.kinds = CHANGE_ALL};
	int result;

	cli_words(&argp, &words, &words.options, true, argc, argv);
	if (words.paths == 1) {
		words.path[1] = words.path[0];
		words.path[0] = words.options.database;
		result = registry_open_database(&old, words.path[0]);
		if (result != 0)
			result = cli_complain(words.path[0], result);
	} else {
		result = open_registry(&old, words.path[0]);
	}
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
