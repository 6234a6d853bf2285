/* SPDX-License-Identifier: MIT */
/*
 * Nothing parts the rows of IANA's plain text tables.  A row is as tall as its
 * tallest cell and the others are centred in it, which leaves few divisions
 * possible; where it leaves several, the way in which text was wrapped and
 * what registry entries look like choose between them.  An example:
 *
 *	1  alpha  80  Backup
 *	2             service
 *	3  beta   81  Mirror of
 *	4             alpha
 *
 * Ports stand on one line a row, so they are its anchors: on the middle line
 * or, in a row of even height, on the upper of the two.  A row that begins at
 * line 1 has its anchor there, and is 1 or 2 lines tall.  If it is 2, the next
 * begins at line 3 and can again be 1 or 2; if it is 1, the next begins at
 * line 2, has its anchor at line 3, and is 3 lines tall.  The search takes the
 * lines in their order and keeps, for each, the cheapest way to divide all
 * that is above it:
 *
 *	2 and 2	nothing against it but the squares of their heights, 4 + 4
 *	2, 1	and then line 4 alone, which belongs to no row: COST_STRAY
 *	1 and 3	1 + 9, and "service" begins a row in lower case: COST_HINT
 *
 * The first is the cheapest and, here, right.
 */
#include "importer/forms/text/division.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Lines of the tallest row; the registry's own had 23. */
#define HEIGHT_MAX 512

/* What speaks against a division into rows, in the order of its weight. */
#define COST_TALLER UINT64_C(1) /* times the square of a row's height */
#define COST_HINT   (UINT64_C(1) << 20)
#define COST_LOOSE  (UINT64_C(1) << 24)
#define COST_BLANK  (UINT64_C(1) << 28)
#define COST_NAME   (UINT64_C(1) << 30) /* a line of a name after the first */
#define COST_BARE   (UINT64_C(1) << 32) /* a row of a name alone */
#define COST_STRAY  (UINT64_C(1) << 36)

/* What a line tells of the row that it is in. */
struct trait {
	uint16_t filled; /* columns with text */
	uint16_t tight;  /* columns that may continue the line before */
	uint16_t small;  /* columns that do not begin with a capital */
	bool twin;       /* the name is that of the row before */
	uint32_t loose;  /* columns that may not continue the line before, all
			    lines up to here */
	int32_t open;    /* parentheses, all lines up to here */
	uint32_t name;   /* initials of the first column */
	uint32_t title;  /* initials of the first column that is wrapped */

	/* The best division that ends before the line. */
	uint64_t cost;
	uint16_t height; /* of its last row */
};

struct division {
	const struct shape *shape;
	struct trait *traits; /* one for each line, and one more */
	size_t count;
};

/*
 * Whether a line had room for the first word of the next one.  The program
 * that wrapped the cells would have put it there if it was one cell.
 */
static bool
has_room(const struct cell *line, struct cell next, size_t width)
{
	struct cell word;

	return word_next(&next, &word) &&
	       line->length + 1 + word.length <= width;
}

/* The first three letters or digits of a text, without regard to case. */
static uint32_t
initials(const struct cell *cell)
{
	uint32_t letters = 0;

	for (size_t i = 0; i < cell->length && letters < 1 << 16; i++) {
		unsigned char c = (unsigned char)cell->text[i];

		if (c >= 'A' && c <= 'Z')
			c = (unsigned char)(c - 'A' + 'a');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			letters = letters << 8 | c;
	}
	return letters;
}

