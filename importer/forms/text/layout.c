/* SPDX-License-Identifier: MIT */
#include "importer/forms/text/layout.h"

#include <stdint.h>

/* Beyond this many bytes of a line, columns are found by the heading alone. */
#define PROFILE_SIZE 1024

/* More than a table is indented. */
#define MARGIN_MAX 64

/* In how many rows' lines each byte is none of white space. */
static size_t
profile(const struct lines *lines, struct span rows,
	uint32_t text[PROFILE_SIZE])
{
	size_t margin = SIZE_MAX;

	for (size_t i = rows.first; i < rows.end; i++) {
		struct cell line = lines_get(lines, i);

		for (size_t j = 0; j < line.length && j < PROFILE_SIZE; j++) {
			if ((unsigned char)line.text[j] <= ' ')
				continue;
			text[j]++;
			if (j < margin)
				margin = j;
		}
	}
	return margin;
}

/* The rows' lines that have text where there should be none. */
static size_t
count_misfits(const struct layout *layout, const uint32_t text[PROFILE_SIZE])
{
	size_t end = layout->start, misfits = 0;

	for (size_t i = 0; i + 1 < layout->columns; i++) {
		end += layout->width[i];
		if (end < PROFILE_SIZE)
			misfits += text[end];
		end++;
	}
	return misfits;
}

/*
 * IANA's labels are centred over their columns, so that a label's place allows
 * two widths, one apart, for its column; which of them is right decides where
 * the next begins.  False if the labels do not allow these choices, a bit a
 * column.
 */
static bool
centre(struct layout *layout, const struct label *labels, unsigned int choices)
{
	size_t start = layout->start;

	for (size_t i = 0; i < layout->columns; i++) {
		if (labels[i].column < start)
			return false;
		layout->width[i] = labels[i].length +
				   2 * (labels[i].column - start) +
				   (choices >> i & 1);
		start += layout->width[i] + 1;
	}
	return true;
}

/* Every column begins where its label does. */
static void
align(struct layout *layout, const struct label *labels)
{
	layout->start = labels[0].column;
	for (size_t i = 0; i + 1 < layout->columns; i++)
		layout->width[i] = labels[i + 1].column - labels[i].column - 1;
	layout->width[layout->columns - 1] = SIZE_MAX / 2;
}

bool
layout_find(struct layout *layout, const struct titles *titles,
	    const struct lines *lines, struct span above, struct span rows,
	    struct diag *diag)
{
	struct label labels[COLUMNS];
	struct layout other = {.columns = titles->columns};
	uint32_t text[PROFILE_SIZE] = {0};
	size_t least, margin;
	/* Of the last column, only the one choice. */
	unsigned int choices = (1U << titles->columns) >> 1;
	bool centred = false;

	if (!heading_locate(titles, lines, above, labels, diag))
		return false;
	margin = profile(lines, rows, text);
	layout->columns = titles->columns;
	align(layout, labels);
	least = layout->start <= margin ? count_misfits(layout, text)
					: SIZE_MAX;
	for (; other.start <= margin && other.start < MARGIN_MAX; other.start++)
		for (unsigned int i = 0; i < choices; i++) {
			size_t misfits;

			if (!centre(&other, labels, i))
				continue;
			misfits = count_misfits(&other, text);
			if (misfits > least || (centred && misfits == least))
				continue;
			least = misfits;
			*layout = other;
			centred = true;
		}
	return true;
}

/* The byte so many columns on, or the end of the line. */
static size_t
advance(const struct cell *line, size_t from, size_t columns, bool characters)
{
	size_t left = line->length - from;

	if (!characters)
		return from + (columns < left ? columns : left);
	for (; columns > 0 && from < line->length; columns--)
		do
			from++;
		while (from < line->length &&
		       ((unsigned char)line->text[from] & 0xc0) == 0x80);
	return from;
}

/* The part of a line, without the white space around it. */
static struct cell
part(const struct cell *line, size_t from, size_t to)
{
	return cell_trim((struct cell){line->text + from, to - from, line->line,
				       line->column + from});
}

static bool
cut(const struct layout *layout, const struct cell *line, bool characters,
    struct cell *cells)
{
	size_t from = advance(line, 0, layout->start, characters);
	struct cell *odd = &cells[layout->columns];

	*odd = part(line, 0, from);
	for (size_t i = 0; i < layout->columns; i++) {
		size_t to = line->length, next = to;

		if (i + 1 < layout->columns) {
			to = advance(line, from, layout->width[i], characters);
			next = advance(line, to, 1, characters);
		}
		cells[i] = part(line, from, to);
		if (odd->length == 0)
			*odd = part(line, to, next);
		from = next;
	}
	return odd->length == 0;
}

/*
 * The program that IANA set its tables with counted bytes; an editor that
 * lined them up again would count characters.
 */
bool
layout_cut(const struct layout *layout, const struct cell *line,
	   struct cell cells[COLUMNS + 1])
{
	return cut(layout, line, false, cells) ||
	       cut(layout, line, true, cells) ||
	       cut(layout, line, false, cells);
}
