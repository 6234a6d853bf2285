/* The port space, one kind a port, and pictures of it. */
#ifndef IANAPORTS_CLI_OUTPUT_CHART_H
#define IANAPORTS_CLI_OUTPUT_CHART_H

#include <stddef.h>
#include <stdint.h>

#include "cli/output/terminal.h"

#define IANAPORTS_PORTS (UINT16_MAX + 1)

/* Where a port is of several kinds, the higher one counts. */
enum ianaports_kind {
	IANAPORTS_KIND_UNASSIGNED,
	IANAPORTS_KIND_DYNAMIC,
	IANAPORTS_KIND_RESERVED,
	IANAPORTS_KIND_ASSIGNED,
	IANAPORTS_KIND_LOCAL, /* known to the local authority */
	IANAPORTS_KIND_BOUND, /* held by a socket now */
	IANAPORTS_KINDS
};

struct ianaports_chart {
	const char *date; /* of the registry, or "" */
	unsigned char kind[IANAPORTS_PORTS];
	size_t count[IANAPORTS_KINDS]; /* ports of each kind */
};

const char *ianaports_kind_name(enum ianaports_kind kind);

/*
 * Draws it on a terminal in 64 columns or, if that is wide enough, 128; two
 * rows of 1024 ports a line.  Without colours, in letters.
 */
void ianaports_chart_print(const struct ianaports_chart *chart,
			   const struct ianaports_page *page);

/* Draws it as SVG, 256 ports a row. */
void ianaports_chart_print_svg(const struct ianaports_chart *chart);

#endif
