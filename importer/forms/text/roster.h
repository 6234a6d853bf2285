/* SPDX-License-Identifier: MIT */
/* The people of the web page saved as text, each on a line of single spaces. */
#ifndef IANAPORTS_IMPORTER_FORMS_TEXT_ROSTER_H
#define IANAPORTS_IMPORTER_FORMS_TEXT_ROSTER_H

#include <stdbool.h>
#include <stddef.h>

#include "importer/registry/registry.h"

/* The identifiers of people, with their brackets. */
struct roster {
	struct cell *ids; /* their texts are not owned */
	size_t count, capacity;
};

/* Adds the identifier that a line begins with, if any: 0 or -ENOMEM. */
int roster_add(struct roster *roster, struct cell line);

/* To be called after the last addition and before the first question. */
void roster_sort(struct roster *roster);

bool roster_has(const struct roster *roster, const struct cell *id);

void roster_free(struct roster *roster);

/*
 * Takes a person's text apart: identifier, name, organisation, addresses,
 * date.  Nothing parts the name from the organisation but that identifiers
 * are made from names; where that does not tell, all of it is the name.
 *
 * Returns false if the text does not begin with an identifier.
 */
bool person_split(struct cell text, struct cell cells[static PERSON_FIELDS]);

/* YYYY-MM-DD, or YYYY-MM as older entries have it. */
bool word_is_date(const struct cell *word);

#endif
