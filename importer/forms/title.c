/* SPDX-License-Identifier: MIT */
#include "importer/forms/title.h"

#include <string.h>
#include <strings.h>

#include "importer/registry/columns.h"

const struct titles titles_services = {column_titles, COLUMNS, 8};
const struct titles titles_people = {person_titles, PERSON_FIELDS, 4};

static bool
equals(const struct cell *cell, const char *title)
{
	return strlen(title) == cell->length &&
	       strncasecmp(title, cell->text, cell->length) == 0;
}

int
title_column(const struct titles *titles, const struct cell *title)
{
	for (size_t i = 0; i < titles->columns; i++)
		if (equals(title, titles->names[i]))
			return (int)i;
	return titles == &titles_services && equals(title, UNAUTHORIZED_BEFORE)
		       ? COLUMN_UNAUTHORIZED
		       : -1;
}

bool
title_has_word(const struct titles *titles, const struct cell *word)
{
	for (size_t i = 0; i < titles->columns; i++)
		if (word_listed(word, titles->names[i]))
			return true;
	return titles == &titles_services &&
	       word_listed(word, UNAUTHORIZED_BEFORE);
}

bool
titles_check(const struct titles *titles, const bool *present, size_t line,
	     size_t column, struct diag *diag)
{
	bool good = true;

	for (size_t i = 0; i < titles->columns; i++)
		if (!present[i]) {
			diag_error(diag, line, column, "column '%s' is missing",
				   titles->names[i]);
			good = false;
		}
	return good;
}
