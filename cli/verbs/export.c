/* ianaports export: the registry in a form that others read. */
#include "cli/verbs/export.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "importer/input/escape.h"
#include "importer/registry/load.h"

enum { OPTION_FORMAT = 256, OPTION_MERGE };

static const struct argp_option options[] = {
	{"format", OPTION_FORMAT, "FORM", 0, "services, csv or json", 0},
	{"merge", OPTION_MERGE, "FILE", 0,
	 "With services: begin with this services(5) file, and leave the names"
	 " that it knows to it",
	 0},
	{0},
};

static const char summary[] =
	"Write the whole registry to standard output: as services(5), for"
	" programs that read /etc/services themselves; as CSV, as IANA"
	" publishes it; or as JSON.";

struct words {
	struct export export;
	int (*write)(const struct export *export);
};

static const struct {
	const char *name;
	int (*write)(const struct export *export);
} forms[] = {
	{"services", export_services},
	{"csv", export_csv},
	{"json", export_json},
};

static void
set_form(struct words *words, const char *name)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (strcmp(name, forms[i].name) == 0) {
			words->write = forms[i].write;
			return;
		}
	exit(cli_refuse(name, "no such form; there are services, csv"
			      " and json"));
}

static error_t
parse(int key, char *argument, struct argp_state *state)
{
	struct words *words = state->input;

	switch (key) {
	case OPTION_FORMAT:
		set_form(words, argument);
		return 0;
	case OPTION_MERGE:
		words->export.merge = argument;
		return 0;
	case ARGP_KEY_END:
		if (words->write == NULL)
			exit(cli_refuse("export",
					"in which form? give --format with"
					" services, csv or json"));
		if (words->export.merge != NULL &&
		    words->write != export_services)
			exit(cli_refuse("--merge", "for services alone"));
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

void
export_text(const struct export *export, const char *text, size_t length)
{
	if (export->terminal)
		escape_print(stdout, text, length);
	else
		fwrite(text, 1, length, stdout);
}

int
cli_export(int argc, char **argv)
{
	static const struct argp argp = {options, parse, NULL, summary,
					 NULL,    NULL,  NULL};
	struct cli_options common;
	struct words words = {.write = NULL};
	struct export *export = &words.export;
	int result;

	cli_words(&argp, &words, &common, false, argc, argv);
	export->database = common.database;
	export->terminal = isatty(STDOUT_FILENO) == 1;
	result = cli_open(&export->reader, export->database);
	if (result != 0)
		return result;
	result = registry_load(&export->registry, export->reader);
	if (result == 0) {
		result = words.write(export);
		registry_free(&export->registry);
	} else
		result = cli_complain(export->database, result);
	reader_free(export->reader);
	return result == 0 ? cli_finish() : result;
}
