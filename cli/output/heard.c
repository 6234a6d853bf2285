/* SPDX-License-Identifier: MIT */
#include "cli/output/heard.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/output/json.h"
#include "db/transport.h"

/* "bpcd", "6000 (/etc/services)", "nothing: x11 means 6000"; to be freed. */
static char *
answer_text(const struct heard *heard, const struct sources *sources)
{
	const char *file = heard->file == NULL ? "" : heard->file;
	const char *open = heard->file == NULL ? "" : " (";
	const char *close = heard->file == NULL ? "" : ")";
	char *reason, *text;
	int length;

	if (!heard->found) {
		reason = heard_reason(heard, sources);
		length = asprintf(&text, "nothing: %s", reason);
		free(reason);
	} else if (heard->asked != NULL) {
		length = asprintf(&text, "%u%s%s%s", heard->port, open, file,
				  close);
	} else {
		length = asprintf(&text, "%s%s%s%s", heard->name, open, file,
				  close);
	}
	return cli_memory(length < 0 ? NULL : text);
}

char *
heard_text(const struct sources *sources, const struct row *row,
	   unsigned int transports, uint16_t port)
{
	struct heard heard[HEARD_MOST];
	size_t count = heard_row(heard, sources, row, transports, port), size;
	char *text = NULL, *last = NULL;
	FILE *out = cli_memory(open_memstream(&text, &size));

	for (size_t i = 0; i < count; i++) {
		char *answer = answer_text(&heard[i], sources);
		char *question = heard_question(&heard[i]);
		bool same = last != NULL && strcmp(answer, last) == 0 &&
			    heard[i].asked == heard[i - 1].asked;

		if (last != NULL && !same)
			fprintf(out, " -> %s\n", last);
		fprintf(out, "%s%s", same ? ", " : "", question);
		free(question);
		free(last);
		last = answer;
	}
	if (last != NULL)
		fprintf(out, " -> %s", last);
	free(last);
	fclose(out);
	return cli_memory(text);
}

struct json_object *
heard_json(const struct sources *sources, const struct row *row,
	   unsigned int transports, uint16_t port)
{
	struct json_object *list = json_object_new_array();
	struct heard heard[HEARD_MOST];
	size_t count = heard_row(heard, sources, row, transports, port);

	for (size_t i = 0; i < count; i++) {
		struct json_object *object = json_object_new_object();
		char *question = heard_question(&heard[i]);
		char *reason = heard_reason(&heard[i], sources);

		json_text(object, "question", question);
		json_text(object, "name", heard[i].name);
		json_number(object, "port",
			    heard[i].found ? heard[i].port : -1);
		json_text(object, "transport",
			  transport_name(heard[i].transport));
		json_text(object, "file", heard[i].file);
		json_text(object, "because", reason);
		json_add(list, object);
		free(question);
		free(reason);
	}
	return list;
}
