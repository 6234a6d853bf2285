/* SPDX-License-Identifier: MIT */
/* ianaports verify: checks the database from end to end. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/cli.h"
#include "cli/output/json.h"
#include "cli/usage.h"
#include "db/verify.h"
#include "importer/input/escape.h"
#include "importer/registry/load.h"
#include "importer/services/local.h"

static void
print_text(const char *path, const struct counts *counts)
{
	escape_line(stdout,
		    "%s: sound: %zu pairs, %zu names, %zu rows, %zu people",
		    path, counts->ports, counts->names, counts->rows,
		    counts->people);
}

static void
print_json(const char *path, const char *date, const struct counts *counts)
{
	struct json json;

	json_begin(&json, date, false);
	json_text(&json, "database", path);
	json_number(&json, "ports", (int64_t)counts->ports);
	json_number(&json, "names", (int64_t)counts->names);
	json_number(&json, "rows", (int64_t)counts->rows);
	json_number(&json, "people", (int64_t)counts->people);
	json_end(&json);
}

int
cli_verify(int argc, char **argv)
{
	const char *path = NULL;
	bool json = false;
	const struct usage usage = {
		.summary = "Check the database from end to end: every page, "
			   "key and record, and"
			   " that names, ports and counts agree.",
		.examples = "verify\nverify --db copy.mdb --json",
		.database = &path,
		.json = &json};
	struct reader *reader;
	struct counts counts;
	int result;

	usage_parse(&usage, argc, argv);
	reader = cli_open(path);
	result = verify_database(reader, &counts);
	if (result == 0)
		result = registry_verify(reader);
	if (result != 0) {
		reader_free(reader);
		return cli_complain(path, result);
	}
	if (local_compare(reader_meta(reader)) == LOCAL_CHANGED)
		cli_say(0, "%s: older than %s; 'ianaports import' takes it in",
			path, reader_meta(reader)[META_LOCAL_PATH]);
	if (!counts.hashed)
		cli_say(0,
			"%s: no table of hashes of its own: right answers, but"
			" slower; 'ianaports import' makes one",
			path);
	if (json)
		print_json(path, reader_meta(reader)[META_DATE], &counts);
	else
		print_text(path, &counts);
	reader_free(reader);
	return cli_finish();
}
