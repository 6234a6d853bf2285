/* SPDX-License-Identifier: MIT */
#include "cli/output/chart.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

/* Ports a text line: two rows of half a character's height. */
#define LINE   2048
#define ROW    (LINE / 2)
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

	for (size_t p = first; p < first + count; p++) {
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

static void
print_line(const struct chart *chart, size_t first, size_t columns)
{
	size_t count = ROW / columns;

	for (size_t i = 0; i < columns; i++) {
		struct cell above = look(chart, first + i * count, count);
		struct cell below = look(chart, first + ROW + i * count, count);

		/* U+2580, the upper half in one colour, the lower in another.
		 */
		printf("\033[38;5;%u;48;5;%um\xe2\x96\x80", colour(above),
		       colour(below));
	}
	fputs("\033[0m", stdout);
}

static void
print_letters(const struct chart *chart, size_t first, size_t columns)
{
	size_t count = LINE / columns;

	for (size_t i = 0; i < columns; i++)
		putchar(letter(look(chart, first + i * count, count)));
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
	size_t columns = NARROW;

	while (columns < WIDE && 2 * columns <= room)
		columns *= 2;
	/* Letters have no halves. */
	if (!colours && columns == WIDE)
		columns /= 2;
	printf("The 65536 ports%s%s\n"
	       "A line is %d ports, a %s %zu\n\n",
	       chart->date[0] == '\0' ? "" : ", registry of ", chart->date,
	       LINE, colours ? "half place" : "place",
	       (colours ? ROW : LINE) / columns);
	for (size_t first = 0; first < PORTS; first += LINE) {
		printf("%*zu ", LABEL, first);
		(colours ? print_line : print_letters)(chart, first, columns);
		putchar('\n');
	}
	putchar('\n');
	print_legend(chart, LABEL + 1 + columns, colours);
}
