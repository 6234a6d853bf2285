/* SPDX-License-Identifier: MIT */
/* ianaports diff: what changed from one registry to another. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/output/changes.h"
#include "cli/usage.h"
#include "importer/compare/compare.h"
#include "importer/registry/load.h"

struct words {
	const char *database, *path[2];
	unsigned int kinds; /* 1 << each */
	bool json, no_people, counts_alone;
	struct view view;
};

static void
set_kinds(void *to, const char *list)
{
	char *copy = cli_format("%s", list), *rest = copy;
	unsigned int *kinds = to;
	const char *name;

	*kinds = 0;
	while ((name = strsep(&rest, ",")) != NULL) {
		enum change_kind kind = 0;

		while (kind < CHANGE_KINDS &&
		       strcmp(change_name(kind), name) != 0)
			kind++;
		if (kind == CHANGE_KINDS)
			exit(cli_refuse(name, "no such change; there are added,"
					      " removed, renamed, moved and"
					      " changed"));
		*kinds |= 1u << kind;
	}
	free(copy);
}

static void
open_registry(struct registry *registry, const char *path)
{
	struct diag diag = {.out = stderr, .file = path, .quiet = true};
	int result = registry_open(registry, path, &diag);

	diag_end(&diag);
	if (result == 0)
		return;
	if (result != RESULT_REFUSED)
		exit(cli_complain(path, result));
	/* 1 is for changes, as in diff(1). */
	exit(cli_refused(path) == EXIT_SYSTEM ? EXIT_SYSTEM : EXIT_USAGE);
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
	if (words->json)
		changes_print_json(changes, &editions[0], &editions[1]);
	else if (words->view.count > 0)
		changes_print_table(changes, &words->view, &page);
	else
		changes_print(changes, &editions[0], &editions[1], words->kinds,
			      &page);
	result = terminal_end(&page);
	comparison_free(&comparison);
	return result == 0 ? differ : result;
}

/* Without OLD, it is the active database. */
static void
open_old(struct words *words, struct registry *old)
{
	if (words->path[1] != NULL) {
		open_registry(old, words->path[0]);
		return;
	}
	words->path[1] = words->path[0];
	words->path[0] = words->database;
	cli_load(old, words->database);
}

static void
read_words(struct words *words, int argc, char **argv)
{
	const struct cli_option options[] = {
		{"no-people", '\0', NULL,
		 "Leave out where no more than assignee and contact changed",
		 .flag = &words->no_people},
		{"only", '\0', "KINDS",
		 "Only these, separated by commas: added, removed, renamed,"
		 " moved, changed",
		 .take = set_kinds, .to = &words->kinds},
		{"stat", '\0', NULL, "Print the counts alone",
		 .flag = &words->counts_alone},
		{0}};
	const struct usage usage = {
		.summary = "Compare registries: what was added, removed,"
			   " renamed, moved and changed.",
		.arguments = "[OLD] NEW",
		.notes =
			"OLD and NEW are databases, or registry files in any"
			" form that 'ianaports import' takes; '-' is a registry"
			" file on standard input. Without OLD, NEW is compared"
			" with the active database. With -o, -n or -r each"
			" field that changed is a line of a table.\n"
			"Exit status: 0 no change, 1 changes, 2 bad usage or a"
			" file that is refused, 3 system error.",
		.examples = "diff new.xml\ndiff --no-people old.csv new.xml",
		.options = options,
		.database = &words->database,
		.json = &words->json,
		.view = &words->view};
	size_t count = usage_parse(&usage, argc, argv);

	if (words->counts_alone && words->view.count > 0)
		exit(cli_refuse("--stat", "not with -o, -n or -r"));
	if (count == 0)
		exit(cli_refuse("diff", "needs a registry"));
	if (count > 2)
		exit(cli_refuse(argv[3], "two registries at most"));
	words->path[0] = argv[1];
	words->path[1] = argv[2];
}

int
cli_diff(int argc, char **argv)
{
	struct registry old, new;
	struct words words = {.kinds = CHANGE_ALL, .view = changes_view};
	int result;

	read_words(&words, argc, argv);
	open_old(&words, &old);
	open_registry(&new, words.path[1]);
	result = compare(&words, &old, &new);
	registry_free(&new);
	registry_free(&old);
	return result;
}
