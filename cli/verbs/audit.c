/* SPDX-License-Identifier: MIT */
/* ianaports audit: a services(5) file held against the registry. */
#include "importer/compare/audit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/output/json.h"
#include "cli/output/table.h"
#include "cli/usage.h"
#include "importer/input/escape.h"
#include "importer/registry/load.h"

struct words {
	const char *database, *path;
	bool json, strict;
	struct view view;
	struct services services;
	struct registry registry;
	struct audit audit;
};

static const struct table_column columns[] = {
	{"LINE", true, false},     {"FINDING", false, false},
	{"NAME", false, false},    {"PAIRS", false, true},
	{"REGISTRY", false, true}, {0},
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

/* The strings on one line, or what stands for none; to be freed. */
static char *
join(const struct strings *strings, const char *none)
{
	char *line = cli_format("%s", strings->size == 0 ? none : "");
	const char *string = NULL, *space = "";

	while ((string = names_next(strings->text, strings->size, string)) !=
	       NULL) {
		line = cli_append(line, "%s%s", space, string);
		space = " ";
	}
	return line;
}

static void
print_counts(const struct audit *audit, const struct terminal *page)
{
	static const struct table_column counts[] = {
		{"COUNT", true, false},
		{"FINDING", false, false},
		{"WHAT IT COUNTS", false, true},
		{0}};
	struct view view = {.columns = counts};
	struct table table;

	view_choose(&view);
	table_begin(&table, &view, page);
	for (size_t i = 0; i < FINDING_KINDS; i++) {
		char *count = cli_format("%zu", audit->counts[i]);
		const char *cells[] = {count, kinds[i].name, kinds[i].meaning};

		table_add(&table, cells, false);
		free(count);
	}
	table_end(&table, NULL, 0);
}

static void
print_findings(const struct words *words, const struct terminal *page)
{
	const struct audit *audit = &words->audit;
	struct table table;

	table_begin(&table, &words->view, page);
	for (size_t i = 0; i < audit->count; i++) {
		const struct finding *finding = &audit->findings[i];
		bool portless = finding->kind == FINDING_OTHER_PAIRS;
		char *line = cli_format("%zu", finding->line);
		char *pairs = join(&finding->pairs, "");
		char *registry =
			join(&finding->registry, portless ? "no port" : "");
		const char *cells[] = {line, kinds[finding->kind].name,
				       finding->name, pairs, registry};

		table_add(&table, cells, finding->kind == FINDING_REDUNDANT);
		free(line);
		free(pairs);
		free(registry);
	}
	table_end(&table, NULL, 0);
}

/* What was found, in figures. */
static void
print_summary(const struct words *words, const struct terminal *page)
{
	const char *date = words->registry.date;

	escape_line(stdout, "%s: %zu lines, against the registry of %s",
		    words->path, words->services.count,
		    date[0] == '\0' ? "unknown date" : date);
	putchar('\n');
	print_counts(&words->audit, page);
	if (words->audit.count > 0)
		putchar('\n');
}

static void
print_text(struct words *words, const struct terminal *page)
{
	if (words->view.count == 0)
		print_summary(words, page);
	view_choose(&words->view);
	print_findings(words, page);
}

static void
put_strings(struct json *json, const char *key, const struct strings *strings)
{
	const char *string = NULL;

	json_open_list(json, key);
	while ((string = names_next(strings->text, strings->size, string)) !=
	       NULL)
		json_text(json, NULL, string);
	json_close(json);
}

static void
print_json(const struct words *words)
{
	const struct audit *audit = &words->audit;
	struct json json;

	json_begin(&json, words->registry.date, false);
	json_text(&json, "path", words->path);
	json_number(&json, "lines", (int64_t)words->services.count);
	json_open_object(&json, "counts");
	for (size_t i = 0; i < FINDING_KINDS; i++)
		json_number(&json, kinds[i].key, (int64_t)audit->counts[i]);
	json_close(&json);
	json_open_list(&json, "findings");
	for (size_t i = 0; i < audit->count; i++) {
		const struct finding *finding = &audit->findings[i];

		json_open_object(&json, NULL);
		json_text(&json, "finding", kinds[finding->kind].key);
		json_number(&json, "line", (int64_t)finding->line);
		json_text(&json, "name", finding->name);
		put_strings(&json, "pairs", &finding->pairs);
		put_strings(&json, "registry", &finding->registry);
		json_close(&json);
	}
	json_end(&json);
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
	if (words->json)
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

int
cli_audit(int argc, char **argv)
{
	struct words words = {
		.path = "/etc/services",
		.view = {.columns = columns},
	};
	const struct cli_option options[] = {
		{"strict", '\0', NULL,
		 "Exit with 1 if there is anything to say",
		 .flag = &words.strict},
		{0}};
	const struct usage usage = {
		.summary = "Compare a services(5) file with the registry:"
			   " /etc/services, or FILE; '-' is standard input.",
		.arguments = "[FILE]",
		.notes = "With -o, -n or -r the findings are printed alone.",
		.examples = "audit --strict\naudit /srv/image/etc/services",
		.options = options,
		.database = &words.database,
		.json = &words.json,
		.view = &words.view};
	size_t count = usage_parse(&usage, argc, argv);
	struct source source;
	int result;

	if (count > 1)
		return cli_refuse(argv[2], "only one file can be given");
	if (count == 1)
		words.path = argv[1];
	cli_read_services(&words.services, &source, words.path);
	cli_load(&words.registry, words.database);
	result = audit(&words);
	source_free(&source);
	services_free(&words.services);
	registry_free(&words.registry);
	return result;
}
