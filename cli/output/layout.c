/* SPDX-License-Identifier: MIT */
#include "cli/output/layout.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/cli.h"
#include "cli/query/suggest.h"
#include "importer/input/append.h"

/* Room for the names of all columns. */
#define NAMES_SIZE 256

static int
refuse(const struct layout *layout, const char *name)
{
	struct suggestion nearest = {.word = name};
	char near[SUGGEST_SIZE], names[NAMES_SIZE] = "";

	for (const struct cli_column *c = layout->columns; c->name != NULL;
	     c++) {
		suggestion_offer(&nearest, c->name);
		append_format(names, sizeof(names), "%s%s",
			      names[0] == '\0' ? "" : ", ", c->name);
	}
	suggestion_print(&nearest, "", near);
	return cli_refuse(name, "no such column; there are %s%s", names, near);
}

static void
choose(struct layout *layout, const char *list)
{
	char *copy = cli_memory(strdup(list)), *rest = copy;
	const char *name;

	while ((name = strsep(&rest, ",")) != NULL) {
		size_t at = 0;

		while (layout->columns[at].name != NULL &&
		       strcasecmp(layout->columns[at].name, name) != 0)
			at++;
		if (layout->columns[at].name == NULL)
			exit(refuse(layout, name));
		if (layout->count == LAYOUT_MOST)
			exit(cli_refuse(list, "too many columns"));
		layout->chosen[layout->count++] = at;
	}
	free(copy);
}

error_t
layout_parse(struct layout *layout, int key, char *argument)
{
	switch (key) {
	case 'o':
		layout->count = 0;
		if (argument[0] == '+')
			choose(layout, layout->standard);
		choose(layout, argument + (argument[0] == '+'));
		return 0;
	case 'n':
		layout->headless = true;
		return 0;
	case 'r':
		layout->raw = true;
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

void
layout_finish(struct layout *layout, const char *other)
{
	if (other != NULL &&
	    (layout->count > 0 || layout->headless || layout->raw))
		exit(cli_refuse(other, "not with -o, -n or -r"));
	if (layout->raw && layout->count == 0)
		choose(layout, layout->standard);
}

struct libscols_table *
layout_table(const struct layout *layout, const struct terminal *page)
{
	struct cli_column columns[LAYOUT_MOST + 1] = {0};
	struct libscols_table *table;

	for (size_t i = 0; i < layout->count; i++)
		columns[i] = layout->columns[layout->chosen[i]];
	table = cli_table_new(page, columns);
	cli_table_simplify(table, layout->headless, layout->raw);
	return table;
}
