#include "importer/forms/text/trait.h"

#include <string.h>

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

void
traits_find(struct trait *traits, const struct shape *shape, struct diag *diag)
{
	struct cell cells[2][COLUMNS + 1] = {0};
	struct cell name = {0};

	for (size_t i = 0; i < shape->rows.end - shape->rows.first; i++) {
		struct cell line =
			lines_get(shape->lines, shape->rows.first + i);
		struct cell *now = cells[i % 2];
		struct cell *odd = &now[shape->layout.columns];
		struct trait *trait = &traits[i];

		if (!layout_cut(&shape->layout, &line, now))
			diag_error(diag, odd->line, odd->column,
				   "'%.*s' stands between two"
				   " columns",
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
