/* SPDX-License-Identifier: MIT */
#include "cli/output/view.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/cli.h"
#include "cli/query/suggest.h"
#include "importer/input/append.h"

/* Room for the names of all columns. */
#define NAMES_SIZE 256

static int
refuse(const struct view *view, const char *name)
{
	struct suggestion nearest = {.word = name};
	char near[SUGGEST_SIZE], names[NAMES_SIZE] = "";

	for (const struct cli_column *c = view->columns; c->name != NULL; c++) {
		suggestion_offer(&nearest, c->name);
		append_format(names, sizeof(names), "%s%s",
			      names[0] == '\0' ? "" : ", ", c->name);
	}
	suggestion_print(&nearest, "", near);
	return cli_refuse(name, "no such column; there are %s%s", names, near);
}

static void
choose(struct view *view, const char *list)
{
	char *copy = cli_memory(strdup(list)), *rest = copy;
	const char *name;

	while ((name = strsep(&rest, ",")) != NULL) {
		size_t at = 0;

		while (view->columns[at].name != NULL &&
		       strcasecmp(view->columns[at].name, name) != 0)
			at++;
		if (view->columns[at].name == NULL)
			exit(refuse(view, name));
		if (view->count == VIEW_MOST)
			exit(cli_refuse(list, "too many columns"));
		view->chosen[view->count++] = at;
	}
	free(copy);
}

error_t
view_parse(struct view *view, int key, char *argument)
{
	switch (key) {
	case 'o':
		view->count = 0;
		if (argument[0] == '+')
			choose(view, view->standard);
		choose(view, argument + (argument[0] == '+'));
		return 0;
	case 'n':
		view->headless = true;
		return 0;
	case 'r':
		view->raw = true;
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

void
view_finish(struct view *view, const char *other)
{
	if (other != NULL && (view->count > 0 || view->headless || view->raw))
		exit(cli_refuse(other, "not with -o, -n or -r"));
	if (view->raw && view->count == 0)
		choose(view, view->standard);
}

struct libscols_table *
view_table(const struct view *view, const struct terminal *page)
{
	struct cli_column columns[VIEW_MOST + 1] = {0};
	struct libscols_table *table;

	for (size_t i = 0; i < view->count; i++)
		columns[i] = view->columns[view->chosen[i]];
	table = cli_table_new(page, columns);
	cli_table_simplify(table, view->headless, view->raw);
	return table;
}
