/* SPDX-License-Identifier: MIT */
/* The port space, one kind a port, and pictures of it. */
#ifndef IANAPORTS_CLI_OUTPUT_CHART_H
#define IANAPORTS_CLI_OUTPUT_CHART_H

#include <stddef.h>
#include <stdint.h>

#include "cli/output/terminal.h"
#include "importer/input/range.h"

#define PORTS (UINT16_MAX + 1)

/* Where a port is of several kinds, the higher one counts. */
enum kind {
	KIND_UNASSIGNED,
	KIND_DYNAMIC,
	KIND_RESERVED,
	KIND_ASSIGNED,
	KIND_LOCAL, /* known to the local file */
	KIND_BOUND, /* held by a socket now */
	KINDS
};

struct chart {
	const char *date;    /* of the registry, or "" */
	struct range range;  /* the ports that are drawn */
	size_t count[KINDS]; /* how many of them are of each kind */
	unsigned char kind[PORTS];
	const char *name[PORTS]; /* NULL for none */
};

const char *kind_name(enum kind kind);

/*
 * Draws it in 32, 64 or 128 columns, as the page has room, and 32 lines at
 * most: in colours, each of two rows; else, or outside UTF-8, in letters.
 */
void chart_print(const struct chart *chart, const struct terminal *page);

/* Draws all ports as SVG, 256 a row, with their names as tooltips. */
void chart_print_svg(const struct chart *chart);

#endif
