#include "importer/forms/text/trait.h"

#include <string.h>

/*
 * Whether a line had room for the first word of the next one.  The program
 * that wrapped the cells would have put it there if it was one cell.
 */
static bool
has_room(const struct ianaports_cell *line, struct ianaports_cell next,
	 size_t width)
{
	struct ianaports_cell word;

	return ianaports_word_next(&next, &word) &&
	       line->length + 1 + word.length <= width;
}

/* The first three letters or digits of a text, without regard to case. */
static uint32_t
initials(const struct ianaports_cell *cell)
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
title(const struct ianaports_shape *shape)
{
	return (unsigned int)__builtin_ctz(~(shape->anchors | shape->names));
}

static void
note(const struct ianaports_shape *shape, struct ianaports_trait *trait,
     const struct ianaports_cell *last, const struct ianaports_cell *now)
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
ianaports_traits_find(struct ianaports_trait *traits,
		      const struct ianaports_shape *shape,
		      struct ianaports_diag *diag)
{
	struct ianaports_cell cells[2][IANAPORTS_COLUMNS + 1] = {0};
	struct ianaports_cell name = {0};

	for (size_t i = 0; i < shape->rows.end - shape->rows.first; i++) {
		struct ianaports_cell line = ianaports_lines_get(
			shape->lines, shape->rows.first + i);
		struct ianaports_cell *now = cells[i % 2];
		struct ianaports_cell *odd = &now[shape->layout.columns];
		struct ianaports_trait *trait = &traits[i];

		if (!ianaports_layout_cut(&shape->layout, &line, now))
			ianaports_diag_error(diag, odd->line, odd->column,
					     "'%.*s' stands between two"
					     " columns",
					     IANAPORTS_TOKEN(*odd));
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
