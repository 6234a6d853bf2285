/* The people of the web page saved as text, each on a line of single spaces. */
#ifndef IANAPORTS_IMPORTER_FORMS_TEXT_ROSTER_H
#define IANAPORTS_IMPORTER_FORMS_TEXT_ROSTER_H

#include <stdbool.h>
#include <stddef.h>

#include "importer/registry/registry.h"

/* The identifiers of people, with their brackets. */
struct ianaports_roster {
	struct ianaports_cell *ids; /* their texts are not owned */
	size_t count, capacity;
};

/*
 * Takes a text in brackets, which hold no others, off the beginning of a
 * text; false if there is none.
 */
bool ianaports_group_next(struct ianaports_cell *text,
			  struct ianaports_cell *group);

/* Adds the identifier that a line begins with, if any: 0 or -ENOMEM. */
int ianaports_roster_add(struct ianaports_roster *roster,
			 struct ianaports_cell line);

/* To be called after the last addition and before the first question. */
void ianaports_roster_sort(struct ianaports_roster *roster);

bool ianaports_roster_has(const struct ianaports_roster *roster,
			  const struct ianaports_cell *id);

void ianaports_roster_free(struct ianaports_roster *roster);

/*
 * Takes a person's text apart: identifier, name, organisation, addresses,
 * date.  Nothing parts the name from the organisation but that identifiers
 * are made from names; where that does not tell, all of it is the name.
 *
 * Returns false if the text does not begin with an identifier.
 */
bool ianaports_person_split(
	struct ianaports_cell text,
	struct ianaports_cell cells[static IANAPORTS_PERSON_FIELDS]);

/* YYYY-MM-DD, or YYYY-MM as older entries have it. */
bool ianaports_word_is_date(const struct ianaports_cell *word);

#endif
