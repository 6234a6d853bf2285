/* SPDX-License-Identifier: MIT */
/* ianaports list: ports and what the registry says of them. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/output/field.h"
#include "cli/output/roll.h"
#include "cli/query/naming.h"
#include "cli/query/question.h"
#include "cli/usage.h"

struct words {
	const char *database;
	struct questions questions;
	struct view view;
	bool json, stated, unauthorized;
	enum state state;
	unsigned int transport;
};

static void
set_state(void *to, const char *name)
{
	struct words *words = to;

	for (enum state s = STATE_UNASSIGNED; s <= STATE_ASSIGNED; s++)
		if (strcmp(name, state_name(s)) == 0) {
			words->state = s;
			words->stated = true;
			return;
		}
	exit(cli_refuse(name, "no such state; there are assigned,"
			      " unassigned and reserved"));
}

/* Whether a question asks for an item, and for which part of it. */
static bool
is_asked(const struct question *question, const struct item *item,
	 const char *name, struct item *part)
{
	*part = *item;
	if (question->transport != TRANSPORT_ANY)
		part->transports &= 1u << question->transport;
	if (part->transports == 0)
		return false;
	if (!question->numbered)
		return strcasecmp(question->name, name) == 0;
	if (part->port < question->port)
		part->port = question->port;
	if (part->last > question->last)
		part->last = question->last;
	return part->port <= part->last;
}

/* Adds each part of an item that is asked for, once. */
static void
add_parts(const struct words *words, struct roll *roll, struct item *item,
	  const char *name)
{
	const struct questions *questions = &words->questions;
	struct item part, other;

	if (words->transport != TRANSPORT_ANY)
		item->transports &= 1u << words->transport;
	if (questions->count == 0 &&
	    (item->port != NO_PORT || words->view.names))
		roll_add(roll, item);
	for (size_t i = 0; i < questions->count; i++) {
		bool told = !is_asked(&questions->list[i], item, name, &part);

		for (size_t j = 0; j < i && !told; j++)
			told = is_asked(&questions->list[j], item, name,
					&other) &&
			       other.port <= part.port &&
			       part.last <= other.last &&
			       (part.transports & ~other.transports) == 0;
		if (told)
			continue;
		roll_add(roll, &part);
		item->again = true;
	}
}

static bool
is_wanted(const struct words *words, const struct row *row)
{
	return row_is_on(row, words->transport) &&
	       (!words->stated || row_state(row) == words->state) &&
	       (!words->unauthorized ||
		row->field[COLUMN_UNAUTHORIZED][0] != '\0');
}

static bool
is_wanted_line(const struct words *words, const struct rows *rows,
	       const struct service *line)
{
	return !words->stated && !words->unauthorized &&
	       (words->transport == 0 || line->transport == words->transport) &&
	       site_differs(rows, line, false);
}

static void
select_items(const struct words *words, struct roll *roll)
{
	size_t count = roll->rows->registry.row_count;

	for (size_t i = 0; i < count; i++) {
		const struct row *row = rows_get(roll->rows, i);
		struct item item = {.port = row->numbered ? row->first
							  : NO_PORT,
				    .last = row->numbered ? row->last : NO_PORT,
				    .transports = row_transports(row),
				    .order = i,
				    .row = row};

		if (is_wanted(words, row))
			add_parts(words, roll, &item, row->name);
	}
	for (size_t i = 0; i < roll->site->services.count; i++) {
		const struct service *line = &roll->site->services.lines[i];
		struct item item = {.port = line->port,
				    .last = line->port,
				    .transports = 1u << line->transport,
				    .order = count + i,
				    .line = line};

		if (is_wanted_line(words, roll->rows, line))
			add_parts(words, roll, &item, line->names);
	}
	roll_sort(roll);
}

static int
list(const struct words *words, struct rows *rows)
{
	struct local site;
	struct roll roll = {
		.rows = rows,
		.site = &site,
		.view = &words->view,
		.json = words->json,
	};
	int result;

	site_read(&site, rows);
	select_items(words, &roll);
	result = roll_print(&roll);
	local_free(&site);
	return result;
}

static void
read_words(struct words *words, int argc, char **argv)
{
	const struct cli_option options[] = {
		{"transport", 't', "TRANSPORT", "Only tcp, udp, sctp or dccp",
		 .take = transport_take, .to = &words->transport},
		{"state", 's', "STATE",
		 "Only what is assigned, unassigned or reserved",
		 .take = set_state, .to = words},
		{"unauthorized", '\0', NULL,
		 "Only what is known to be used without authorization",
		 .flag = &words->unauthorized},
		{0}};
	const struct usage usage = {
		.summary = "List ports and what the registry says of them.",
		.arguments = "[WORD ...]",
		.notes =
			"WORD is as for 'ianaports show'; without one, every"
			" port is listed. What the local file, usually"
			" /etc/services, calls otherwise is listed beside it."
			" --names without WORD has those without a port, too.\n"
			"Exits with 1 if there is nothing to list.",
		.examples = "list 13700-13800\n"
			    "list -nro NAME,PORT,TRANSPORT 1-1023",
		.options = options,
		.database = &words->database,
		.json = &words->json,
		.view = &words->view};
	size_t count = usage_parse(&usage, argc, argv);

	questions_read(&words->questions, argv + 1, count);
	if (words->questions.result != 0)
		exit(words->questions.result);
}

int
cli_list(int argc, char **argv)
{
	struct words words = {.view = field_view};
	struct rows *rows;
	int result;

	read_words(&words, argc, argv);
	rows = rows_open(words.database);
	result = list(&words, rows);
	rows_free(rows);
	questions_free(&words.questions);
	return result;
}
