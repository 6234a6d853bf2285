/* SPDX-License-Identifier: MIT */
#include "cli/output/chart.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

#define LINES  32 /* of text */
#define NARROW 32
#define WIDE   128
#define LABEL  5
#define SHADES 4

const char *
kind_name(enum kind kind)
{
	static const char *const names[KINDS] = {"unassigned", "dynamic",
						 "reserved",   "assigned",
						 "local",      "bound"};

	return names[kind];
}

/* What stands for some ports: the highest kind, and the share that has it. */
struct cell {
	enum kind kind;
	unsigned int shade; /* 1 to SHADES, of assigned ports alone */
};

static struct cell
look(const struct chart *chart, size_t first, size_t count)
{
	struct cell cell = {KIND_UNASSIGNED, SHADES};
	size_t assigned = 0, reserved = 0;

	for (size_t p = first; p < first + count && p <= chart->range.last;
	     p++) {
		enum kind kind = chart->kind[p];

		assigned += kind == KIND_ASSIGNED;
		reserved += kind == KIND_RESERVED;
		if (kind > cell.kind)
			cell.kind = kind;
	}
	/* A few reserved ports do not make a place reserved. */
	if (cell.kind == KIND_RESERVED && 2 * reserved < count)
		cell.kind = KIND_UNASSIGNED;
	if (cell.kind == KIND_ASSIGNED)
		cell.shade =
			(unsigned int)((SHADES * assigned + count - 1) / count);
	return cell;
}

/* Of the 256 colours that terminals have (ISO 8613-6, 38;5). */
static unsigned int
colour(struct cell cell)
{
	static const unsigned int colours[KINDS] = {237, 24, 94, 0, 38, 197};
	static const unsigned int greens[SHADES] = {22, 28, 34, 40};

	return cell.kind == KIND_ASSIGNED ? greens[cell.shade - 1]
					  : colours[cell.kind];
}

static char
letter(struct cell cell)
{
	static const char letters[KINDS] = {'.', '~', 'r', '#', 'L', 'B'};

	if (cell.kind == KIND_ASSIGNED && 2 * cell.shade < SHADES + 1)
		return '+';
	return letters[cell.kind];
}

/* A line of text, in colours of two rows, each half a character high. */
static void
print_line(const struct chart *chart, size_t first, size_t columns,
	   size_t count, bool colours)
{
	size_t row = columns * count;

	printf("%*zu ", LABEL, first);
	for (size_t p = first; p < first + row && p <= chart->range.last;
	     p += count)
		if (!colours)
			putchar(letter(look(chart, p, count)));
		else if (p + row <= chart->range.last)
			/* U+2580, the upper half in one colour, the lower in
			 * another. */
			printf("\033[38;5;%u;48;5;%um\xe2\x96\x80",
			       colour(look(chart, p, count)),
			       colour(look(chart, p + row, count)));
		else
			printf("\033[0;38;5;%um\xe2\x96\x80",
			       colour(look(chart, p, count)));
	puts(colours ? "\033[0m" : "");
}

/* As many kinds on a line as fit. */
static void
print_legend(const struct chart *chart, size_t width, bool colours)
{
	size_t column = 0;

	for (int k = KINDS; k-- >= 0;) {
		const struct cell cell = {k < 0 ? KIND_ASSIGNED : (enum kind)k,
					  k < 0 ? 1 : SHADES};
		char *text = k >= 0 ? cli_format("%s %zu", kind_name(cell.kind),
						 chart->count[k])
				    : cli_format("fewer assigned");
		size_t size = strlen(text) + 4;

		if (column > 0 && column + size > width) {
			putchar('\n');
			column = 0;
		}
		if (colours)
			printf("\033[48;5;%um  \033[0m %s ", colour(cell),
			       text);
		else
			printf(" %c %s ", letter(cell), text);
		column += size;
		free(text);
	}
	putchar('\n');
}

void
chart_print(const struct chart *chart, const struct terminal *page)
{
	bool colours = page->colour && page->utf8;
	size_t room = page->width == 0 ? WIDE : page->width - LABEL - 1;
	size_t ports = chart->range.last - chart->range.first + 1;
	size_t columns = NARROW, rows = colours ? 2 : 1, count = 1;

	while (columns < WIDE && 2 * columns <= room)
		columns *= 2;
	/* Letters have no halves. */
	if (!colours && columns == WIDE)
		columns /= 2;
	while (LINES * rows * columns * count < ports)
		count *= 2;
	if (ports == PORTS)
		printf("The %zu ports", ports);
	else
		printf("Ports %u-%u", chart->range.first, chart->range.last);
	printf("%s%s\nA line is %zu ports, a %s %zu\n\n",
	       chart->date[0] == '\0' ? "" : ", registry of ", chart->date,
	       rows * columns * count, colours ? "half place" : "place", count);
	for (size_t first = chart->range.first; first <= chart->range.last;
	     first += rows * columns * count)
		print_line(chart, first, columns, count, colours);
	putchar('\n');
	print_legend(chart, LABEL + 1 + columns, colours);
}
