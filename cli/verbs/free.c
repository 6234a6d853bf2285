/* SPDX-License-Identifier: MIT */
/* ianaports free: unassigned ports. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli/output/json.h"
#include "cli/output/table.h"
#include "cli/query/question.h"
#include "cli/query/runs.h"
#include "cli/query/taken.h"
#include "cli/usage.h"
#include "importer/registry/rules.h"

struct words {
	const char *database;
	const char *asked; /* what ports, in a word */
	bool ports[UINT16_MAX + 1];
	bool json, ephemeral, random, quiet;
	unsigned int transport;
	unsigned long count, block; /* 0 if not given */
	struct view view;
};

static const struct table_column columns[] = {
	{"PORTS", true, false},
	{"COUNT", true, false},
	{0},
};

/* Why ports are not free, as a key and as words. */
static const char *const reasons[TAKEN_KINDS][2] = {
	[TAKEN_NOT] = {"free", "free"},
	[TAKEN_ASSIGNED] = {"assigned", "assigned"},
	[TAKEN_RESERVED] = {"reserved", "reserved"},
	[TAKEN_UNAUTHORIZED] = {"unauthorized", "used unofficially"},
	[TAKEN_LOCAL] = {"local", "in the local file"},
	[TAKEN_BOUND] = {"bound", "in use"},
	[TAKEN_EPHEMERAL] = {"ephemeral", "ephemeral"},
};

/* What became of the ports that were asked for. */
struct outcome {
	size_t count[TAKEN_KINDS];
	unsigned int held; /* the first that this machine takes */
	struct runs runs;
};

static void
read_number(void *to, const char *text)
{
	char *end;
	unsigned long number;

	errno = 0;
	number = strtoul(text, &end, 10);
	if (text[0] < '0' || text[0] > '9' || *end != '\0' || errno != 0 ||
	    number == 0 || number > UINT16_MAX + 1)
		exit(cli_refuse(text, "expected a number from 1 to 65536"));
	*(unsigned long *)to = number;
}

static void
read_ranges(struct words *words, char *const *list, size_t count)
{
	struct questions questions = {.list = NULL};

	questions_read_ranges(&questions, list, count);
	for (size_t i = 0; i < questions.count; i++) {
		const struct question *question = &questions.list[i];

		memset(&words->ports[question->port], true,
		       (size_t)question->last - question->port + 1);
	}
	words->asked = count > 1 || strcmp(list[0], "-") == 0 ? "these ports"
							      : list[0];
	questions_free(&questions);
}

/* Takes out of the words' ports those that are taken. */
static void
find(struct words *words, const struct rows *rows, struct outcome *outcome)
{
	struct taken_ports *taken = cli_memory(malloc(sizeof(*taken)));

	*outcome = (struct outcome){.held = UINT16_MAX + 1};
	taken_find(taken, rows, words->transport, words->ephemeral);
	for (unsigned int p = UINT16_MAX + 1; p-- > 0;) {
		if (!words->ports[p])
			continue;
		outcome->count[taken->reason[p]]++;
		words->ports[p] = taken->reason[p] == TAKEN_NOT;
		if (taken->reason[p] >= TAKEN_BOUND)
			outcome->held = p;
	}
	free(taken);
	outcome->runs =
		words->random
			? runs_draw(words->ports, words->block, words->count)
			: runs_find(words->ports, words->block, words->count);
}

/* With a count and a heading where all are asked for, as bare words else. */
static void
print_text(struct words *words, const struct runs *runs,
	   const struct terminal *page)
{
	struct view *view = &words->view;
	struct table table;

	if (view->count == 0 && (words->count > 0 || words->block > 0)) {
		view->standard = "PORTS";
		view->headless = view->raw = true;
	}
	view_choose(view);
	table_begin(&table, view, page);
	for (size_t i = 0; i < runs->count; i++) {
		struct range run = runs->list[i];
		char ports[RANGE_SIZE];
		char *count = cli_format("%u", run.last - run.first + 1);
		const char *cells[] = {ports, count};

		range_print(ports, run);
		table_add(&table, cells, false);
		free(count);
	}
	table_end(&table, NULL, 0);
}

static void
print_json(const struct rows *rows, const struct outcome *outcome)
{
	struct json json;

	json_begin(&json, rows->registry.date, false);
	json_open_list(&json, "free");
	for (size_t i = 0; i < outcome->runs.count; i++) {
		json_open_object(&json, NULL);
		json_number(&json, "port", outcome->runs.list[i].first);
		json_number(&json, "last_port", outcome->runs.list[i].last);
		json_close(&json);
	}
	json_close(&json);
	json_open_object(&json, "taken");
	for (enum taken t = TAKEN_ASSIGNED; t < TAKEN_KINDS; t++)
		json_number(&json, reasons[t][0], (int64_t)outcome->count[t]);
	json_end(&json);
}

/* "97 assigned, 4 in use", from one reason on. */
static void
print_reasons(const char *before, const struct outcome *outcome,
	      enum taken first)
{
	char *text = NULL;

