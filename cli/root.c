#include "cli/root.h"

#include <stdio.h>

#include "cli/cli.h"

const char *
ianaports_root_path(const char *root, const char *path)
{
	char *whole;

	if (root == NULL)
		return path;
	if (asprintf(&whole, "%s%s%s", root, path[0] == '/' ? "" : "/", path) <
	    0)
		whole = NULL;
	return ianaports_cli_memory(whole);
}
