/* SPDX-License-Identifier: MIT */
#include "cli/output/examples.h"

#include <string.h>

#include "cli/cli.h"

static const char *const examples[][2] = {
	{"audit", "audit --strict\n  ianaports audit /srv/image/etc/services"},
	{"diff", "diff new.xml\n"
		 "  ianaports diff --no-people old.csv new.xml"},
	{"disable", "disable\n  ianaports disable --conf copy"},
	{"dump", "dump | grep ssh\n  ianaports dump --db copy.mdb"},
	{"enable", "enable\n  ianaports enable --fast"},
	{"export",
	 "export --format csv >registry.csv\n"
	 "  ianaports export --format services --merge /etc/services"},
	{"free",
	 "free --block 4 20000-20100\n  ianaports free --random --count 2"},
	{"import", "import\n"
		   "  ianaports import -v service-names-port-numbers.xml"},
	{"list",
	 "list 13700-13800\n  ianaports list -nro NAME,PORT,TRANSPORT 1-1023"},
	{"map", "map\n  ianaports map --svg >ports.svg"},
	{"search", "search netbackup\n  ianaports search 6000-6100 protocol"},
	{"show", "show 13782 ssh/tcp\n  ianaports show - <sockets"},
	{"status", "status\n  ianaports status --check --max-age 60d"},
	{"update", "update -v\n  ianaports update --root /srv/image"},
	{"verify", "verify\n  ianaports verify --db copy.mdb --json"},
};

char *
examples_append(const char *text, const char *command)
{
	const char *verb = strchr(command, ' ');

	for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++)
		if (verb != NULL && strcmp(verb + 1, examples[i][0]) == 0)
			return cli_format("%s%sExamples:\n  ianaports %s", text,
					  text[0] == '\0' ? "" : "\n\n",
					  examples[i][1]);
	return cli_format("%s", text);
}
