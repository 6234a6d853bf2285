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
fill(struct chart *chart, const struct rows *rows, const struct bound *bound,
     unsigned int transport)
{
	unsigned int bits = transport == 0 ? ~0u : 1u << transport;
	struct local site;

	chart->date = reader_meta(rows->registry.reader)[META_DATE];
	for (size_t p = 0; p < PORTS; p++)
		chart->kind[p] =
			kinds[rows_state(rows, (uint16_t)p, transport)];
	site_read(&site, rows);
	for (size_t i = 0; i < site.services.count; i++) {
		const struct service *line = &site.services.lines[i];

		if ((1u << line->transport & bits) != 0)
			chart->kind[line->port] = KIND_LOCAL;
	}
	local_free(&site);
	for (size_t p = 0; p < PORTS; p++) {
		if ((bound->transports[p] & bits) != 0)
			chart->kind[p] = KIND_BOUND;
		chart->count[chart->kind[p]]++;
	}
}

static void
print_json(const struct chart *chart)
{
	struct json_object *document = json_document(chart->date);
	struct json_object *counts = json_object_new_object();
	struct json_object *ports = json_object_new_array();

	for (enum kind k = 0; k < KINDS; k++)
		json_number(counts, kind_name(k), (int64_t)chart->count[k]);
	for (size_t first = 0, p = 1; first < PORTS; p++) {
		struct json_object *run;

		if (p < PORTS && chart->kind[p] == chart->kind[first])
			continue;
		run = json_object_new_object();
		json_number(run, "port", (int64_t)first);
		json_number(run, "last_port", (int64_t)p - 1);
		json_text(run, "kind", kind_name(chart->kind[first]));
		json_add(ports, run);
		first = p;
	}
	json_put(document, "counts", counts);
	json_put(document, "ports", ports);
	json_print(document);
}

int
cli_map(int argc, char **argv)
{
	const char *database;
	unsigned int transport = 0;
	bool json = false, svg = false, text = false;
	const struct cli_option options[] = {
		{"transport", 't', "TRANSPORT",
		 "Of tcp, udp, sctp or dccp alone; else of all",
		 .take = transport_take, .to = &transport},
		{"svg", '\0', NULL, "Draw it as SVG", .flag = &svg},
		{"text", '\0', NULL, "Draw it in letters", .flag = &text},
		{0}};
	const struct usage usage = {
		.summary =
			"Draw the 65536 ports as a picture: assigned,"
			" unassigned, reserved and dynamic ones, those of the"
			" local file, and those that a socket of this machine"
			" holds now.",
		.notes = "As SVG every port has its own place, 256 in a row:"
			 " the first four rows are the system ports, the last"
			 " quarter the dynamic ones.",
		.examples = "map\nmap --svg >ports.svg",
		.options = options,
		.database = &database,
		.json = &json};
	struct chart *chart = cli_memory(calloc(1, sizeof(*chart)));
	struct bound *bound = cli_memory(calloc(1, sizeof(*bound)));
	struct rows *rows = NULL;
	struct terminal page;
	int result;

	usage_parse(&usage, argc, argv);
	if (svg && json)
		return cli_refuse("--svg", "not with --json");
	result = bound_read(bound);
	if (result == 0)
		result = rows_open(&rows, database);
	if (result == 0) {
		fill(chart, rows, bound, transport);
		terminal_begin(&page);
		page.utf8 = page.utf8 && !text;
		if (json)
			print_json(chart);
		else if (svg)
			chart_print_svg(chart);
		else
			chart_print(chart, &page);
		result = terminal_end(&page);
		rows_free(rows);
	}
	free(bound);
	free(chart);
	return result;
}
