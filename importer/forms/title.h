/* SPDX-License-Identifier: MIT */
/* The titles of the registry's columns, which all forms but XML have. */
#ifndef IANAPORTS_IMPORTER_FORMS_TITLE_H
#define IANAPORTS_IMPORTER_FORMS_TITLE_H

#include <stdbool.h>
#include <stddef.h>

#include "importer/input/cell.h"
#include "importer/input/diag.h"
#include "importer/registry/registry.h"

struct titles {
	const char *const *names; /* one a column */
	size_t columns;           /* COLUMNS at most */
	size_t words;             /* fewer of them in a text are no heading */
};

extern const struct titles titles_services;
extern const struct titles titles_people;

/*
 * The column of a title, as IANA has it now or had it before, in whatever
 * case; or -1.
 */
int title_column(const struct titles *titles, const struct cell *title);

/* Whether a word stands in a title, then or now. */
bool title_has_word(const struct titles *titles, const struct cell *word);

/* Reports every column that is not present at a place; true if all are. */
bool titles_check(const struct titles *titles, const bool *present, size_t line,
		  size_t column, struct diag *diag);

#endif
