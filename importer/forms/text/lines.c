#include "importer/forms/text/lines.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

int
ianaports_lines_index(struct ianaports_lines *lines,
		      const struct ianaports_source *source)
{
	const char *text = source->text, *end = text + source->length;
	size_t count = 0;

	for (const char *p = text; p < end; p++)
		count += *p == '\n';
	if (end > text && end[-1] != '\n')
		count++;
	*lines = (struct ianaports_lines){.text = text, .count = count};
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

struct ianaports_cell
ianaports_lines_get(const struct ianaports_lines *lines, size_t i)
{
	struct ianaports_cell line = {
		.text = lines->text + lines->start[i],
		.length = lines->start[i + 1] - lines->start[i],
		.line = i + 1,
		.column = 1,
	};

	while (line.length > 0 &&
	       ianaports_is_space(line.text[line.length - 1]))
		line.length--;
	return line;
}

static bool
takes_date(const struct ianaports_cell *line)
{
	struct ianaports_cell rest = *line, word;

	return ianaports_word_next(&rest, &word) &&
	       ianaports_word_is(&word, "Last") &&
	       ianaports_word_next(&rest, &word) &&
	       ianaports_word_is(&word, "Updated") &&
	       !ianaports_word_next(&rest, &word);
}

bool
ianaports_lines_date(const struct ianaports_lines *lines, size_t end,
		     struct ianaports_cell *date)
{
	bool found = false;

	for (size_t i = 0; i < end; i++) {
		struct ianaports_cell line = ianaports_lines_get(lines, i);

		if (found && ianaports_word_next(&line, date)) {
			date->length += line.length;
			return true;
		}
		found |= takes_date(&line);
	}
	return false;
}

void
ianaports_lines_free(struct ianaports_lines *lines)
{
	free(lines->start);
	*lines = (struct ianaports_lines){0};
}
