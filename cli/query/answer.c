/* SPDX-License-Identifier: MIT */
#include "cli/query/answer.h"

#include <stdlib.h>
#include <strings.h>

#include "cli/query/naming.h"

static bool
has_row(const struct answer *answer, const struct row *row)
{
	for (size_t i = 0; i < answer->row_count; i++)
		if (answer->rows[i] == row)
			return true;
	return false;
}

static void
add_row(struct answer *answer, const struct row *row)
{
	if (has_row(answer, row))
		return;
	answer->rows = cli_memory(reallocarray(
		answer->rows, answer->row_count + 1, sizeof(struct row *)));
	answer->rows[answer->row_count++] = row;
}

static void
add_line(struct answer *answer, const struct service *line)
{
	answer->lines =
		cli_memory(reallocarray(answer->lines, answer->line_count + 1,
					sizeof(struct service *)));
	answer->lines[answer->line_count++] = line;
}

/* The rows of a port, those first that name it. */
static void
add_port(struct answer *answer, const struct rows *rows, uint16_t port,
	 unsigned int transport)
{
	const struct row *row;

	for (unsigned int t = TRANSPORT_TCP; t <= TRANSPORT_DCCP; t++) {
		row = rows_canonical(rows, port, t);
		if (row != NULL && row_is_on(row, transport))
			add_row(answer, row);
	}
	for (size_t at = 0; (row = rows_next(rows, port, &at)) != NULL;)
		if (row_is_on(row, transport))
			add_row(answer, row);
}

static void
add_name(struct answer *answer, const struct rows *rows)
{
	const struct question *question = answer->question;

	for (size_t i = 0; i < rows->registry.row_count; i++) {
		const struct row *row;

		if (strcasecmp(rows->registry.rows[i].name, question->name) !=
		    0)
			continue;
		row = rows_get(rows, i);
		if (!row_is_on(row, question->transport))
			continue;
		/* What is said of the port stands under its own name. */
		if (row_is_assigned(row))
			add_row(answer, row_canonical(rows, row));
		add_row(answer, row);
	}
}

/* Whether a line is about one of the ports that the rows assign. */
static bool
is_near(const struct answer *answer, const struct service *line)
{
	for (size_t i = 0; i < answer->row_count; i++) {
		const struct row *row = answer->rows[i];

		if (row->numbered && row->first <= line->port &&
		    line->port <= row->last &&
		    row_is_on(row, line->transport) && row_is_assigned(row))
			return true;
	}
	return false;
}

static bool
is_asked(const struct question *question, const struct service *line)
{
	if (question->transport != 0 && question->transport != line->transport)
		return false;
	return question->numbered
		       ? question_has(question, line->port, line->port)
		       : names_have(line->names, line->size, question->name);
}

/* A name that is the local file's alone is answered with its port. */
static void
add_lines(struct answer *answer, const struct rows *rows,
	  const struct local *site)
{
	const struct question *question = answer->question;
	bool unknown = answer->row_count == 0;

	for (size_t i = 0; i < site->services.count; i++) {
		const struct service *line = &site->services.lines[i];
		bool asked = is_asked(question, line);

		if ((asked || (!question->numbered && is_near(answer, line))) &&
		    site_differs(rows, line, true))
			add_line(answer, line);
		if (asked && unknown && line->transport != 0)
			add_port(answer, rows, line->port, line->transport);
	}
}

static void
find_nearest(struct answer *answer, const struct rows *rows,
	     const struct local *site)
{
	struct suggestion *nearest = &answer->nearest;

	*nearest = (struct suggestion){.word = answer->question->name};
	for (size_t i = 0; i < rows->registry.row_count; i++)
		suggestion_offer(nearest, rows->registry.rows[i].name);
	for (size_t i = 0; i < site->services.name_count; i++)
		suggestion_offer(nearest, site->services.names[i].name);
}

void
answer_find(struct answer *answer, const struct rows *rows,
	    const struct local *site)
{
	const struct question *question = answer->question;

	if (question->numbered)
		for (unsigned int p = question->port; p <= question->last; p++)
			add_port(answer, rows, (uint16_t)p,
				 question->transport);
	else
		add_name(answer, rows);
	add_lines(answer, rows, site);
	if (answer->row_count == 0 && answer->line_count == 0 &&
	    !question->numbered)
		find_nearest(answer, rows, site);
}

void
answer_free(struct answer *answer)
{
	free(answer->rows);
	free(answer->lines);
}
