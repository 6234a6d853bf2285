/* A question of `show`, and what registry and local authority know of it. */
#ifndef IANAPORTS_CLI_QUERY_ANSWER_H
#define IANAPORTS_CLI_QUERY_ANSWER_H

#include "cli/query/ports.h"
#include "cli/query/rows.h"
#include "cli/query/site.h"
#include "cli/query/suggest.h"

struct ianaports_answer {
	struct ianaports_question question;
	const struct ianaports_row **rows; /* of the registry */
	size_t row_count;
	/* Of the local authority, where it differs. */
	const struct ianaports_site_line **lines;
	size_t line_count;
	struct ianaports_nearest nearest; /* names, if there is neither */
};

/*
 * Finds what answers a question: rows of a port, or of a name with those that
 * name its ports.  The lists are to be freed.
 */
void ianaports_answer_find(struct ianaports_answer *answer,
			   const struct ianaports_rows *rows,
			   const struct ianaports_site *site);

void ianaports_answer_free(struct ianaports_answer *answer);

#endif