static bool
is_capital(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* The first column that is neither an anchor nor a name. */
static unsigned int
title(const struct shape *shape)
{
	return (unsigned int)__builtin_ctz(~(shape->anchors | shape->names));
}

static void
note(const struct shape *shape, struct trait *trait, const struct cell *last,
     const struct cell *now)
{
	for (size_t i = 0; i < shape->layout.columns; i++) {
		uint16_t bit = (uint16_t)(1U << i);

		if (now[i].length == 0)
			continue;
		trait->filled |= bit;
		if (!is_capital(now[i].text[0]))
			trait->small |= bit;
		for (size_t j = 0; j < now[i].length; j++)
			trait->open += (now[i].text[j] == '(') -
				       (now[i].text[j] == ')');
		if (last[i].length == 0)
			continue;
		if (has_room(&last[i], now[i], shape->layout.width[i]))
			trait->loose++;
		else
			trait->tight |= bit;
	}
	trait->name = initials(&now[0]);
	trait->title = initials(&now[title(shape)]);
}

/* Reports text that stands between columns. */
static void
find_traits(const struct division *division, struct diag *diag)
{
	const struct shape *shape = division->shape;
	struct cell cells[2][COLUMNS + 1] = {0};
	struct cell name = {0};

	for (size_t i = 0; i < division->count; i++) {
		struct cell line =
			lines_get(shape->lines, shape->rows.first + i);
		struct cell *now = cells[i % 2];
		struct cell *odd = &now[shape->layout.columns];
		struct trait *trait = &division->traits[i];

		if (!layout_cut(&shape->layout, &line, now))
			diag_error(diag, odd->line, odd->column,
				   "'%.*s' stands between two columns",
				   TOKEN(*odd));
		if (i > 0) {
			trait->loose = trait[-1].loose;
			trait->open = trait[-1].open;
		}
		note(shape, trait, cells[1 - i % 2], now);
		if ((trait->filled & (shape->anchors | shape->names)) == 0)
			continue;
		trait->twin = name.length > 0 && name.length == now->length &&
			      memcmp(name.text, now->text, name.length) == 0;
		name = *now;
	}
}

/*
 * A cell of k lines begins (h - k) / 2 lines, rounded down, below the first
 * of a row's h: as many as it ends above the last, or one less.
 */
static bool
is_centred(const struct trait *traits, size_t height)
{
	unsigned int above = 0, below = 0;

	if ((traits[0].filled & traits[height - 1].filled) == 0)
		return false;
	for (size_t i = 0; i < height; i++) {
		below |= traits[height - 1 - i].filled;
		if ((above & ~below) != 0)
			return false;
		above |= traits[i].filled;
		if ((below & ~above) != 0)
			return false;
	}
	return true;
}

/*
 * What is rather unusual of a row, though a hundred rows may have it: text
 * that would go on in the next row just as well; that begins like the middle
 * of a sentence, or not like the name; a parenthesis cut in two; a row not as
 * tall as the one before, which has its name and so as a rule its text.
 */
static unsigned int
count_hints(const struct division *division, size_t start, size_t height)
{
	const struct trait *traits = division->traits + start;
	const struct trait *middle = traits + (height - 1) / 2;
	int32_t open = start > 0 ? traits[-1].open : 0;
	unsigned int seen = 0, hints = 0;
	uint32_t first = 0;

	for (size_t i = 0; i < height; i++) {
		hints += (unsigned int)__builtin_popcount(traits[i].small &
							  ~seen);
		seen |= traits[i].filled;
		if (first == 0)
			first = traits[i].title;
	}
	hints += (unsigned int)__builtin_popcount(traits[height].tight);
	hints += first != middle->name;
	hints += traits[height - 1].open != open;
	hints += middle->twin && traits->height != height;
	return hints;
}

static uint64_t
weigh(const struct division *division, size_t start, size_t height)
{
	const struct trait *traits = division->traits + start;
	unsigned int names = division->shape->names, filled = 0;
	uint64_t cost = height * height * COST_TALLER;
	size_t lines = 0;

	cost += (traits[height - 1].loose - traits[0].loose) * COST_LOOSE;
	cost += count_hints(division, start, height) * COST_HINT;
	for (size_t i = 0; i < height; i++) {
		lines += (traits[i].filled & names) != 0;
		filled |= traits[i].filled;
	}
	if (lines > 1)
		cost += (lines - 1) * COST_NAME;
	if (filled == names)
		cost += COST_BARE;
	return cost;
}

static void
relax(const struct division *division, size_t start, size_t height,
      uint64_t cost)
{
	struct trait *end = &division->traits[start + DIVISION_LINES(height)];

	cost += division->traits[start].cost;
	if (cost < end->cost) {
		end->cost = cost;
		end->height = (uint16_t)height;
	}
}

/*
 * The rows that begin at a line and have an anchor at another: their middle
 * line, or the upper one of two, so that there are two ways to end.
 */
static void
reach(const struct division *division, size_t start, size_t anchor,
      size_t limit)
{
	size_t height = 2 * (anchor - start) + 1;

	for (size_t end = height + 2; height < end; height++)
		if (height <= HEIGHT_MAX && start + height <= limit &&
		    is_centred(division->traits + start, height))
			relax(division, start, height,
			      weigh(division, start, height));
}

static size_t
seek(const struct division *division, size_t from, unsigned int columns)
{
	while (from < division->count &&
	       (division->traits[from].filled & columns) == 0)
		from++;
	return from < division->count ? from : division->count;
}

/*
 * The cheapest division up to each line, in the order of the lines.  A line
 * can always stand alone, so that there is one.
 */
static void
search(const struct division *division)
{
	unsigned int anchors = division->shape->anchors;
	unsigned int either = anchors | division->shape->names;
	size_t named = seek(division, 0, either);
	size_t anchor = seek(division, named, anchors);
	size_t next = seek(division, anchor + 1, anchors);

	for (size_t i = 0; i < division->count; i++) {
		if (i > named)
			named = seek(division, i, either);
		if (i > anchor) {
			anchor = next;
			next = seek(division, next + 1, anchors);
		}
		relax(division, i, 1 | DIVISION_STRAY,
		      division->traits[i].filled == 0 ? COST_BLANK
						      : COST_STRAY);
		reach(division, i, anchor, next);
		if (named < anchor)
			reach(division, i, named, anchor);
	}
}

int
division_find(const struct shape *shape, uint16_t **heights, struct diag *diag)
{
	size_t count = shape->rows.end - shape->rows.first;
	struct division division = {.shape = shape, .count = count};

	*heights = calloc(count + 1, sizeof(**heights));
	division.traits = calloc(count + 1, sizeof(*division.traits));
	if (*heights == NULL || division.traits == NULL) {
		free(*heights);
		free(division.traits);
		return -ENOMEM;
	}
	find_traits(&division, diag);
	for (size_t i = 1; i <= count; i++)
		division.traits[i].cost = UINT64_MAX;
	search(&division);
	for (size_t i = count, height; i > 0;) {
		height = division.traits[i].height;
		i -= DIVISION_LINES(height);
		(*heights)[i] = (uint16_t)height;
	}
	free(division.traits);
	return 0;
}
