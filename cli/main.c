/* ianaports: finds the verb and hands over to it. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

const char *argp_program_version = "ianaports " IANAPORTS_VERSION;

static const struct {
	const char *name;
	int (*run)(int argc, char **argv);
} verbs[] = {
	{"diff", ianaports_cli_diff},     {"disable", ianaports_cli_disable},
	{"dump", ianaports_cli_dump},     {"enable", ianaports_cli_enable},
	{"export", ianaports_cli_export}, {"import", ianaports_cli_import},
	{"info", ianaports_cli_info},     {"verify", ianaports_cli_verify},
};

static const char summary[] =
	"The full port registry of IANA for every program of this machine."
	"\v"
	"Verbs:\n"
	"  import     compile a registry file into the database in force\n"
	"  enable     put the module on the services line of nsswitch.conf\n"
	"  disable    take it off again\n"
	"  info       say what the database holds and where it comes from\n"
	"  verify     check the database from end to end\n"
	"  diff       say what changed from one registry to another\n"
	"  export     write the registry as services(5), CSV or JSON\n"
	"  dump       print the database as text, one key a line\n"
	"\n"
	"'ianaports VERB --help' tells more of each.\n"
	"\n"
	"Exit codes: 0 done, 1 input refused, 2 usage, 3 system error,"
	" 4 network.";

static error_t
parse(int key, char *argument, struct argp_state *state)
{
	(void)argument;
	switch (key) {
	case ARGP_KEY_ARG:
		/* The verb: what follows is for it to parse. */
		*(int *)state->input = --state->next;
		state->next = state->argc;
		return 0;
	case ARGP_KEY_NO_ARGS:
		argp_usage(state);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

int
main(int argc, char **argv)
{
	static const struct argp argp = {
		.parser = parse, .args_doc = "VERB ...", .doc = summary};
	char name[64];
	int verb = 0;

	/* A closed pipe ends the command without a word. */
	signal(SIGPIPE, SIG_DFL);
	/* A limit on the size of files is an error, as a full disk is. */
	signal(SIGXFSZ, SIG_IGN);
	argp_err_exit_status = IANAPORTS_EXIT_USAGE;
	ianaports_cli_argp(&argp, argc, argv, ARGP_IN_ORDER, &verb);
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
		if (strcmp(argv[verb], verbs[i].name) != 0)
			continue;
		/* argp names the command by its first word. */
		snprintf(name, sizeof(name), "ianaports %s", verbs[i].name);
		argv[verb] = name;
		return verbs[i].run(argc - verb, argv + verb);
	}
	fprintf(stderr,
		"ianaports: unknown verb '%s'; 'ianaports --help' lists them\n",
		argv[verb]);
	return IANAPORTS_EXIT_USAGE;
}
