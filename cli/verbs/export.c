/* SPDX-License-Identifier: MIT */
/* ianaports export: the registry in a form that others read. */
#include "cli/verbs/export.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/output/entry.h"
#include "cli/output/json.h"
#include "cli/usage.h"
#include "importer/forms/title.h"
#include "importer/input/escape.h"

void
export_text(const struct export *export, const char *text, size_t length)
{
	if (export->terminal)
		escape_print(stdout, text, length);
	else
		fwrite(text, 1, length, stdout);
}

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

static int
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

static void
put_person(struct json *json, const char *const *fields)
{
	static const char *const keys[PERSON_FIELDS] = {
		[PERSON_ID] = "id",
		[PERSON_NAME] = "name",
		[PERSON_ORGANISATION] = "organisation",
		[PERSON_URI] = "uri",
		[PERSON_UPDATED] = "updated",
	};

	json_open_object(json, NULL);
	for (enum person i = 0; i < PERSON_FIELDS; i++)
		json_text(json, keys[i], fields[i]);
	json_close(json);
}

static int
export_json(const struct export *export)
{
	const struct registry *registry = &export->registry;
	const char *const *meta = reader_meta(registry->reader);
	struct json json;

	json_begin(&json, registry->date, true);
	json_text(&json, "form", meta[META_FORM]);
	json_text(&json, "digest", meta[META_DIGEST]);
	json_open_list(&json, "rows");
	for (size_t i = 0; i < registry->row_count; i++)
		row_json(&json, NULL, &registry->rows[i]);
	json_close(&json);
	json_open_list(&json, "people");
	for (size_t i = 0; i < registry->person_count; i++)
		put_person(&json, registry->people[i]);
	json_end(&json);
	return 0;
}

static const struct form {
	const char *name;
	int (*write)(const struct export *export);
} forms[] = {
	{"services", export_services},
	{"csv", export_csv},
	{"json", export_json},
};

static void
set_form(void *to, const char *name)
{
	const struct form **form = to;

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (strcmp(name, forms[i].name) == 0) {
			*form = &forms[i];
			return;
		}
	exit(cli_refuse(name, "no such form; there are services, csv"
			      " and json"));
}

int
cli_export(int argc, char **argv)
{
	struct export export = {.merge = NULL};
	const struct form *form = NULL;
	const struct cli_option options[] = {
		{"format", '\0', "FORM", "services, csv or json",
		 .take = set_form, .to = &form},
		{"merge", '\0', "FILE",
		 "With services: begin with this services(5) file, and leave"
		 " the names that it knows to it",
		 .text = &export.merge},
		{0}};
	const struct usage usage = {
		.summary = "Write the whole registry to standard output: as"
			   " services(5), for programs that read /etc/services"
			   " themselves; as CSV, as IANA publishes it; or as"
			   " JSON.",
		.examples = "export --format csv >registry.csv\n"
			    "export --format services --merge /etc/services",
		.options = options,
		.database = &export.database};
	int result;

	usage_parse(&usage, argc, argv);
	if (form == NULL)
		return cli_refuse("export", "needs --format services, csv or"
					    " json");
	if (export.merge != NULL && form->write != export_services)
		return cli_refuse("--merge", "for services alone");
	export.terminal = isatty(STDOUT_FILENO) == 1;
	cli_load(&export.registry, export.database);
	result = form->write(&export);
	registry_free(&export.registry);
	return result == 0 ? cli_finish() : result;
}
