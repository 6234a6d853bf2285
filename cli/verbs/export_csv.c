#include <stdio.h>
#include <string.h>

#include "cli/verbs/export.h"
#include "importer/forms/title.h"

/* Quotes only where there must be some, as IANA does. */
static void
print_cell(const struct export *export, const char *text)
{
	const char *quote = strpbrk(text, ",\"\r\n") == NULL ? "" : "\"";

	fputs(quote, stdout);
	for (const char *inner; (inner = strchr(text, '"')) != NULL;) {
		export_text(export, text, (size_t)(inner - text));
		fputs("\"\"", stdout);
		text = inner + 1;
	}
	export_text(export, text, strlen(text));
	fputs(quote, stdout);
}

/* RFC 4180: CR LF between rows. */
static void
end_cell(const struct export *export, enum column column)
{
	if (column + 1 < COLUMNS)
		putchar(',');
	else
		fputs(export->terminal ? "\n" : "\r\n", stdout);
}

int
export_csv(const struct export *export)
{
	for (enum column i = 0; i < COLUMNS; i++) {
		print_cell(export, titles_services.names[i]);
		end_cell(export, i);
	}
	for (size_t i = 0; i < export->registry.row_count; i++)
		for (enum column j = 0; j < COLUMNS; j++) {
			print_cell(export, export->registry.rows[i].field[j]);
			end_cell(export, j);
		}
	return 0;
}
