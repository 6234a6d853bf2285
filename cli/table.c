#include "cli/table.h"

#include <libsmartcols/libsmartcols.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/text.h"

/* The smallest share of the page that a column which gives way keeps. */
#define SHARE 0.1

struct libscols_table *
ianaports_cli_table_new(const struct ianaports_page *page,
			const struct ianaports_cli_column *columns)
{
	struct libscols_table *table = ianaports_cli_memory(scols_new_table());

	scols_table_set_termforce(table, page->terminal
						 ? SCOLS_TERMFORCE_ALWAYS
						 : SCOLS_TERMFORCE_NEVER);
	if (page->terminal)
		scols_table_set_termwidth(table, page->width);
	for (; columns->name != NULL; columns++)
		ianaports_cli_memory(scols_table_new_column(
			table, columns->name, columns->cut ? SHARE : 0,
			(columns->right ? SCOLS_FL_RIGHT : 0) |
				(columns->cut ? SCOLS_FL_TRUNC : 0)));
	return table;
}

void
ianaports_cli_table_add(struct libscols_table *table, const char *const *cells,
			size_t count)
{
	struct libscols_line *line =
		ianaports_cli_memory(scols_table_new_line(table, NULL));

	for (size_t i = 0; i < count; i++) {
		/* libsmartcols frees it. */
		char *clean = ianaports_text_clean(cells[i], false);

		if (scols_line_refer_data(line, i, clean) != 0)
			ianaports_cli_memory(NULL);
	}
}

void
ianaports_cli_table_print(struct libscols_table *table,
			  const struct ianaports_page *page, char *const *words,
			  size_t count)
{
	char *text = NULL;

	if (scols_table_is_empty(table) == 0) {
		if (scols_print_table_to_string(table, &text) != 0)
			ianaports_cli_memory(NULL);
		ianaports_text_highlight(stdout, text, words,
					 page->colour ? count : 0);
		putchar('\n');
	}
	free(text);
	scols_unref_table(table);
}
