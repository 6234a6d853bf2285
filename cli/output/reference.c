/* SPDX-License-Identifier: MIT */
#include "cli/output/reference.h"

#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "importer/input/cell.h"

static bool
begins(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

/* Where to read it, to be freed, or NULL if that is not known. */
static char *
locate(const char *reference)
{
	static const char rfc[] = "https://www.rfc-editor.org/rfc/rfc";
	static const char draft[] = "https://datatracker.ietf.org/doc/";

	if (begins(reference, "http://") || begins(reference, "https://"))
		return cli_format("%s", reference);
	if (begins(reference, "RFC") && strspn(reference + 3, "0123456789") > 0)
		return cli_format("%s%.*s", rfc,
				  (int)strspn(reference + 3, "0123456789"),
				  reference + 3);
	/* "draft-zubov-snif-05, Section 4.3" */
	if (begins(reference, "draft-"))
		return cli_format("%s%.*s", draft,
				  (int)strcspn(reference, ", "), reference);
	return NULL;
}

char *
references_text(const char *field)
{
	struct cell rest = {.text = field, .length = strlen(field)}, item;
	char *text = cli_memory(strdup(""));

	while (item_next(&rest, &item)) {
		char *reference =
			cli_format("%.*s", (int)item.length, item.text);
		char *url = locate(reference);

		text = cli_append(text, "%s", reference);
		if (url != NULL && strcmp(url, reference) != 0)
			text = cli_append(text, " %s", url);
		text = cli_append(text, "\n");
		free(url);
		free(reference);
	}
	return text;
}

void
references_json(struct json *json, const char *key, const char *field)
{
	struct cell rest = {.text = field, .length = strlen(field)}, item;

	json_open_list(json, key);
	while (item_next(&rest, &item)) {
		char *reference =
			cli_format("%.*s", (int)item.length, item.text);
		char *url = locate(reference);

		json_open_object(json, NULL);
		json_text(json, "text", reference);
		json_text(json, "url", url);
		json_close(json);
		free(url);
		free(reference);
	}
	json_close(json);
}
