/* SPDX-License-Identifier: MIT */
#include "cli/output/chart.h"

#include <stdio.h>
#include <string.h>

/* Ports a text line: two rows of half a character's height. */
#define LINE     2048
#define ROW      (LINE / 2)
#define NARROW   64
#define WIDE     128
#define LABEL    6
#define SHADES   4
#define PER_CHAR (LINE / NARROW)

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
print_legend(const struct chart *chart, bool colours)
{
	printf("\n%*s", LABEL, "");
	for (enum kind k = KINDS; k-- > 0;) {
		const struct cell cell = {k, SHADES};

		if (colours)
			printf(" \033[48;5;%um  \033[0m", colour(cell));
		else
			printf(" %c", letter(cell));
		printf(" %s %zu", kind_name(k), chart->count[k]);
		if (k == KINDS / 2)
			printf("\n%*s", LABEL, "");
	}
	if (!colours)
		printf(" + fewer assigned");
	putchar('\n');
}

void
chart_print(const struct chart *chart, const struct terminal *page)
{
	size_t columns = page->width >= LABEL + 1 + WIDE ? WIDE : NARROW;

	for (size_t first = 0; first < PORTS; first += LINE) {
		printf("%*zu ", LABEL, first);
		if (page->colour)
			print_line(chart, first, columns);
		else
			for (size_t i = 0; i < NARROW; i++)
				putchar(letter(look(chart, first + i * PER_CHAR,
						    PER_CHAR)));
		putchar('\n');
	}
	print_legend(chart, page->colour);
}
