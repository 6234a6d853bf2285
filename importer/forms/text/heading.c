/* SPDX-License-Identifier: MIT */
#include "importer/forms/text/heading.h"

#include <string.h>

/* The number of words in a line, or 0 if one of them is of no title. */
static size_t
count_words(const struct titles *titles, struct cell line)
{
	struct cell word;
	size_t count = 0;

	while (word_next(&line, &word)) {
		if (!title_has_word(titles, &word))
			return 0;
		count++;
	}
	return count;
}

bool
heading_find(const struct titles *titles, const struct lines *lines,
	     struct span within, struct span *found)
{
	size_t words = 0;

	for (size_t i = within.first; i <= within.end; i++) {
		size_t count = 0;

		if (i < within.end)
			count = count_words(titles, lines_get(lines, i));
		if (words == 0)
			found->first = i;
		words += count;
		if (count > 0)
			continue;
		found->end = i;
		if (words >= titles->words)
			return true;
		words = 0;
	}
	return false;
}

/* The length of as many words of a title as a text begins with. */
static size_t
match(const char *text, size_t left, const char *title)
{
	size_t matched = 0, end = strcspn(title, " ");

	while (end <= left && memcmp(text, title, end) == 0 &&
	       (end == left || is_space(text[end]))) {
		matched = end;
		if (title[end] == '\0')
			break;
		end += 1 + strcspn(title + end + 1, " ");
	}
	return matched;
}

/* The leftmost place of a title at or after a column, on any line. */
static bool
locate(const struct lines *lines, struct span above, const char *title,
       size_t from, struct label *found)
{
	found->length = 0;
	for (size_t i = above.first; i < above.end; i++) {
		struct cell line = lines_get(lines, i);
		size_t end = found->length == 0 ? line.length : found->column;

		for (size_t j = from; j < line.length && j < end; j++) {
			size_t length = 0;

			if (j == 0 || is_space(line.text[j - 1]))
				length = match(line.text + j, line.length - j,
					       title);
			if (length > 0) {
				*found = (struct label){j, length};
				break;
			}
		}
	}
	return found->length > 0;
}

bool
heading_locate(const struct titles *titles, const struct lines *lines,
	       struct span above, struct label labels[static COLUMNS],
	       struct diag *diag)
{
	bool present[COLUMNS] = {false};
	size_t from = 0;

	for (size_t i = 0; i < titles->columns; i++) {
		present[i] = locate(lines, above, titles->names[i], from,
				    &labels[i]);
		if (present[i])
			from = labels[i].column + labels[i].length + 1;
	}
	return titles_check(titles, present, above.first + 1, 1, diag);
}
