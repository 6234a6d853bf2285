/* SPDX-License-Identifier: MIT */
#include "importer/services/line.h"

#include <fcntl.h>
#include <string.h>

#include "importer/input/source.h"
#include "importer/root.h"

#define HEADING "services:"
#define BLANKS  " \t\r\n\v\f"

static void
tidy(char *text)
{
	char *to = text, *rest = text, *word;

	rest[strcspn(rest, "#")] = '\0';
	while ((word = strsep(&rest, BLANKS)) != NULL) {
		size_t length = strlen(word);

		if (length > 0 && to > text)
			*to++ = ' ';
		memmove(to, word, length);
		to += length;
	}
	*to = '\0';
}

char *
services_line(const char *root)
{
	struct diag silent = {.out = NULL};
	struct source source;
	char *rest, *line, *found = NULL;

	if (source_take(&source,
			root_open(root, "/etc/nsswitch.conf", O_RDONLY),
			&silent) != 0)
		return NULL;
	rest = source.text;
	while (found == NULL && (line = strsep(&rest, "\n")) != NULL) {
		line += strspn(line, BLANKS);
		if (strncmp(line, HEADING, strlen(HEADING)) == 0)
			found = strdup(line + strlen(HEADING));
	}
	source_free(&source);
	if (found != NULL)
		tidy(found);
	return found;
}

bool
services_line_has(const char *line, const char *service)
{
	size_t length = strlen(service);

	while (line != NULL && *line != '\0') {
		/* An action may follow without a space. */
		size_t word = strcspn(line, " [");

		if (word == length && memcmp(line, service, length) == 0)
			return true;
		line += word + (line[word] != '\0');
	}
	return false;
}
