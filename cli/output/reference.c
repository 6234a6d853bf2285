#include "cli/output/reference.h"

#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/output/json.h"
#include "cli/output/text.h"
#include "importer/input/cell.h"

/* The next reference; what is not in brackets is one. */
static bool
next_reference(const char **field, char **reference)
{
	struct cell rest = {.text = *field, .length = strlen(*field)};
	struct cell group;

	if (rest.length == 0)
		return false;
	if (group_next(&rest, &group)) {
		*field += group.length;
		*reference = strndup(group.text + 1, group.length - 2);
	} else {
		*field += rest.length;
		*reference = strdup(rest.text);
	}
	cli_memory(*reference);
	return true;
}

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
	char *url = NULL;
	int length;

	if (begins(reference, "http://") || begins(reference, "https://"))
		return cli_memory(strdup(reference));
	if (begins(reference, "RFC") && strspn(reference + 3, "0123456789") > 0)
		length = asprintf(&url, "%s%.*s", rfc,
				  (int)strspn(reference + 3, "0123456789"),
				  reference + 3);
	else if (begins(reference, "draft-"))
		/* "draft-zubov-snif-05, Section 4.3" */
		length = asprintf(&url, "%s%.*s", draft,
				  (int)strcspn(reference, ", "), reference);
	else
		return NULL;
	return cli_memory(length < 0 ? NULL : url);
}

void
references_print(FILE *out, const char *field, unsigned int indent,
		 unsigned int width)
{
	char *text = NULL, *reference;
	size_t size;
	FILE *lines = cli_memory(open_memstream(&text, &size));

	while (next_reference(&field, &reference)) {
		char *url = locate(reference);

		fputs(reference, lines);
		if (url != NULL && strcmp(url, reference) != 0)
			fprintf(lines, " %s", url);
		putc('\n', lines);
		free(url);
		free(reference);
	}
	fclose(lines);
	text_wrap(out, cli_memory(text), true, indent, width);
	free(text);
}

struct json_object *
references_json(const char *field)
{
	struct json_object *list = json_object_new_array();
	char *reference;

	while (next_reference(&field, &reference)) {
		struct json_object *entry = json_object_new_object();
		char *url = locate(reference);

		json_text(entry, "text", reference);
		json_text(entry, "url", url);
		json_add(list, entry);
		free(url);
		free(reference);
	}
	return list;
}
