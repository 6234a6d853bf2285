#include "importer/registry/rules.h"

#include <string.h>
#include <strings.h>

bool
row_is_assigned(const struct row *row)
{
	static const char *const states[] = {"reserved", "unassigned",
					     "de-registered"};
	const char *description = row->field[COLUMN_DESCRIPTION];

	/* A port given back may keep its name (sua 14001/udp). */
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (strcasecmp(description, states[i]) == 0)
			return false;
	return row->numbered && row->field[COLUMN_NAME][0] != '\0';
}

static bool
says(const char *text, const char *words)
{
	return text[0] != '\0' && strcasestr(text, words) != NULL;
}

unsigned int
row_rank(const struct row *row)
{
	static const char *const secondary[] = {"alias to ", "alias of ",
						"alias for ", "duplicate of ",
						"now historic"};
	const char *notes = row->field[COLUMN_NOTES];
	unsigned int rank = 0;

	for (size_t i = 0; i < sizeof(secondary) / sizeof(secondary[0]); i++)
		if (says(notes, secondary[i]))
			rank |= RANK_SECONDARY;
	if (!says(row->field[COLUMN_REFERENCE], "[RFC") &&
	    !says(row->field[COLUMN_ASSIGNEE], "[IESG]"))
		rank |= RANK_UNBACKED;
	return rank;
}
