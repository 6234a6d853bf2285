/* ianaports map: the port space as a picture. */
#include <stdlib.h>

#include "cli/output/chart.h"
#include "cli/output/json.h"
#include "cli/query/bound.h"
#include "cli/query/ports.h"
#include "cli/query/site.h"

enum { OPTION_SVG = 512 };

static const struct argp_option options[] = {
	{"transport", 't', "TRANSPORT", 0,
	 "Of tcp, udp, sctp or dccp alone; else of all", 0},
	{"svg", OPTION_SVG, NULL, 0, "Draw it as SVG", 0},
	{0},
};

static const char summary[] =
	"Draw the 65536 ports as a picture: assigned, unassigned, reserved and"
	" dynamic ones, those that the local authority (as a rule"
	" /etc/services) knows, and those that a socket of this machine holds"
	" now."
	"\v"
	"On a terminal a line is 2048 ports and a place 8 or 16 of them; where"
	" there are no colours, letters stand for 32 ports each. As SVG every"
	" port has its own place, 256 in a row: the first four rows are the"
	" system ports, the last quarter the dynamic ones.";

struct words {
	struct ianaports_cli_options options;
	unsigned int transport;
	bool svg;
};

static error_t
parse(int key, char *argument, struct argp_state *state)
{
	struct words *words = state->input;

	switch (key) {
	case 't':
		words->transport = ianaports_transport_demand(argument);
		return 0;
	case OPTION_SVG:
		words->svg = true;
		return 0;
	case ARGP_KEY_END:
		if (words->svg && words->options.json)
			exit(ianaports_cli_refuse("--svg", "not with --json"));
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static enum ianaports_kind
find_kind(const struct ianaports_rows *rows, uint16_t port,
	  unsigned int transport)
{
	switch (ianaports_rows_state(rows, port, transport)) {
	case IANAPORTS_DYNAMIC:
		return IANAPORTS_KIND_DYNAMIC;
	case IANAPORTS_RESERVED:
		return IANAPORTS_KIND_RESERVED;
	case IANAPORTS_ASSIGNED:
		return IANAPORTS_KIND_ASSIGNED;
	case IANAPORTS_UNASSIGNED:
		break;
	}
	return IANAPORTS_KIND_UNASSIGNED;
}

static void
fill(struct ianaports_chart *chart, const struct ianaports_rows *rows,
     const struct ianaports_bound *bound, unsigned int transport)
{
	unsigned int bits = transport == 0 ? ~0u : 1u << transport;
	struct ianaports_site site;

	chart->date = ianaports_rows_meta(rows)[IANAPORTS_META_DATE];
	for (size_t p = 0; p < IANAPORTS_PORTS; p++)
		chart->kind[p] =
			(unsigned char)find_kind(rows, (uint16_t)p, transport);
	ianaports_site_read(&site, rows);
	for (size_t i = 0; i < site.count; i++)
		if ((1u << site.lines[i].transport & bits) != 0)
			chart->kind[site.lines[i].port] = IANAPORTS_KIND_LOCAL;
	ianaports_site_free(&site);
	for (size_t p = 0; p < IANAPORTS_PORTS; p++) {
		if ((bound->transports[p] & bits) != 0)
			chart->kind[p] = IANAPORTS_KIND_BOUND;
		chart->count[chart->kind[p]]++;
	}
}

static void
print_json(const struct ianaports_chart *chart)
{
	struct json_object *document = json_object_new_object();
	struct json_object *counts = json_object_new_object();
	struct json_object *ports = json_object_new_array();

	for (enum ianaports_kind k = 0; k < IANAPORTS_KINDS; k++)
		ianaports_json_number(counts, ianaports_kind_name(k),
				      (int64_t)chart->count[k]);
	for (size_t first = 0, p = 1; first < IANAPORTS_PORTS; p++) {
		struct json_object *run;

		if (p < IANAPORTS_PORTS && chart->kind[p] == chart->kind[first])
			continue;
		run = json_object_new_object();
		ianaports_json_number(run, "port", (int64_t)first);
		ianaports_json_number(run, "last_port", (int64_t)p - 1);
		ianaports_json_text(run, "kind",
				    ianaports_kind_name(chart->kind[first]));
		ianaports_json_add(ports, run);
		first = p;
	}
	ianaports_json_text(document, "date", chart->date);
	ianaports_json_put(document, "counts", counts);
	ianaports_json_put(document, "ports", ports);
	ianaports_json_print(document);
}

int
ianaports_cli_map(int argc, char **argv)
{
	static const struct argp argp = {options, parse, NULL, summary,
					 NULL,    NULL,  NULL};
	static const size_t size = sizeof(struct ianaports_chart);
	struct ianaports_chart *chart = ianaports_cli_memory(calloc(1, size));
	struct ianaports_bound *bound =
		ianaports_cli_memory(calloc(1, sizeof(*bound)));
	struct ianaports_rows *rows = NULL;
	struct ianaports_page page;
	struct words words = {0};
	int result;

	ianaports_cli_words(&argp, &words, &words.options, true, argc, argv);
	result = ianaports_bound_read(bound);
	if (result == 0)
		result = ianaports_rows_open(&rows, words.options.database);
	if (result == 0) {
		fill(chart, rows, bound, words.transport);
		ianaports_page_begin(&page);
		if (words.options.json)
			print_json(chart);
		else if (words.svg)
			ianaports_chart_print_svg(chart);
		else
			ianaports_chart_print(chart, &page);
		result = ianaports_page_end(&page);
		ianaports_rows_free(rows);
	}
	free(bound);
	free(chart);
	return result;
}
