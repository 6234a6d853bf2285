/* SPDX-License-Identifier: MIT */
/* A question of `show`, and what registry and local file know of it. */
#ifndef IANAPORTS_CLI_QUERY_ANSWER_H
#define IANAPORTS_CLI_QUERY_ANSWER_H

#include "cli/query/question.h"
#include "cli/query/rows.h"
#include "cli/query/site.h"
#include "cli/query/suggest.h"

struct answer {
	const struct question *question;
	const struct row **rows; /* of the registry */
	size_t row_count;
	/* Of the local file, where it differs. */
	const struct service **lines;
	size_t line_count;
	struct suggestion nearest; /* names, if there is neither */
};

/*
 * Finds what answers a question: rows of a port, or of a name with those that
 * name its ports.  The lists are to be freed.
 */
void answer_find(struct answer *answer, const struct rows *rows,
		 const struct local *site);

void answer_free(struct answer *answer);

#endif
