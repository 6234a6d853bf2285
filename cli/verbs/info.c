/* ianaports info: what the database holds and where it comes from. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "cli/cli.h"
#include "cli/output/json.h"
#include "importer/services/local.h"

static const char summary[] =
	"Say what the database holds and where it comes from.";

static const struct {
	const char *title, *key;
	enum ianaports_meta field;
	bool number;
} lines[] = {
	{"schema", "schema", IANAPORTS_META_SCHEMA, true},
	{"registry date", "date", IANAPORTS_META_DATE, false},
	{"registry form", "form", IANAPORTS_META_FORM, false},
	{"registry SHA-256", "digest", IANAPORTS_META_DIGEST, false},
	{"registry rows", "rows", IANAPORTS_META_ROWS, true},
	{"people", "people", IANAPORTS_META_PEOPLE, true},
	{"services assigned", "assigned", IANAPORTS_META_ASSIGNED, true},
	{"services answered", "records", IANAPORTS_META_RECORDS, true},
	{"names answered", "names", IANAPORTS_META_NAMES, true},
	{"local authority", "local", IANAPORTS_META_LOCAL_PATH, false},
	{"its size", "local_size", IANAPORTS_META_LOCAL_SIZE, true},
	{"its time", "local_mtime", IANAPORTS_META_LOCAL_MTIME, false},
	{"its SHA-256", "local_digest", IANAPORTS_META_LOCAL_DIGEST, false},
	{"its lines overlaid", "overlay", IANAPORTS_META_OVERLAY, true},
};

static const char *const states[] = {
	[IANAPORTS_LOCAL_NONE] = NULL,
	[IANAPORTS_LOCAL_UNCHANGED] = "unchanged",
	[IANAPORTS_LOCAL_CHANGED] = "changed",
	[IANAPORTS_LOCAL_MISSING] = "missing",
};

#define LINES (sizeof(lines) / sizeof(lines[0]))

/* "seconds.nanoseconds" as a date. */
static void
print_time(const char *title, const char *text)
{
	time_t seconds = (time_t)strtoll(text, NULL, 10);
	char date[64];
	struct tm broken;

	if (gmtime_r(&seconds, &broken) == NULL ||
	    strftime(date, sizeof(date), "%F %T UTC", &broken) == 0)
		printf("%-18s %s\n", title, text);
	else
		printf("%-18s %s\n", title, date);
}

static void
print_text(const char *path, const char *const *meta, const char *state)
{
	printf("%-18s %s\n", "database", path);
	for (size_t i = 0; i < LINES; i++) {
		const char *text = meta[lines[i].field];

		if (text[0] == '\0')
			continue;
		if (lines[i].field == IANAPORTS_META_LOCAL_MTIME)
			print_time(lines[i].title, text);
		else
			printf("%-18s %s\n", lines[i].title, text);
	}
	if (state != NULL)
		printf("%-18s %s\n", "since the import", state);
}

/* An empty field is null, so that every key is always there. */
static void
print_json(const char *path, const char *const *meta, const char *state)
{
	struct json_object *document = json_object_new_object();

	ianaports_json_text(document, "database", path);
	for (size_t i = 0; i < LINES; i++) {
		const char *text = meta[lines[i].field];

		if (text[0] != '\0' && lines[i].number)
			ianaports_json_number(document, lines[i].key,
					      strtoll(text, NULL, 10));
		else
			ianaports_json_text(document, lines[i].key, text);
	}
	ianaports_json_text(document, "local_state", state);
	ianaports_json_print(document);
}

int
ianaports_cli_info(int argc, char **argv)
{
	struct ianaports_cli_options options;
	struct ianaports_reader *reader;
	const char *const *meta;
	int result;

	ianaports_cli_parse(&options, argc, argv, true, summary);
	result = ianaports_cli_open(&reader, options.database);
	if (result != 0)
		return result;
	meta = ianaports_reader_meta(reader);
	(options.json ? print_json : print_text)(
		options.database, meta, states[ianaports_local_compare(meta)]);
	ianaports_reader_free(reader);
	return ianaports_cli_finish();
}
