/* SPDX-License-Identifier: MIT */
/* ianaports info: what the database holds and where it comes from. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "cli/cli.h"
#include "cli/output/json.h"
#include "db/format.h"
#include "importer/input/escape.h"
#include "importer/services/local.h"

static const char summary[] =
	"Say what the database holds and where it comes from.";

static const struct {
	const char *title, *key;
	enum meta field;
	bool number;
} lines[] = {
	{"schema", "schema", META_SCHEMA, true},
	{"registry date", "date", META_DATE, false},
	{"registry form", "form", META_FORM, false},
	{"registry SHA-256", "digest", META_DIGEST, false},
	{"registry rows", "rows", META_ROWS, true},
	{"people", "people", META_PEOPLE, true},
	{"services assigned", "assigned", META_ASSIGNED, true},
	{"services answered", "records", META_RECORDS, true},
	{"names answered", "names", META_NAMES, true},
	{"local authority", "local", META_LOCAL_PATH, false},
	{"its size", "local_size", META_LOCAL_SIZE, true},
	{"its time", "local_mtime", META_LOCAL_MTIME, false},
	{"its SHA-256", "local_digest", META_LOCAL_DIGEST, false},
	{"its lines overlaid", "overlay", META_OVERLAY, true},
	{"all pairs told", "all_pairs", META_ALL_PAIRS, true},
	{"untold: elsewhere", "untold_elsewhere", META_ELSEWHERE, true},
	{"untold: local", "untold_local", META_TO_LOCAL, true},
	{"untold: nowhere", "untold_nowhere", META_NOWHERE, true},
};

static const char *const states[] = {
	[LOCAL_NONE] = NULL,
	[LOCAL_UNCHANGED] = "unchanged",
	[LOCAL_CHANGED] = "changed",
	[LOCAL_MISSING] = "missing",
	[LOCAL_UNREADABLE] = "unreadable",
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
		escape_line(stdout, "%-18s %s", title, text);
	else
		escape_line(stdout, "%-18s %s", title, date);
}

static void
print_text(const char *path, const struct reader *reader, const char *state)
{
	const char *const *meta = reader_meta(reader);

	escape_line(stdout, "%-18s %s", "database", path);
	printf("%-18s LMDB %s, %u-bit\n", "written by", reader_lmdb(reader),
	       reader_bits(reader));
	for (size_t i = 0; i < LINES; i++) {
		const char *text = meta[lines[i].field];

		if (lines[i].field == META_ROWS && text[0] == '\0')
			text = "none: names and ports alone";
		if (text[0] == '\0')
			continue;
		if (lines[i].field == META_LOCAL_MTIME)
			print_time(lines[i].title, text);
		else
			escape_line(stdout, "%-18s %s", lines[i].title, text);
	}
	if (state != NULL)
		printf("%-18s %s\n", "since the import", state);
}

/* An empty field is null, so that every key is always there. */
static void
print_json(const char *path, const struct reader *reader, const char *state)
{
	struct json_object *document = json_object_new_object();
	const char *const *meta = reader_meta(reader);

	json_text(document, "database", path);
	json_text(document, "lmdb", reader_lmdb(reader));
	json_number(document, "lmdb_bits", reader_bits(reader));
	for (size_t i = 0; i < LINES; i++) {
		const char *text = meta[lines[i].field];

		if (text[0] != '\0' && lines[i].number)
			json_number(document, lines[i].key,
				    strtoll(text, NULL, 10));
		else
			json_text(document, lines[i].key, text);
	}
	json_text(document, "local_state", state);
	json_print(document);
}

int
cli_info(int argc, char **argv)
{
	struct cli_options options;
	struct reader *reader;
	enum local_state state;
	int result;

	cli_parse(&options, argc, argv, true, summary);
	result = cli_open(&reader, options.database);
	if (result != 0)
		return result;
	state = local_compare(reader_meta(reader));
	(options.json ? print_json : print_text)(options.database, reader,
						 states[state]);
	reader_free(reader);
	return cli_finish();
}
