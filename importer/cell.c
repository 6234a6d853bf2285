#include "importer/cell.h"

#include <string.h>

struct ianaports_cell
ianaports_cell_trim(struct ianaports_cell cell)
{
	size_t skipped = 0;

	while (cell.length > 0 &&
	       ianaports_is_space(cell.text[cell.length - 1]))
		cell.length--;
	while (skipped < cell.length && ianaports_is_space(cell.text[skipped]))
		skipped++;
	ianaports_text_skip(&cell, skipped);
	return cell;
}

void
ianaports_text_skip(struct ianaports_cell *text, size_t bytes)
{
	for (; bytes > 0; bytes--) {
		text->column++;
		if (text->text[0] == '\n') {
			text->line++;
			text->column = 1;
		}
		text->text++;
		text->length--;
	}
}

bool
ianaports_word_next(struct ianaports_cell *text, struct ianaports_cell *word)
{
	size_t length = 0;

	while (length < text->length && ianaports_is_space(text->text[length]))
		length++;
	ianaports_text_skip(text, length);
	*word = *text;
	length = 0;
	while (length < text->length && !ianaports_is_space(text->text[length]))
		length++;
	word->length = length;
	ianaports_text_skip(text, length);
	return length > 0;
}

bool
ianaports_word_listed(const struct ianaports_cell *word, const char *words)
{
	for (const char *p = words; *p != '\0';) {
		size_t length = strcspn(p, " ");

		if (length == word->length &&
		    memcmp(p, word->text, length) == 0)
			return true;
		p += length;
		p += *p == ' ';
	}
	return false;
}

bool
ianaports_word_is(const struct ianaports_cell *word, const char *text)
{
	return strlen(text) == word->length &&
	       memcmp(text, word->text, word->length) == 0;
}
