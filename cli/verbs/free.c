/* SPDX-License-Identifier: MIT */
/* ianaports free: unassigned ports. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/output/json.h"
#include "cli/output/terminal.h"
#include "cli/query/bound.h"
#include "cli/query/naming.h"
#include "cli/query/question.h"
#include "cli/query/runs.h"
#include "cli/query/site.h"

enum { OPTION_UNUSED = 512 };

static const struct argp_option options[] = {
	{"count", 'c', "N", 0, "Print the first N ports, or blocks, alone", 0},
	{"block", 'b', "N", 0,
	 "Find N ports side by side; one such block,"
	 " unless --count says more",
	 0},
	{"transport", 't', "TRANSPORT", 0,
	 "Free on tcp, udp, sctp or dccp alone; else on all", 0},
	{"unused", OPTION_UNUSED, NULL, 0,
	 "Not held by a socket of this machine now, either", 0},
	{0},
};

static const char summary[] =
	"Find unassigned ports, without a report of unauthorized use and not in"
	" the local file, usually /etc/services."
	"\v"
	"Without RANGE, the user ports are taken, 1024-49151. A free port is "
	"not"
	" yours: IANA may assign it to another at any time, and assigns it to"
	" you if you apply (RFC 6335, 8.1). A program that needs just any port"
	" binds port 0.\n"
	"\n"
	"Exits with 1 if less is free than was asked for.";

struct words {
	struct cli_options options;
	bool ports[UINT16_MAX + 1];
	bool ranged, unused;
	unsigned int transport;
	unsigned long count, block; /* 0 if not given */
};

static unsigned long
read_number(const char *text)
{
	char *end;
	unsigned long number;

	errno = 0;
	number = strtoul(text, &end, 10);
	if (text[0] < '0' || text[0] > '9' || *end != '\0' || errno != 0 ||
	    number == 0 || number > UINT16_MAX + 1)
		exit(cli_refuse(text, "no number from 1 to 65536"));
	return number;
}

static void
read_ranges(struct words *words, char *const *list, size_t count)
{
	struct questions questions = {.list = NULL};

	questions_read(&questions, list, count);
	if (questions.result != 0)
		exit(questions.result);
	for (size_t i = 0; i < questions.count; i++) {
		const struct question *question = &questions.list[i];

		if (!question->numbered)
			exit(cli_refuse(question->text, "no port or range"));
		if (question->transport != 0)
			exit(cli_refuse(question->text,
					"--transport takes the transport"));
		memset(&words->ports[question->port], true,
		       (size_t)question->last - question->port + 1);
	}
	words->ranged = true;
	questions_free(&questions);
}

static error_t
parse(int key, char *argument, struct argp_state *state)
{
	struct words *words = state->input;

	switch (key) {
	case 'c':
		words->count = read_number(argument);
		return 0;
	case 'b':
		words->block = read_number(argument);
		return 0;
	case 't':
		words->transport = transport_demand(argument);
		return 0;
	case OPTION_UNUSED:
		words->unused = true;
		return 0;
	case ARGP_KEY_ARGS:
		read_ranges(words, state->argv + state->next,
			    (size_t)(state->argc - state->next));
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

/* "Microsoft (unoffically) using 1895" */
static bool
is_tainted(const struct row *row)
{
	return row_state(row) == STATE_UNASSIGNED &&
	       (row->field[COLUMN_UNAUTHORIZED][0] != '\0' ||
		row->field[COLUMN_NOTES][0] != '\0');
}

/* Takes out of the words' ports those that somebody has. */
static void
subtract(struct words *words, const struct rows *rows, const struct local *site,
	 const struct bound *bound)
{
	unsigned int transport = words->transport;
	unsigned int bits = transport == 0 ? ~0u : 1u << transport;
	bool *has = words->ports;

	for (unsigned int p = 0; p <= UINT16_MAX; p++)
		if (has[p])
			has[p] = (bound->transports[p] & bits) == 0 &&
				 rows_state(rows, (uint16_t)p, transport) <=
					 STATE_DYNAMIC;
	for (size_t i = 0; i < rows->registry.row_count; i++) {
		const struct row *row = rows_get(rows, i);

		if (is_tainted(row) && row_is_on(row, transport))
			memset(&has[row->first], false,
			       (size_t)row->last - row->first + 1);
	}
	for (size_t i = 0; i < site->services.count; i++) {
		const struct service *line = &site->services.lines[i];

		/* Who left out the protocol cannot be asked. */
		if (transport == 0 || line->transport == transport ||
		    line->protocol[0] == '\0')
			has[line->port] = false;
	}
}

static void
print_text(const struct runs *runs, bool counted)
{
	if (counted && runs->count > 0)
		printf("%11s  COUNT\n", "PORTS");
	for (size_t i = 0; i < runs->count; i++) {
		struct range run = runs->list[i];
		char ports[RANGE_SIZE];

		range_print(ports, run);
		if (counted)
			printf("%11s  %5u\n", ports, run.last - run.first + 1);
		else
			puts(ports);
	}
}

static void
print_json(const struct rows *rows, const struct runs *runs)
{
	struct json_object *document = json_document(rows->registry.date);
	struct json_object *list = json_object_new_array();

	for (size_t i = 0; i < runs->count; i++) {
		struct json_object *run = json_object_new_object();

		json_number(run, "port", runs->list[i].first);
		json_number(run, "last_port", runs->list[i].last);
		json_add(list, run);
	}
	json_put(document, "free", list);
	json_print(document);
}

/* Standard error hears what the ports alone do not tell. */
static int
report(const struct words *words, const struct runs *runs)
{
	size_t wanted = words->count == 0 ? 1 : words->count;

	if (runs->count > 0 &&
	    runs->list[runs->count - 1].last >= DYNAMIC_FIRST)
		fputs("ianaports: 49152-65535 are dynamic ports: never"
		      " assigned, and no service may be known by one"
		      " (RFC 6335, 8.1.2)\n",
		      stderr);
	if (runs->count >= wanted)
		return 0;
	if (runs->count == 0)
		return cli_nothing();
	fprintf(stderr, "ianaports: %zu of %zu found\n", runs->count, wanted);
	return EXIT_REFUSED;
}

static int
find(struct words *words, const struct rows *rows, const struct bound *bound)
{
	struct local site;
	struct terminal page;
	struct runs runs;
	int result, found;

	site_read(&site, rows);
	subtract(words, rows, &site, bound);
	local_free(&site);
	runs = runs_find(words->ports, words->block, words->count);
	found = report(words, &runs);
	terminal_begin(&page);
	if (words->options.json)
		print_json(rows, &runs);
	else
		print_text(&runs, words->count == 0 && words->block == 0);
	result = terminal_end(&page);
	free(runs.list);
	return result == 0 ? found : result;
}

int
cli_free(int argc, char **argv)
{
	static const struct argp argp = {options, parse, "[RANGE ...]", summary,
					 NULL,    NULL,  NULL};
	struct words *words = cli_memory(calloc(1, sizeof(*words)));
	struct bound *bound = cli_memory(calloc(1, sizeof(*bound)));
	struct rows *rows;
	int result = 0;

	cli_words(&argp, words, &words->options, true, argc, argv);
	if (!words->ranged)
		memset(&words->ports[USER_FIRST], true,
		       DYNAMIC_FIRST - USER_FIRST);
	if (words->unused)
		result = bound_read(bound);
	if (result == 0)
		result = rows_open(&rows, words->options.database);
	if (result == 0) {
		result = find(words, rows, bound);
		rows_free(rows);
	}
	free(bound);
	free(words);
	return result;
}
