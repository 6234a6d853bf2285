/* SPDX-License-Identifier: MIT */
/* ianaports map: the port space as a picture. */
#include <stdlib.h>

#include "cli/output/chart.h"
#include "cli/output/json.h"
#include "cli/query/bound.h"
#include "cli/query/naming.h"
#include "cli/query/question.h"
#include "cli/query/site.h"
#include "cli/usage.h"

static const unsigned char kinds[] = {
	[STATE_UNASSIGNED] = KIND_UNASSIGNED,
	[STATE_DYNAMIC] = KIND_DYNAMIC,
	[STATE_RESERVED] = KIND_RESERVED,
	[STATE_ASSIGNED] = KIND_ASSIGNED,
};

static void
fill(struct chart *chart, const struct rows *rows, const struct local *site,
     const struct bound *bound, unsigned int transport)
{
	unsigned int bits = transport == 0 ? ~0u : 1u << transport;

	chart->date = rows->registry.date;
	for (size_t p = 0; p < PORTS; p++) {
		const struct row *row =
			rows_canonical(rows, (uint16_t)p, transport);

		chart->kind[p] =
			kinds[rows_state(rows, (uint16_t)p, transport)];
		if (row != NULL)
			chart->name[p] = row->name;
	}
	for (size_t i = site->services.count; i-- > 0;) {
		const struct service *line = &site->services.lines[i];

		if ((1u << line->transport & bits) == 0)
			continue;
		chart->kind[line->port] = KIND_LOCAL;
		chart->name[line->port] = line->names;
	}
	for (size_t p = 0; p < PORTS; p++)
		if ((bound->transports[p] & bits) != 0)
			chart->kind[p] = KIND_BOUND;
	for (size_t p = chart->range.first; p <= chart->range.last; p++)
		chart->count[chart->kind[p]]++;
}

static void
print_json(const struct chart *chart)
{
	struct json json;

	json_begin(&json, chart->date, false);
	json_open_object(&json, "counts");
	for (enum kind k = 0; k < KINDS; k++)
		json_number(&json, kind_name(k), (int64_t)chart->count[k]);
	json_close(&json);
	json_open_list(&json, "ports");
	for (size_t first = chart->range.first, p = first + 1;
	     first <= chart->range.last; p++) {
		if (p <= chart->range.last &&
		    chart->kind[p] == chart->kind[first])
			continue;
		json_open_object(&json, NULL);
		json_number(&json, "port", (int64_t)first);
		json_number(&json, "last_port", (int64_t)p - 1);
		json_text(&json, "kind", kind_name(chart->kind[first]));
		json_close(&json);
		first = p;
	}
	json_end(&json);
}

/* Of all ports, or of one range. */
static struct range
read_range(char **words, size_t count)
{
	struct questions questions = {.list = NULL};
	struct range range = {0, UINT16_MAX};

	questions_read_ranges(&questions, words, count);
	if (questions.count > 1)
		exit(cli_refuse(questions.list[1].text,
				"only one range can be given"));
	if (questions.count > 0)
		range = (struct range){questions.list[0].port,
				       questions.list[0].last};
	questions_free(&questions);
	return range;
}

struct words {
	const char *database;
	struct range range;
	unsigned int transport;
	bool json, svg, text;
};

static int
draw(const struct words *words, const struct bound *bound,
     const struct rows *rows)
{
	struct chart *chart = cli_memory(calloc(1, sizeof(*chart)));
	struct local site;
	struct terminal page;
	int result;

	site_read(&site, rows);
	chart->range = words->range;
	fill(chart, rows, &site, bound, words->transport);
	terminal_begin(&page);
	page.utf8 = page.utf8 && !words->text;
	if (words->json)
		print_json(chart);
	else if (words->svg)
		chart_print_svg(chart);
	else
		chart_print(chart, &page);
	result = terminal_end(&page);
	local_free(&site);
	free(chart);
	return result;
}

int
cli_map(int argc, char **argv)
{
	struct words words = {.json = false};
	const struct cli_option options[] = {
		{"transport", 't', "TRANSPORT",
		 "Of tcp, udp, sctp or dccp alone; else of all",
		 .take = transport_take, .to = &words.transport},
		{"svg", '\0', NULL, "Draw it as SVG", .flag = &words.svg},
		{"text", '\0', NULL, "Draw it in letters", .flag = &words.text},
		{0}};
	const struct usage usage = {
		.summary =
			"Draw the 65536 ports, or a range of them, as a"
			" picture: assigned, unassigned, reserved and dynamic"
			" ones, those of the local file, and those that a"
			" socket of this machine holds now.",
		.arguments = "[RANGE]",
		.notes = "As SVG every port has its own place, 256 in a row,"
			 " and its name where a pointer rests: the first four"
			 " rows are the system ports, the last quarter the"
			 " dynamic ones.",
		.examples = "map 1-1023\nmap --svg >ports.svg",
		.options = options,
		.database = &words.database,
		.json = &words.json};
	size_t count = usage_parse(&usage, argc, argv);
	struct bound *bound = cli_memory(calloc(1, sizeof(*bound)));
	struct rows *rows;
	int result;

	words.range = read_range(argv + 1, count);
	if (words.svg && (words.json || count > 0))
		return cli_refuse("--svg", words.json ? "not with --json"
						      : "draws all ports");
	result = bound_read(bound);
	if (result == 0) {
		rows = rows_open(words.database);
		result = draw(&words, bound, rows);
		rows_free(rows);
	}
	free(bound);
	return result;
}
