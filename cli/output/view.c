/* SPDX-License-Identifier: MIT */
#include "cli/output/view.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/cli.h"
#include "cli/query/suggest.h"

char *
view_help(const struct view *view)
{
	char *text = cli_format("Print these columns, separated by commas:");

	for (const struct cli_column *c = view->columns; c->name != NULL; c++)
		text = cli_append(text, "%s %s", c == view->columns ? "" : ",",
				  c->name);
	return text;
}

static int
refuse(const struct view *view, const char *name)
{
	struct suggestion nearest = {.word = name};
	char near[SUGGEST_SIZE];

	for (const struct cli_column *c = view->columns; c->name != NULL; c++)
		suggestion_offer(&nearest, c->name);
	suggestion_print(&nearest, "", near);
	return cli_refuse(name, "no such column; there are%s%s",
			  strchr(view_help(view), ':') + 1, near);
}

static void
choose(struct view *view, const char *list)
{
	char *copy = cli_format("%s", list), *rest = copy;
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

void
view_choose(struct view *view)
{
	if (view->count == 0)
		choose(view, view->standard);
}

void
view_finish(struct view *view, const char *other)
{
	bool asked = view->list != NULL || view->headless || view->raw;

	if (other != NULL && asked)
		exit(cli_refuse(other, "not with -o, -n or -r"));
	if (view->list != NULL && view->list[0] == '+')
		view_choose(view);
	if (view->list != NULL)
		choose(view, view->list + (view->list[0] == '+'));
	if (view->raw || (view->headless && !view->own))
		view_choose(view);
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

void
view_add(const struct view *view, struct libscols_table *table,
	 const char *const *cells, bool dim)
{
	const char *chosen[VIEW_MOST];

	for (size_t i = 0; i < view->count; i++)
		chosen[i] = cells[view->chosen[i]][0] == '\0'
				    ? "-"
				    : cells[view->chosen[i]];
	cli_table_add(table, chosen, view->count, dim);
}
