/* ianaports verify: checks the database from end to end. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/cli.h"
#include "db/verify.h"
#include "importer/local.h"

static const char summary[] =
	"Check the database from end to end: every page, key and record, and"
	" that names, ports and counts agree.";

int
ianaports_cli_verify(int argc, char **argv)
{
	struct ianaports_cli_options options;
	struct ianaports_reader *reader;
	struct ianaports_counts counts;
	int result;

	ianaports_cli_parse(&options, argc, argv, false, summary);
	result = ianaports_cli_open(&reader, options.database);
	if (result != 0)
		return result;
	result = ianaports_verify(reader, &counts);
	if (result == 0 && ianaports_local_compare(ianaports_reader_meta(
				   reader)) == IANAPORTS_LOCAL_CHANGED)
		printf("%s: older than %s; 'ianaports import' takes it in\n",
		       options.database,
		       ianaports_reader_meta(
			       reader)[IANAPORTS_META_LOCAL_PATH]);
	if (result == 0 && !counts.hashed)
		printf("%s: no table of hashes of its own: right answers, but"
		       " slower; 'ianaports import' makes one\n",
		       options.database);
	ianaports_reader_free(reader);
	if (result != 0)
		return ianaports_cli_complain(options.database, result);
	printf("%s: sound: %zu ports, %zu names, %zu rows, %zu people\n",
	       options.database, counts.ports, counts.names, counts.rows,
	       counts.people);
	return ianaports_cli_finish();
}
