#include <stdio.h>
#include <string.h>

#include "cli/verbs/export.h"
#include "importer/registry/columns.h"

/* Quotes only where there must be some, as IANA does; libcsv always quotes. */
static void
print_cell(const char *text)
{
	if (strpbrk(text, ",\"\r\n") == NULL) {
		fputs(text, stdout);
		return;
	}
	putchar('"');
	for (; *text != '\0'; text++) {
		if (*text == '"')
			putchar('"');
		putchar(*text);
	}
	putchar('"');
}

/* RFC 4180: CR LF between rows. */
static void
end_cell(enum column column)
{
	fputs(column + 1 < COLUMNS ? "," : "\r\n", stdout);
}

int
export_csv(const struct export *export)
{
	for (enum column i = 0; i < COLUMNS; i++) {
		print_cell(column_titles[i]);
		end_cell(i);
	}
	for (size_t i = 0; i < export->registry.row_count; i++)
		for (enum column j = 0; j < COLUMNS; j++) {
			print_cell(export->registry.rows[i].field[j]);
			end_cell(j);
		}
	return 0;
}
