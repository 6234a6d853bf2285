/* ianaports verify: checks the database from end to end. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/cli.h"
#include "cli/output/json.h"
#include "db/verify.h"
#include "importer/services/local.h"

static const char summary[] =
	"Check the database from end to end: every page, key and record, and"
	" that names, ports and counts agree.";

static void
print_text(const char *path, const struct ianaports_counts *counts)
{
	printf("%s: sound: %zu ports, %zu names, %zu rows, %zu people\n", path,
	       counts->ports, counts->names, counts->rows, counts->people);
}

static void
print_json(const char *path, const struct ianaports_counts *counts)
{
	struct json_object *document = json_object_new_object();

	ianaports_json_text(document, "database", path);
	ianaports_json_number(document, "ports", (int64_t)counts->ports);
	ianaports_json_number(document, "names", (int64_t)counts->names);
	ianaports_json_number(document, "rows", (int64_t)counts->rows);
	ianaports_json_number(document, "people", (int64_t)counts->people);
	ianaports_json_print(document);
}

int
ianaports_cli_verify(int argc, char **argv)
{
	struct ianaports_cli_options options;
	struct ianaports_reader *reader;
	struct ianaports_counts counts;
	int result;

	ianaports_cli_parse(&options, argc, argv, true, summary);
	result = ianaports_cli_open(&reader, options.database);
	if (result != 0)
		return result;
	result = ianaports_verify(reader, &counts);
	if (result == 0 && ianaports_local_compare(ianaports_reader_meta(
				   reader)) == IANAPORTS_LOCAL_CHANGED)
		fprintf(stderr,
			"ianaports: %s: older than %s; 'ianaports import'"
			" takes it in\n",
			options.database,
			ianaports_reader_meta(
				reader)[IANAPORTS_META_LOCAL_PATH]);
	if (result == 0 && !counts.hashed)
		fprintf(stderr,
			"ianaports: %s: no table of hashes of its own: right"
			" answers, but slower; 'ianaports import' makes one\n",
			options.database);
	ianaports_reader_free(reader);
	if (result != 0)
		return ianaports_cli_complain(options.database, result);
	(options.json ? print_json : print_text)(options.database, &counts);
	return ianaports_cli_finish();
}
