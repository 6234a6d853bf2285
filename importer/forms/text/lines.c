/* SPDX-License-Identifier: MIT */
#include "importer/forms/text/lines.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

int
lines_index(struct lines *lines, const struct source *source)
{
	const char *text = source->text, *end = text + source->length;
	size_t count = 0;

	for (const char *p = text; p < end; p++)
		count += *p == '\n';
	if (end > text && end[-1] != '\n')
		count++;
	*lines = (struct lines){.text = text, .count = count};
	lines->start = reallocarray(NULL, count + 1, sizeof(*lines->start));
	if (lines->start == NULL)
		return -ENOMEM;
	for (size_t i = 0; i < count; i++) {
		const char *newline = memchr(text, '\n', (size_t)(end - text));

		lines->start[i] = (uint32_t)(text - lines->text);
		text = newline == NULL ? end : newline + 1;
	}
	lines->start[count] = (uint32_t)source->length;
	return 0;
}

struct cell
lines_get(const struct lines *lines, size_t i)
{
	struct cell line = {
		.text = lines->text + lines->start[i],
		.length = lines->start[i + 1] - lines->start[i],
		.line = i + 1,
		.column = 1,
	};

	while (line.length > 0 && is_space(line.text[line.length - 1]))
		line.length--;
	return line;
}

bool
lines_date(const struct lines *lines, size_t end, struct cell *date)
{
	bool found = false;

	for (size_t i = 0; i < end; i++) {
		*date = cell_trim(lines_get(lines, i));
		if (found && date->length > 0)
			return true;
		found |= word_is(date, "Last Updated");
	}
	return false;
}

bool
lines_are_cut(const struct lines *lines)
{
	return lines->text[lines->start[lines->count] - 1] != '\n';
}

void
lines_free(struct lines *lines)
{
	free(lines->start);
	*lines = (struct lines){0};
}
