/* SPDX-License-Identifier: MIT */
/* ianaports list: ports and what the registry says of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/output/names.h"
#include "cli/output/roll.h"
#include "cli/query/naming.h"
#include "cli/query/question.h"

enum { OPTION_NAMES = 512 };

static const struct argp_option options[] = {
	{"transport", 't', "TRANSPORT", 0, "Only tcp, udp, sctp or dccp", 0},
	{"state", 's', "STATE", 0,
	 "Only what is assigned, unassigned or reserved", 0},
	{"names", OPTION_NAMES, NULL, 0,
	 "Print the names alone, each once and in order; without WORD, those"
	 " that have no port too",
	 0},
	{0},
};

static const char summary[] =
	"List ports and what the registry says of them."
	"\v"
	"WORD is as for 'ianaports show'; without one, every port is listed."
	" What the local file, usually /etc/services, calls otherwise is listed"
	" beside it.\n"
	"\n"
	"Exits with 1 if there is nothing to list.";

struct words {
	struct cli_options options;
	struct questions questions;
	bool names, stated;
	enum state state;
	unsigned int transport;
};

static void
set_state(struct words *words, const char *name)
{
	for (enum state s = STATE_UNASSIGNED; s <= STATE_ASSIGNED; s++)
		if (strcmp(name, state_name(s)) == 0) {
			words->state = s;
			words->stated = true;
			return;
		}
	exit(cli_refuse(name, "no such state; there are assigned,"
			      " unassigned and reserved"));
}

static error_t
parse(int key, char *argument, struct argp_state *state)
{
	struct words *words = state->input;

	switch (key) {
	case 't':
		words->transport = transport_demand(argument);
		return 0;
	case 's':
		set_state(words, argument);
		return 0;
	case OPTION_NAMES:
		words->names = true;
		return 0;
	case ARGP_KEY_ARGS:
		questions_read(&words->questions, state->argv + state->next,
			       (size_t)(state->argc - state->next));
		if (words->questions.result != 0)
			exit(words->questions.result);
		return 0;
	case ARGP_KEY_END:
		if (words->names && words->options.json)
			exit(cli_refuse("--names", "not with --json"));
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

/* Whether a word asks for ports, or a name, on those transports. */
static bool
is_asked(const struct words *words, const struct item *item, const char *name,
	 uint16_t last, unsigned int transports)
{
	for (size_t i = 0; i < words->questions.count; i++) {
		const struct question *question = &words->questions.list[i];

		if (question->transport != 0 &&
		    (transports >> question->transport & 1) == 0)
			continue;
		if (question->numbered
			    ? item->port != NO_PORT &&
				      question_has(question,
						   (uint16_t)item->port, last)
			    : strcasecmp(question->name, name) == 0)
			return true;
	}
	return words->questions.count == 0 &&
	       (item->port != NO_PORT || words->names);
}

static bool
is_wanted(const struct words *words, const struct item *item)
{
	const struct row *row = item->row;

	return is_asked(words, item, row->name, row->last,
			row_transports(row)) &&
	       row_is_on(row, words->transport) &&
	       (!words->stated || row_state(row) == words->state);
}

static bool
is_wanted_line(const struct words *words, const struct rows *rows,
	       const struct item *item)
{
	const struct service *line = item->line;

	return !words->stated &&
	       is_asked(words, item, line->names, line->port,
			1u << line->transport) &&
	       (words->transport == 0 || line->transport == words->transport) &&
	       site_differs(rows, line, false);
}

static void
select_items(const struct words *words, struct roll *roll)
{
	size_t count = roll->rows->registry.row_count;

	roll->items = cli_memory(calloc(count + roll->site->services.count,
					sizeof(*roll->items)));
	for (size_t i = 0; i < count; i++) {
		const struct row *row = rows_get(roll->rows, i);
		struct item item = {.port = row->numbered ? row->first
							  : NO_PORT,
				    .order = i,
				    .row = row};

		if (is_wanted(words, &item))
			roll->items[roll->count++] = item;
	}
	for (size_t i = 0; i < roll->site->services.count; i++) {
		const struct service *line = &roll->site->services.lines[i];
		struct item item = {
			.port = line->port, .order = count + i, .line = line};

		if (is_wanted_line(words, roll->rows, &item))
			roll->items[roll->count++] = item;
	}
	roll_sort(roll);
}

static int
list(const struct words *words, struct rows *rows)
{
	struct local site;
	struct roll roll = {.rows = rows, .site = &site};
	int result;

	site_read(&site, rows);
	select_items(words, &roll);
	result = words->names && roll.count > 0
			 ? names_print(&roll)
			 : roll_print(&roll, words->options.json, NULL, 0);
	local_free(&site);
	return result;
}

int
cli_list(int argc, char **argv)
{
	static const struct argp argp = {options, parse, "[WORD ...]", summary,
					 NULL,    NULL,  NULL};
	struct words words = {.transport = 0};
	struct rows *rows;
	int result;

	cli_words(&argp, &words, &words.options, true, argc, argv);
	result = rows_open(&rows, words.options.database);
	if (result == 0) {
		result = list(&words, rows);
		rows_free(rows);
	}
	questions_free(&words.questions);
	return result;
}
