/* SPDX-License-Identifier: MIT */
#include "cli/output/names.h"

#include <stdlib.h>
#include <strings.h>

#include "cli/output/text.h"

static int
compare_names(const void *a, const void *b)
{
	return strcasecmp(*(const char *const *)a, *(const char *const *)b);
}

int
names_print(const struct roll *roll)
{
	struct terminal page;
	const char **names =
		cli_memory(calloc(roll->count + 1, sizeof(*names)));
	size_t count = 0;

	for (size_t i = 0; i < roll->count; i++) {
		const struct item *item = &roll->items[i];
		const char *name = item->line != NULL
					   ? item->line->names
					   : item->row->field[COLUMN_NAME];

		if (name[0] != '\0')
			names[count++] = name;
	}
	qsort(names, count, sizeof(*names), compare_names);
	terminal_begin(&page);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || strcasecmp(names[i - 1], names[i]) != 0)
			text_wrap(stdout, names[i], false, 0, 0);
	free(names);
	roll_free(roll);
	return terminal_end(&page);
}
