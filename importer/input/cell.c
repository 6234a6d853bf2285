/* SPDX-License-Identifier: MIT */
#include "importer/input/cell.h"

#include <string.h>

size_t
character_size(const unsigned char *p, size_t left)
{
	static const unsigned char low[] = {[0xe0] = 0xa0, [0xf0] = 0x90};
	static const unsigned char high[] = {[0xed] = 0x9f, [0xf4] = 0x8f};
	size_t length = p[0] < 0x80 ? 1 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;

	if (length == 1)
		return p[0] != '\0';
	if (p[0] < 0xc2 || p[0] > 0xf4 || left < length)
		return 0;
	for (size_t i = 1; i < length; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	if (p[0] < sizeof(low) && low[p[0]] != 0 && p[1] < low[p[0]])
		return 0;
	if (p[0] < sizeof(high) && high[p[0]] != 0 && p[1] > high[p[0]])
		return 0;
	return length;
}

struct cell
cell_trim(struct cell cell)
{
	size_t skipped = 0;

	while (cell.length > 0 && is_space(cell.text[cell.length - 1]))
		cell.length--;
	while (skipped < cell.length && is_space(cell.text[skipped]))
		skipped++;
	text_skip(&cell, skipped);
	return cell;
}

void
text_skip(struct cell *text, size_t bytes)
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
word_next(struct cell *text, struct cell *word)
{
	size_t length = 0;

	while (length < text->length && is_space(text->text[length]))
		length++;
	text_skip(text, length);
	*word = *text;
	length = 0;
	while (length < text->length && !is_space(text->text[length]))
		length++;
	word->length = length;
	text_skip(text, length);
	return length > 0;
}

bool
group_next(struct cell *text, struct cell *group)
{
	size_t length = 1;

	if (text->length == 0 || text->text[0] != '[')
		return false;
	while (length < text->length && text->text[length] != '[' &&
	       text->text[length] != ']')
		length++;
	if (length == text->length || text->text[length] != ']')
		return false;
	*group = *text;
	group->length = length + 1;
	text_skip(text, length + 1);
	return true;
}

bool
group_open(struct cell *group)
{
	if (group->length < 2 || group->text[0] != '[' ||
	    group->text[group->length - 1] != ']')
		return false;
	group->text++;
	group->column++;
	group->length -= 2;
	return true;
}

bool
item_next(struct cell *text, struct cell *item)
{
	if (text->length == 0)
		return false;
	if (group_next(text, item))
		return group_open(item);
	*item = *text;
	text->length = 0;
	return true;
}

bool
word_listed(const struct cell *word, const char *words)
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
word_is(const struct cell *word, const char *text)
{
	return strlen(text) == word->length &&
	       memcmp(text, word->text, word->length) == 0;
}
