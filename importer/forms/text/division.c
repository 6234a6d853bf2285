/*
 * Nothing parts the rows of IANA's plain text tables.  A row is as tall as its
 * tallest cell and the others are centred in it, which leaves few divisions
 * possible; where it leaves several, the way in which text was wrapped and
 * what registry entries look like choose between them.
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

struct division {
	const struct shape *shape;
	struct trait *traits; /* one for each line, and one more */
	uint16_t *height;     /* of the last row in the best division that ends
				 before a line */
	uint64_t *cost;       /* of that division */
	size_t count;
};

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
	hints += middle->twin && division->height[start] != height;
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
relax(struct division *division, size_t start, size_t height, uint64_t cost)
{
	size_t end = start + (height & ~DIVISION_STRAY);

	cost += division->cost[start];
	if (cost < division->cost[end]) {
		division->cost[end] = cost;
		division->height[end] = (uint16_t)height;
	}
}

/*
 * The rows that begin at a line and have an anchor at another: their middle
 * line, or the upper one of two, so that there are two ways to end.
 */
static void
reach(struct division *division, size_t start, size_t anchor, size_t limit)
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
search(struct division *division)
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

/* From the heights that end at each line to those that begin there. */
static void
turn(uint16_t *height, size_t end)
{
	uint16_t last = height[end];

	while (end > 0) {
		uint16_t before;

		end -= last & ~DIVISION_STRAY;
		before = height[end];
		height[end] = last;
		last = before;
	}
}

static void
report_strays(const struct division *division, struct diag *diag)
{
	const uint16_t *height = division->height;

	for (size_t i = 0; i < division->count;
	     i += height[i] & ~DIVISION_STRAY) {
		struct cell line, word;

		if ((height[i] & DIVISION_STRAY) == 0)
			continue;
		line = lines_get(division->shape->lines,
				 division->shape->rows.first + i);
		if (!word_next(&line, &word))
			continue;
		word.length += line.length;
		diag_error(diag, word.line, word.column,
			   "'%.*s' belongs to no row", TOKEN(word));
	}
}

int
division_find(const struct shape *shape, uint16_t **heights, struct diag *diag)
{
	size_t count = shape->rows.end - shape->rows.first;
	struct division division = {.shape = shape, .count = count};
	int result = -ENOMEM;

	division.height = calloc(count + 1, sizeof(*division.height));
	if (division.height == NULL)
		return -ENOMEM;
	division.traits = calloc(count + 1, sizeof(*division.traits));
	if (division.traits == NULL)
		goto free_height;
	division.cost = reallocarray(NULL, count + 1, sizeof(*division.cost));
	if (division.cost == NULL)
		goto free_traits;

	traits_find(division.traits, shape, diag);
	memset(division.cost, 0xff, (count + 1) * sizeof(*division.cost));
	division.cost[0] = 0;
	search(&division);
	turn(division.height, count);
	report_strays(&division, diag);
	*heights = division.height;
	division.height = NULL;
	result = 0;

	free(division.cost);
free_traits:
	free(division.traits);
free_height:
	free(division.height);
	return result;
}
