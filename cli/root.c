#include "cli/root.h"

#include <stdio.h>

#include "cli/cli.h"

const char *
root_path(const char *root, const char *path)
{
	char *whole;

	if (root == NULL)
		return path;
	if (asprintf(&whole, "%s%s%s", root, path[0] == '/' ? "" : "/", path) <
	    0)
		whole = NULL;
	return cli_memory(whole);
}
