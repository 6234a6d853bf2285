#include "importer/forms/text/table.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

int
table_divide(struct table *table, struct diag *diag)
{
	table->next = 0;
	return division_find(&table->shape, &table->height, diag);
}

/* Room for the cells of a row, which are no longer than its lines. */
static int
reserve(struct table *table, size_t first, size_t height)
{
	const uint32_t *start = table->shape.lines->start + first;
	size_t size = (size_t)(start[height] - start[0]) + height;
	char *larger;

	if (size <= table->size)
		return 0;
	larger = realloc(table->joined, size * 2);
	if (larger == NULL)
		return -ENOMEM;
	table->joined = larger;
	table->size = size * 2;
	return 0;
}

/* A cell that grows line by line, at the end of what is joined. */
struct growth {
	char *end;
	bool identifiers;
	bool brackets;
	bool open;   /* a bracket is */
	bool parted; /* a blank line came last */
};

static bool
leaves_open(const struct cell *line, bool open)
{
	for (size_t i = 0; i < line->length; i++)
		if (line->text[i] == '[' || line->text[i] == ']')
			open = line->text[i] == '[';
	return open;
}

static bool
is_close(const struct growth *growth, const struct cell *line)
{
	if (growth->identifiers && growth->open)
		return true;
	return growth->brackets && growth->end[-1] == ']' &&
	       line->text[0] == '[';
}

static void
append(struct growth *growth, struct cell *cell, const struct cell *line)
{
	if (line->length == 0) {
		growth->parted = true;
		return;
	}
	if (cell->length == 0) {
		*cell = *line;
		cell->text = growth->end;
	} else if (!is_close(growth, line)) {
		*growth->end++ = growth->parted ? '\n' : ' ';
	}
	memcpy(growth->end, line->text, line->length);
	growth->end += line->length;
	cell->length = (size_t)(growth->end - cell->text);
	growth->open = leaves_open(line, growth->open);
	growth->parted = false;
}

static void
join(struct table *table, size_t first, size_t height, struct cell *cells)
{
	const struct shape *shape = &table->shape;
	char *end = table->joined;

	for (size_t i = 0; i < shape->layout.columns; i++) {
		struct growth growth = {.end = end};

		growth.identifiers = table->identifiers >> i & 1;
		growth.brackets =
			growth.identifiers || (table->references >> i & 1);
		cells[i].length = 0;
		for (size_t j = 0; j < height; j++) {
			struct cell cut[COLUMNS + 1];
			struct cell line = lines_get(shape->lines, first + j);

			layout_cut(&shape->layout, &line, cut);
			append(&growth, &cells[i], &cut[i]);
		}
		end = growth.end;
	}
}

int
table_next(struct table *table, struct cell cells[COLUMNS + 1])
{
	const struct shape *shape = &table->shape;
	size_t count = shape->rows.end - shape->rows.first, first, height;
	struct cell line;

	while (table->next < count &&
	       (table->height[table->next] & DIVISION_STRAY) != 0)
		table->next++;
	if (table->next >= count)
		return 0;
	first = shape->rows.first + table->next;
	height = table->height[table->next];
	table->next += height;
	line = lines_get(shape->lines, first);
	layout_cut(&shape->layout, &line, cells);
	if (height == 1)
		return 1;
	if (reserve(table, first, height) != 0)
		return -ENOMEM;
	join(table, first, height, cells);
	return 1;
}

void
table_free(struct table *table)
{
	free(table->height);
	free(table->joined);
	table->height = NULL;
	table->joined = NULL;
}
