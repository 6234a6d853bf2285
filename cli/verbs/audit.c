/* SPDX-License-Identifier: MIT */
/* ianaports audit: a services(5) file held against the registry. */
#include "importer/compare/audit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/output/json.h"
#include "cli/output/table.h"
#include "cli/output/terminal.h"
#include "importer/input/escape.h"
#include "importer/registry/load.h"

enum { OPTION_STRICT = 512 };

static const struct argp_option options[] = {
	{"strict", OPTION_STRICT, NULL, 0,
	 "Exit with 1 if there is anything to say", 0},
	{0},
};

static const char summary[] =
	"Compare a services(5) file with the registry: /etc/services, or FILE;"
	" '-' is standard input.";

struct words {
	struct cli_options options;
	const char *path;
	bool strict;
	struct services services;
	struct registry registry;
	struct audit audit;
};

/* Each kind's name in a table, and in JSON, where it counts many. */
static const struct {
	const char *name, *key, *meaning;
} kinds[] = {
	[FINDING_OTHER_NAME] = {"other name", "other_name",
				"pairs that bear another name at IANA"},
	[FINDING_UNKNOWN_PAIR] = {"unknown pair", "unknown_pair",
				  "pairs that IANA has not assigned"},
	[FINDING_UNKNOWN_NAME] = {"unknown name", "unknown_name",
				  "names that IANA does not know"},
	[FINDING_OTHER_PAIRS] = {"other pairs", "other_pairs",
				 "names on other ports or transports there"},
	[FINDING_REDUNDANT] = {"redundant", "redundant",
			       "lines that say what the registry does"},
};

static error_t
parse(int key, char *argument, struct argp_state *state)
{
	struct words *words = state->input;

	switch (key) {
	case OPTION_STRICT:
		words->strict = true;
		return 0;
	case ARGP_KEY_ARG:
		if (state->arg_num > 0)
			argp_error(state, "one file at a time");
		words->path = argument;
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const char *
next(const struct strings *strings, const char *string)
{
	string = string == NULL ? strings->text : string + strlen(string) + 1;
	return string < strings->text + strings->size ? string : NULL;
}

/* The strings on one line, or what stands for none; to be freed. */
static char *
join(const struct strings *strings, const char *none)
{
	char *line = NULL;
	size_t size;
	FILE *out = cli_memory(open_memstream(&line, &size));
	const char *string = NULL, *space = "";

	if (strings->size == 0)
		fputs(none, out);
	while ((string = next(strings, string)) != NULL) {
		fprintf(out, "%s%s", space, string);
		space = " ";
	}
	fclose(out);
	return cli_memory(line);
}

static void
print_counts(const struct audit *audit, const struct terminal *page)
{
	static const struct cli_column columns[] = {
		{"COUNT", true, false},
		{"FINDING", false, false},
		{"WHAT IT COUNTS", false, true},
		{0}};
	struct libscols_table *table = cli_table_new(page, columns);

	for (size_t i = 0; i < FINDING_KINDS; i++) {
		char count[24];
		const char *cells[] = {count, kinds[i].name, kinds[i].meaning};

		snprintf(count, sizeof(count), "%zu", audit->counts[i]);
		cli_table_add(table, cells, 3, false);
	}
	cli_table_print(table, page, NULL, 0);
}

static void
print_findings(const struct audit *audit, const struct terminal *page)
{
	static const struct cli_column columns[] = {
		{"LINE", true, false},    {"FINDING", false, false},
		{"NAME", false, false},   {"PAIRS", false, true},
		{"AT IANA", false, true}, {0}};
	struct libscols_table *table = cli_table_new(page, columns);

	for (size_t i = 0; i < audit->count; i++) {
		const struct finding *finding = &audit->findings[i];
		bool portless = finding->kind == FINDING_OTHER_PAIRS;
		char *pairs = join(&finding->pairs, "-"), line[24];
		char *registry =
			join(&finding->registry, portless ? "no port" : "-");
		const char *cells[] = {line, kinds[finding->kind].name,
				       finding->name, pairs, registry};

		snprintf(line, sizeof(line), "%zu", finding->line);
		cli_table_add(table, cells, 5,
			      finding->kind == FINDING_REDUNDANT);
		free(pairs);
		free(registry);
	}
	cli_table_print(table, page, NULL, 0);
}

static void
print_text(const struct words *words, const struct terminal *page)
{
	const char *date = words->registry.date;

	escape_line(stdout, "%s: %zu lines, against the registry of %s",
		    words->path, words->services.count,
		    date[0] == '\0' ? "unknown date" : date);
	putchar('\n');
	print_counts(&words->audit, page);
	if (words->audit.count > 0)
		putchar('\n');
	print_findings(&words->audit, page);
}

static struct json_object *
array(const struct strings *strings)
{
	struct json_object *list = json_object_new_array();
	const char *string = NULL;

	while ((string = next(strings, string)) != NULL)
		json_add(list, json_object_new_string(string));
	return list;
}

static void
print_json(const struct words *words)
{
	const struct audit *audit = &words->audit;
	struct json_object *document = json_document(words->registry.date);
	struct json_object *counts = json_object_new_object();
	struct json_object *findings = json_object_new_array();

	json_text(document, "path", words->path);
	json_number(document, "lines", (int64_t)words->services.count);
	for (size_t i = 0; i < FINDING_KINDS; i++)
		json_number(counts, kinds[i].key, (int64_t)audit->counts[i]);
	json_put(document, "counts", counts);
	for (size_t i = 0; i < audit->count; i++) {
		const struct finding *finding = &audit->findings[i];
		struct json_object *object = json_object_new_object();

		json_text(object, "finding", kinds[finding->kind].key);
		json_number(object, "line", (int64_t)finding->line);
		json_text(object, "name", finding->name);
		json_put(object, "pairs", array(&finding->pairs));
		json_put(object, "registry", array(&finding->registry));
		json_add(findings, object);
	}
	json_put(document, "findings", findings);
	json_print(document);
}

static int
audit(struct words *words)
{
	struct terminal page;
	int result;

	result = audit_run(&words->audit, &words->services, &words->registry);
	if (result != 0)
		return cli_complain(words->path, result);
	terminal_begin(&page);
	if (words->options.json)
		print_json(words);
	else
		print_text(words, &page);
	result = terminal_end(&page);
	if (result == 0 && words->strict &&
	    words->audit.count + words->services.passed > 0)
		result = EXIT_REFUSED;
	audit_free(&words->audit);
	return result;
}

static int
read_file(struct words *words)
{
	struct diag diag = {.out = stderr, .file = words->path};
	struct source source;
	int result = services_read_file(&words->services, &source, words->path,
					&diag);

	diag_end(&diag);
	source_free(&source);
	if (result == RESULT_REFUSED)
		return EXIT_REFUSED;
	return result == 0 ? 0 : cli_complain(words->path, result);
}

static int
read_registry(struct words *words)
{
	const char *path = words->options.database;
	int result = registry_open_database(&words->registry, path);

	return result == 0 ? 0 : cli_complain(path, result);
}

int
cli_audit(int argc, char **argv)
{
	static const struct argp argp = {options, parse, "[FILE]", summary,
					 NULL,    NULL,  NULL};
	struct words words = {.path = "/etc/services"};
	int result;

	cli_words(&argp, &words, &words.options, true, argc, argv);
	result = read_file(&words);
	if (result == 0)
		result = read_registry(&words);
	if (result == 0)
		result = audit(&words);
	services_free(&words.services);
	registry_free(&words.registry);
	return result;
}
