/* SPDX-License-Identifier: MIT */
#include "cli/output/heard.h"

#include <stdlib.h>
#include <string.h>

#include "db/transport.h"

/* "x11 means 6000", to be freed. */
static char *
reason_text(const struct heard *heard, const struct sources *sources)
{
	struct heard name;

	switch (heard_reason(heard, sources, &name)) {
	case UNHEARD_OTHER:
		return cli_format("%s means %u", name.asked, name.port);
	case UNHEARD_ALONE:
		return cli_format("%s without a transport means %u", name.asked,
				  name.port);
	case UNHEARD_LOCAL:
		return cli_format("the local file has the name%s%s",
				  heard->asked == NULL ? " " : "",
				  heard->asked == NULL ? name.asked : "");
	default:
		return cli_format("not assigned");
	}
}

/* "bpcd", "6000 (/etc/services)", "nothing: x11 means 6000"; to be freed. */
static char *
answer_text(const struct heard *heard, const struct sources *sources)
{
	const char *file = heard->file == NULL ? "" : heard->file;
	const char *open = heard->file == NULL ? "" : " (";
	const char *close = heard->file == NULL ? "" : ")";
	char *reason, *text;

	if (!heard->found) {
		reason = reason_text(heard, sources);
		text = cli_format("nothing: %s", reason);
		free(reason);
		return text;
	}
	if (heard->asked != NULL)
		return cli_format("%u%s%s%s", heard->port, open, file, close);
	return cli_format("%s%s%s%s", heard->name, open, file, close);
}

char *
heard_text(const struct sources *sources, const struct row *row,
	   unsigned int transports, uint16_t port)
{
	struct heard heard[HEARD_MOST];
	size_t count = heard_row(heard, sources, row, transports, port);
	char *text = NULL, *last = NULL;

	for (size_t i = 0; i < count; i++) {
		char *answer = answer_text(&heard[i], sources);
		char *question = heard_question(&heard[i]);
		bool same = last != NULL && strcmp(answer, last) == 0 &&
			    heard[i].asked == heard[i - 1].asked;

		if (last != NULL && !same)
			text = cli_append(text, " -> %s\n", last);
		text = cli_append(text, "%s%s", same ? ", " : "", question);
		free(question);
		free(last);
		last = answer;
	}
	text = cli_append(text, " -> %s", last);
	free(last);
	return text;
}

static const char *const reasons[] = {
	[UNHEARD_UNASSIGNED] = "unassigned",
	[UNHEARD_OTHER] = "other_port",
	[UNHEARD_ALONE] = "other_port_without_transport",
	[UNHEARD_LOCAL] = "local_name",
};

void
heard_json(struct json *json, const struct sources *sources,
	   const struct row *row, unsigned int transports, uint16_t port)
{
	struct heard heard[HEARD_MOST];
	size_t count = heard_row(heard, sources, row, transports, port);

	for (size_t i = 0; i < count; i++) {
		char *question = heard_question(&heard[i]);
		struct heard name;

		json_open_object(json, NULL);
		json_text(json, "question", question);
		json_text(json, "name", heard[i].name);
		json_number(json, "port", heard[i].found ? heard[i].port : -1);
		json_text(json, "transport",
			  transport_name(heard[i].transport));
		json_text(json, "file", heard[i].file);
		json_text(json, "because",
			  reasons[heard_reason(&heard[i], sources, &name)]);
		json_close(json);
		free(question);
	}
}
