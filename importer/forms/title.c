#include "importer/forms/title.h"

#include <string.h>
#include <strings.h>

/* What "Unauthorized Use Reported" used to be. */
static const char former[] = "Known Unauthorized Uses";

const struct titles titles_services = {
	.names =
		(const char *const[]){
			[COLUMN_NAME] = "Service Name",
			[COLUMN_PORT] = "Port Number",
			[COLUMN_TRANSPORT] = "Transport Protocol",
			[COLUMN_DESCRIPTION] = "Description",
			[COLUMN_ASSIGNEE] = "Assignee",
			[COLUMN_CONTACT] = "Contact",
			[COLUMN_REGISTERED] = "Registration Date",
			[COLUMN_MODIFIED] = "Modification Date",
			[COLUMN_REFERENCE] = "Reference",
			[COLUMN_CODE] = "Service Code",
			[COLUMN_UNAUTHORIZED] = "Unauthorized Use Reported",
			[COLUMN_NOTES] = "Assignment Notes",
		},
	.columns = COLUMNS,
	.words = 8,
};

const struct titles titles_people = {
	.names =
		(const char *const[]){
			[PERSON_ID] = "ID",
			[PERSON_NAME] = "Name",
			[PERSON_ORGANISATION] = "Organization",
			[PERSON_URI] = "Contact URI",
			[PERSON_UPDATED] = "Last Updated",
		},
	.columns = PERSON_FIELDS,
	.words = 4,
};

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
	return titles == &titles_services && equals(title, former)
		       ? COLUMN_UNAUTHORIZED
		       : -1;
}

bool
title_has_word(const struct titles *titles, const struct cell *word)
{
	for (size_t i = 0; i < titles->columns; i++)
		if (word_listed(word, titles->names[i]))
			return true;
	return titles == &titles_services && word_listed(word, former);
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
