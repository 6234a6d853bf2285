#include "cli/cli.h"
int
ianaports_cli_search(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return 3;
}
int
ianaports_cli_list(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return 3;
}
int
ianaports_cli_free(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return 3;
}
int
ianaports_cli_map(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return 3;
}
