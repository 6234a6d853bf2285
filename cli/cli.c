#include "cli/cli.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OPTION_DB = 256, OPTION_JSON };

void
ianaports_cli_argp(const struct argp *argp, int argc, char **argv,
		   unsigned int flags, void *input)
{
	error_t result = argp_parse(argp, argc, argv, flags, NULL, input);

	if (result == 0)
		return;
	fprintf(stderr, "ianaports: %s\n", strerror(result));
	exit(IANAPORTS_EXIT_SYSTEM);
}

static error_t
parse(int key, char *argument, struct argp_state *state)
{
	struct ianaports_cli_options *options = state->input;

	switch (key) {
	case OPTION_DB:
		options->database = argument;
		return 0;
	case OPTION_JSON:
		options->json = true;
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

void
ianaports_cli_parse(struct ianaports_cli_options *options, int argc,
		    char **argv, bool with_json, const char *summary)
{
	static const struct argp_option all[] = {
		{"db", OPTION_DB, "DB", 0,
		 "Read this database, not " IANAPORTS_DATABASE, 0},
		{"json", OPTION_JSON, NULL, 0, "Print one JSON document", 0},
		{0},
	};
	const struct argp_option known[] = {all[0], all[with_json ? 1 : 2],
					    all[2]};
	const struct argp argp = {known, parse, NULL, summary,
				  NULL,  NULL,  NULL};

	*options = (struct ianaports_cli_options){IANAPORTS_DATABASE, false};
	ianaports_cli_argp(&argp, argc, argv, 0, options);
}

int
ianaports_cli_complain(const char *path, int result)
{
	const char *why;

	switch (-result) {
	case ENOENT:
		why = "no database here; 'ianaports import' makes one";
		break;
	case EBADMSG:
		why = "damaged, or no database of ianaports";
		break;
	case EPROTONOSUPPORT:
		why = "made by another version; 'ianaports import' makes a"
		      " new one";
		break;
	default:
		why = strerror(-result);
	}
	fprintf(stderr, "ianaports: %s: %s\n", path, why);
	return IANAPORTS_EXIT_SYSTEM;
}

int
ianaports_cli_open(struct ianaports_reader **reader, const char *path)
{
	int result = ianaports_reader_open(reader, path);

	return result == 0 ? 0 : ianaports_cli_complain(path, result);
}

int
ianaports_cli_finish(void)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return 0;
	fprintf(stderr, "ianaports: standard output: %s\n", strerror(errno));
	return IANAPORTS_EXIT_SYSTEM;
}
