/* The people of a database by their identifiers. */
#ifndef IANAPORTS_CLI_QUERY_PEOPLE_H
#define IANAPORTS_CLI_QUERY_PEOPLE_H

#include "db/reader.h"

struct people;

/*
 * Reads them all.  Returns 0 and people to be freed, who do not outlive the
 * reader; -EBADMSG if one is damaged; another -errno.
 */
int people_read(struct people **people, struct reader *reader);

/* The PERSON_FIELDS of one, or NULL. */
const char *const *people_find(const struct people *people, const char *id,
			       size_t length);

/* NULL is allowed. */
void people_free(struct people *people);

#endif
