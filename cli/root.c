/* SPDX-License-Identifier: MIT */
#include "cli/root.h"

#include <errno.h>
#include <string.h>

#include "cli/cli.h"
#include "importer/root.h"

int
root_refuse(const char *root)
{
	int result = root_check(root);

	if (result == 0)
		return 0;
	return cli_say(EXIT_SYSTEM, "%s: %s", root,
		       result == -ENOSYS
			       ? "--root needs openat2(2), Linux 5.6 or later"
			       : strerror(-result));
}

const char *
root_path(const char *root, const char *path)
{
	if (root == NULL)
		return path;
	return cli_format("%s%s%s", root, path[0] == '/' ? "" : "/", path);
}
