#include "cli/query/answer.h"

#include <stdlib.h>
#include <strings.h>

#include "importer/registry/rules.h"

static bool
has_row(const struct ianaports_answer *answer, const struct ianaports_row *row)
{
	for (size_t i = 0; i < answer->row_count; i++)
		if (answer->rows[i] == row)
			return true;
	return false;
}

static void
add_row(struct ianaports_answer *answer, const struct ianaports_row *row)
{
	if (has_row(answer, row))
		return;
	answer->rows = ianaports_cli_memory(
		reallocarray(answer->rows, answer->row_count + 1,
			     sizeof(struct ianaports_row *)));
	answer->rows[answer->row_count++] = row;
}

static void
add_line(struct ianaports_answer *answer,
	 const struct ianaports_site_line *line)
{
	answer->lines = ianaports_cli_memory(
		reallocarray(answer->lines, answer->line_count + 1,
			     sizeof(struct ianaports_site_line *)));
	answer->lines[answer->line_count++] = line;
}

/* The rows of a port, those first that name it. */
static void
add_port(struct ianaports_answer *answer, const struct ianaports_rows *rows,
	 uint16_t port, unsigned int transport)
{
	const struct ianaports_row *row;

	for (unsigned int t = IANAPORTS_TCP; t <= IANAPORTS_DCCP; t++) {
		row = ianaports_rows_canonical(rows, port, t);
		if (row != NULL && ianaports_row_is_on(row, transport))
			add_row(answer, row);
	}
	for (size_t at = 0;
	     (row = ianaports_rows_next(rows, port, &at)) != NULL;)
		if (ianaports_row_is_on(row, transport))
			add_row(answer, row);
}

static void
add_name(struct ianaports_answer *answer, const struct ianaports_rows *rows)
{
	const struct ianaports_question *question = &answer->question;

	for (size_t i = 0; i < ianaports_rows_count(rows); i++) {
		const struct ianaports_row *row;

		if (strcasecmp(ianaports_rows_name(rows, i), question->name) !=
		    0)
			continue;
		row = ianaports_rows_get(rows, i);
		if (!ianaports_row_is_on(row, question->transport))
			continue;
		/* What is said of the port stands under its own name. */
		if (ianaports_assignment_is(row))
			add_row(answer, ianaports_row_canonical(rows, row));
		add_row(answer, row);
	}
}

/* Whether a line is about one of the ports that the rows assign. */
static bool
is_near(const struct ianaports_answer *answer,
	const struct ianaports_site_line *line)
{
	for (size_t i = 0; i < answer->row_count; i++) {
		const struct ianaports_row *row = answer->rows[i];

		if (row->numbered && row->first <= line->port &&
		    line->port <= row->last &&
		    ianaports_row_is_on(row, line->transport) &&
		    ianaports_assignment_is(row))
			return true;
	}
	return false;
}

static bool
is_asked(const struct ianaports_question *question,
	 const struct ianaports_site_line *line)
{
	if (question->transport != 0 && question->transport != line->transport)
		return false;
	return question->numbered ? question->port == line->port
				  : ianaports_site_has(line, question->name);
}

/* A name that is the local authority's alone is answered with its port. */
static void
add_lines(struct ianaports_answer *answer, const struct ianaports_rows *rows,
	  const struct ianaports_site *site)
{
	const struct ianaports_question *question = &answer->question;
	bool unknown = answer->row_count == 0;

	for (size_t i = 0; i < site->count; i++) {
		const struct ianaports_site_line *line = &site->lines[i];
		bool asked = is_asked(question, line);

		if ((asked || (!question->numbered && is_near(answer, line))) &&
		    ianaports_site_differs(rows, line, true))
			add_line(answer, line);
		if (asked && unknown && line->transport != 0)
			add_port(answer, rows, line->port, line->transport);
	}
}

static void
find_nearest(struct ianaports_answer *answer, const struct ianaports_rows *rows,
	     const struct ianaports_site *site)
{
	struct ianaports_nearest *nearest = &answer->nearest;

	*nearest = (struct ianaports_nearest){.word = answer->question.name};
	for (size_t i = 0; i < ianaports_rows_count(rows); i++)
		ianaports_nearest_offer(nearest, ianaports_rows_name(rows, i));
	for (size_t i = 0; i < site->count; i++)
		for (const char **name = site->lines[i].names; *name != NULL;
		     name++)
			ianaports_nearest_offer(nearest, *name);
}

void
ianaports_answer_find(struct ianaports_answer *answer,
		      const struct ianaports_rows *rows,
		      const struct ianaports_site *site)
{
	const struct ianaports_question *question = &answer->question;

	if (question->numbered)
		add_port(answer, rows, question->port, question->transport);
	else
		add_name(answer, rows);
	add_lines(answer, rows, site);
	if (answer->row_count == 0 && answer->line_count == 0 &&
	    !question->numbered)
		find_nearest(answer, rows, site);
}

void
ianaports_answer_free(struct ianaports_answer *answer)
{
	free(answer->rows);
	free(answer->lines);
}
