#include "cli/cli.h"
int
ianaports_cli_export(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return 0;
}