	for (enum taken t = first; t < TAKEN_KINDS; t++)
		if (outcome->count[t] > 0)
			text = cli_append(text, "%s%zu %s",
					  text == NULL ? ": " : ", ",
					  outcome->count[t], reasons[t][1]);
	cli_say(0, "%s%s%s", before, text == NULL ? "" : text,
		outcome->count[TAKEN_EPHEMERAL] == 0
			? ""
			: " (--ephemeral offers those)");
	free(text);
}

/* What is peculiar to the ports that were found. */
static void
report_found(const struct words *words, const struct outcome *outcome)
{
	bool all = words->count == 0 && words->block == 0;
	unsigned int least = UINT16_MAX, most = 0;

	for (size_t i = 0; i < outcome->runs.count; i++) {
		const struct range *run = &outcome->runs.list[i];

		least = run->first < least ? run->first : least;
		most = run->last > most ? run->last : most;
	}
	if (least < USER_FIRST)
		cli_say(0, "ports below 1024 are system ports: IANA assigns"
			   " them by IETF review or IESG approval alone (RFC"
			   " 6335, 8.1.2), and binding one needs"
			   " CAP_NET_BIND_SERVICE");
	if (most >= DYNAMIC_FIRST)
		cli_say(0, "49152-65535 are dynamic ports: never assigned, and"
			   " no service may be known by one (RFC 6335, 8.1.2)");
	if (outcome->held < (all ? UINT16_MAX + 1u : most) &&
	    outcome->runs.count >= words->count)
		print_reasons("left out", outcome, TAKEN_BOUND);
}

/* Standard error hears what the ports alone do not tell. */
static int
report(const struct words *words, const struct outcome *outcome)
{
	size_t wanted = words->count == 0 ? 1 : words->count;
	size_t found = outcome->runs.count;
	char *before;

	if (!words->quiet && found > 0)
		report_found(words, outcome);
	if (found >= wanted)
		return 0;
	if (found > 0)
		before = cli_format("%zu of %zu found in %s", found, wanted,
				    words->asked);
	else if (words->block > 1)
		before = cli_format("no block of %lu in %s", words->block,
				    words->asked);
	else
		before = cli_format("none of %s", words->asked);
	if (!words->quiet)
		print_reasons(before, outcome, TAKEN_NOT);
	free(before);
	return EXIT_REFUSED;
}

static int
answer(struct words *words, const struct rows *rows)
{
	struct terminal page;
	struct outcome outcome;
	int result = 0, found;

	find(words, rows, &outcome);
	found = report(words, &outcome);
	if (!words->quiet) {
		terminal_begin(&page);
		if (words->json)
			print_json(rows, &outcome);
		else
			print_text(words, &outcome.runs, &page);
		result = terminal_end(&page);
	}
	free(outcome.runs.list);
	return result == 0 ? found : result;
}

static void
read_words(struct words *words, int argc, char **argv)
{
	const struct cli_option options[] = {
		{"count", 'c', "N", "Print the first N ports, or blocks, alone",
		 .take = read_number, .to = &words->count},
		{"block", 'b', "N",
		 "Find N ports side by side; one such block,"
		 " unless --count says more",
		 .take = read_number, .to = &words->block},
		{"transport", 't', "TRANSPORT",
		 "Free on tcp, udp, sctp or dccp alone; else on all",
		 .take = transport_take, .to = &words->transport},
		{"ephemeral", '\0', NULL,
		 "Offer also what the kernel gives to sockets that ask for no"
		 " port (ip_local_port_range), or keeps"
		 " (ip_local_reserved_ports)",
		 .flag = &words->ephemeral},
		{"random", '\0', NULL,
		 "Choose by chance, not the first; one, unless --count says"
		 " more",
		 .flag = &words->random},
		{"quiet", 'q', NULL, "Print errors only",
		 .flag = &words->quiet},
		{0}};
	const struct usage usage = {
		.summary = "Find unassigned ports, without a report of"
			   " unauthorized use, not in the local file, usually"
			   " /etc/services, and neither in use nor ephemeral on"
			   " this machine.",
		.arguments = "[RANGE ...]",
		.notes = "Without RANGE, the user ports are taken, 1024-49151."
			 " A free port is not yours: IANA may assign it to"
			 " another at any time, and assigns it to you if you"
			 " apply (RFC 6335, 8.1.1). A program that needs just"
			 " any port binds port 0.\n"
			 "Exits with 1 if less is free than was asked for.",
		.examples = "free --block 4 20000-20100\n"
			    "free --random --count 2",
		.options = options,
		.database = &words->database,
		.json = &words->json,
		.view = &words->view};
	size_t count = usage_parse(&usage, argc, argv);

	if (count > 0) {
		read_ranges(words, argv + 1, count);
	} else {
		words->asked = "1024-49151";
		memset(&words->ports[USER_FIRST], true,
		       DYNAMIC_FIRST - USER_FIRST);
	}
	if (words->random && words->count == 0)
		words->count = 1;
}

int
cli_free(int argc, char **argv)
{
	struct words *words = cli_memory(calloc(1, sizeof(*words)));
	struct rows *rows;
	int result;

	words->view =
		(struct view){.columns = columns, .standard = "PORTS,COUNT"};
	read_words(words, argc, argv);
	rows = rows_open(words->database);
	result = answer(words, rows);
	rows_free(rows);
	free(words);
	return result;
}
