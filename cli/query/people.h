/* The people of a database by their identifiers. */
#ifndef IANAPORTS_CLI_QUERY_PEOPLE_H
#define IANAPORTS_CLI_QUERY_PEOPLE_H

#include "db/reader.h"

struct ianaports_people;

/*
 * Reads them all.  Returns 0 and people to be freed, who do not outlive the
 * reader; -EBADMSG if one is damaged; another -errno.
 */
int ianaports_people_read(struct ianaports_people **people,
			  struct ianaports_reader *reader);

/* The IANAPORTS_PERSON_FIELDS of one, or NULL. */
const char *const *ianaports_people_find(const struct ianaports_people *people,
					 const char *id, size_t length);

/* NULL is allowed. */
void ianaports_people_free(struct ianaports_people *people);

#endif
