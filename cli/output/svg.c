/* SPDX-License-Identifier: MIT */
/* The port space as SVG.  Declared in cli/output/chart.h. */
#include <stdio.h>
#include <string.h>

#include "cli/output/chart.h"
#include "importer/input/escape.h"

/* Ports a row, pixels a port, and the room around the picture. */
#define ROW    256
#define SCALE  3
#define LEFT   52
#define TOP    12
#define LEGEND 58

/* A label stands at every so many rows, and so many ports have a tooltip. */
#define LABEL_ROWS 16
#define CELL       16

#define SIDE (ROW * SCALE)

/*
 * Light for unassigned; middle for dynamic and assigned, which never touch;
 * dark for the rest: 3:1 apart (WCAG 2, 1.4.11).  There is no room for a fourth
 * step, so a light mark tells the dark ones apart: a dot in what is local, a
 * line through what is bound.
 */
static const char *const colours[KINDS] = {"#f7f7f4", "#708abe", "#4a3300",
					   "#4c9a6a", "#4b1a6b", "#7c0a0a"};
static const char *const marks[KINDS] = {
	[KIND_LOCAL] = "stroke-dasharray=\".4 .6\" stroke-dashoffset=\"-.3\"",
	[KIND_BOUND] = "",
};

/* As XML has it, which has no way to write most of what does harm. */
static void
print_text(const char *text)
{
	for (const char *end = text + strlen(text); text < end;) {
		char put[ESCAPE_MOST], *out;

		if (strchr("<>&", *text) != NULL) {
			printf("&#%d;", *text++);
			continue;
		}
		out = escape_put(put, &text, (size_t)(end - text));
		fwrite(put, 1, (size_t)(out - put), stdout);
	}
}

static void
print_head(const struct chart *chart)
{
	printf("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\""
	       " aria-labelledby=\"title desc\" viewBox=\"0 0 %d %d\""
	       " font-family=\"sans-serif\" font-size=\"13\">\n"
	       "<title id=\"title\">The 65536 ports, registry of ",
	       LEFT + SIDE + TOP, TOP + SIDE + LEGEND);
	print_text(chart->date[0] == '\0' ? "unknown date" : chart->date);
	printf("</title>\n<desc id=\"desc\">%d ports a row, from 0:", ROW);
	for (enum kind k = KINDS; k-- > 0;)
		printf(" %s %zu%s", kind_name(k), chart->count[k],
		       k == 0 ? "" : ",");
	printf("</desc>\n"
	       "<style>.page{fill:#fff}text{fill:#222}"
	       "@media(prefers-color-scheme:dark)"
	       "{.page{fill:#111}text{fill:#ddd}}</style>\n"
	       "<rect class=\"page\" width=\"100%%\" height=\"100%%\"/>\n"
	       "<path fill=\"%s\" d=\"M%d %dh%dv%dh-%dz\"/>\n",
	       colours[KIND_UNASSIGNED], LEFT, TOP, SIDE, SIDE, SIDE);
}

/* The ports of a kind, as strokes along their rows. */
static void
print_strokes(const struct chart *chart, enum kind kind)
{
	fputs(" d=\"", stdout);
	for (int row = 0; row < ROW; row++) {
		const unsigned char *kinds = &chart->kind[(size_t)row * ROW];

		for (int x = 0, first = 0; x < ROW; first = ++x) {
			while (x < ROW && kinds[x] == kind)
				x++;
			if (x > first)
				printf("M%d %d.5h%d", first, row, x - first);
		}
	}
	puts("\"/>");
}

static void
print_kind(const struct chart *chart, enum kind kind)
{
	if (chart->count[kind] == 0)
		return;
	printf("<path stroke=\"%s\"", colours[kind]);
	print_strokes(chart, kind);
	if (marks[kind] == NULL)
		return;
	printf("<path stroke=\"%s\" stroke-width=\".4\" %s",
	       colours[KIND_UNASSIGNED], marks[kind]);
	print_strokes(chart, kind);
}

/* What a row's ports are called, some at a time, a line each. */
static void
print_names(const struct chart *chart)
{
	puts("<g fill=\"none\" pointer-events=\"all\">");
	for (size_t first = 0; first < PORTS; first += CELL) {
		const char *last = NULL;

		for (size_t p = first; p < first + CELL; p++) {
			const char *name = chart->name[p];

			if (name == NULL || name == last)
				continue;
			if (last == NULL)
				printf("<path d=\"M%zu %zuh%dv1h-%dz\"><title>",
				       first % ROW, first / ROW, CELL, CELL);
			printf("%s%zu ", last == NULL ? "" : "\n", p);
			print_text(name);
			last = name;
		}
		if (last != NULL)
			puts("</title></path>");
	}
	puts("</g>");
}

static void
print_labels(void)
{
	for (int row = 0; row < ROW; row += LABEL_ROWS)
		printf("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%d"
		       "</text>\n",
		       LEFT - 6, TOP + row * SCALE + 10, row * ROW);
}

static void
print_legend(const struct chart *chart)
{
	static const int column = SIDE / 3, line = 22;

	for (int i = 0; i < KINDS; i++) {
		enum kind kind = (enum kind)(KINDS - 1 - i);
		int x = LEFT + i % 3 * column;
		int y = TOP + SIDE + 14 + i / 3 * line;

		printf("<path fill=\"%s\" stroke=\"#777\""
		       " d=\"M%d %dh12v12h-12z\"/>"
		       "<text x=\"%d\" y=\"%d\">%s: %zu</text>\n",
		       colours[kind], x, y, x + 18, y + 11, kind_name(kind),
		       chart->count[kind]);
		if (marks[kind] != NULL)
			printf("<path stroke=\"%s\" stroke-width=\".4\" %s"
			       " transform=\"translate(%d %d)scale(12)\""
			       " d=\"M0 .5h1\"/>\n",
			       colours[KIND_UNASSIGNED], marks[kind], x, y);
	}
}

void
chart_print_svg(const struct chart *chart)
{
	print_head(chart);
	printf("<g transform=\"translate(%d %d)scale(%d)\">\n", LEFT, TOP,
	       SCALE);
	for (enum kind k = KIND_DYNAMIC; k < KINDS; k++)
		print_kind(chart, k);
	print_names(chart);
	puts("</g>");
	print_labels();
	print_legend(chart);
	puts("</svg>");
}
