/* SPDX-License-Identifier: MIT */
/* ianaports show: all that is known about names and ports. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/output/card.h"
#include "cli/output/entry.h"
#include "cli/output/json.h"
#include "cli/output/text.h"
#include "cli/query/answer.h"
#include "cli/query/match.h"
#include "cli/usage.h"

struct words {
	const char *database;
	bool json;
	struct questions questions;
};

/* Whether `ianaports search` finds a word. */
static bool
is_found(struct rows *rows, const char *word)
{
	struct match match;

	for (size_t i = 0; i < rows->registry.row_count; i++) {
		const struct row *row = rows_get(rows, i);

		if (row->field[COLUMN_NAME][0] != '\0' &&
		    match_find(&match, rows, row, word))
			return true;
	}
	return false;
}

/* Standard error hears of names that nobody knows; returns their number. */
static size_t
report_unknown(const struct answer *answers, size_t count, struct rows *rows)
{
	size_t unknown = 0;

	for (size_t i = 0; i < count; i++) {
		const struct question *question = answers[i].question;
		const char *where = "";
		char *near;

		if (answers[i].row_count > 0 || answers[i].line_count > 0)
			continue;
		unknown++;
		near = suggestion_text(&answers[i].nearest, "");
		if (!question->numbered && is_found(rows, question->name))
			where = near[0] == '\0'
					? "; 'ianaports search' finds it"
					: " 'search' finds more";
		cli_refuse(question->text, "%s%s%s",
			   question->numbered ? "the registry does not list it"
					      : "no such service",
			   near, where);
		free(near);
	}
	return unknown;
}

/* As it stands in the file. */
static void
print_line(const struct service *line, const struct terminal *page)
{
	char *text = cli_format("%s %s", line->names, line->pair);

	for (const char *name = line->names;
	     (name = service_next(line, name)) != NULL;)
		text = cli_append(text, " %s", name);
	fputs("  ", stdout);
	text_wrap(stdout, text, false, 2, page->width);
	free(text);
}

static void
print_file(const char *file, const struct terminal *page)
{
	char *clean = text_clean(file, false);

	printf("%s%s%s  takes precedence\n", page->colour ? "\033[1m" : "",
	       clean, page->colour ? "\033[0m" : "");
	free(clean);
}

static void
print_lines(const struct answer *answer, const struct terminal *page)
{
	const char *file = NULL;

	for (size_t i = 0; i < answer->line_count; i++) {
		if (answer->lines[i]->file != file)
			print_file(answer->lines[i]->file, page);
		file = answer->lines[i]->file;
		print_line(answer->lines[i], page);
	}
}

/* -1 for a name or a range. */
static int
asked_port(const struct answer *answer)
{
	const struct question *question = answer->question;

	return question->numbered && question->port == question->last
		       ? question->port
		       : -1;
}

static void
print_answers(const struct answer *answers, size_t count, struct rows *rows,
	      const struct sources *sources, const struct terminal *page)
{
	bool first = true;

	for (size_t i = 0; i < count; i++) {
		const struct answer *answer = &answers[i];
		struct card *cards = cli_memory(
			calloc(answer->row_count + 1, sizeof(*cards)));
		size_t made =
			cards_make(cards, answer->rows, answer->row_count);

		for (size_t c = 0; c < made; c++) {
			fputs(first ? "" : "\n", stdout);
			card_print(&cards[c], asked_port(answer), rows, sources,
				   page);
			first = false;
		}
		fputs(first || answer->line_count == 0 ? "" : "\n", stdout);
		print_lines(answer, page);
		first = first && answer->line_count == 0;
		free(cards);
	}
}

static void
print_json(const struct answer *answers, size_t count, struct rows *rows,
	   const struct sources *sources)
{
	struct json json;

	json_begin(&json, rows->registry.date, false);
	json_open_list(&json, "answers");
	for (size_t i = 0; i < count; i++) {
		const struct answer *answer = &answers[i];

		json_open_object(&json, NULL);
		json_text(&json, "question", answer->question->text);
		json_open_list(&json, "services");
		for (size_t r = 0; r < answer->row_count; r++)
			entry_json_full(&json, rows, sources, answer->rows[r],
					asked_port(answer));
		json_close(&json);
		json_open_list(&json, "local");
		for (size_t l = 0; l < answer->line_count; l++)
			site_json(&json, answer->lines[l]);
		json_close(&json);
		json_open_list(&json, "nearest");
		for (size_t n = 0; n < answer->nearest.count; n++)
			json_text(&json, NULL, answer->nearest.found[n]);
		json_close(&json);
		json_close(&json);
	}
	json_end(&json);
}

/* Whether somebody was shown, by a registry that has no addresses, as the one
 * that ships. */
static bool
lacks_addresses(const struct answer *answers, size_t count,
		const struct rows *rows)
{
	const char *people = reader_meta(rows->registry.reader)[META_PEOPLE];

	if (strcmp(people, "0") != 0)
		return false;
	for (size_t i = 0; i < count; i++)
		for (size_t r = 0; r < answers[i].row_count; r++)
			if (answers[i].rows[r]->field[COLUMN_ASSIGNEE][0] !=
			    '\0')
				return true;
	return false;
}

static int
show(const struct words *words, struct rows *rows)
{
	size_t count = words->questions.count, unknown;
	struct answer *answers =
		cli_memory(calloc(count + 1, sizeof(*answers)));
	struct sources sources;
	struct local site;
	struct terminal page;
	int result;

	site_read(&site, rows);
	sources_open(&sources, rows, &site);
	for (size_t i = 0; i < count; i++) {
		answers[i].question = &words->questions.list[i];
		answer_find(&answers[i], rows, &site);
	}
	unknown = report_unknown(answers, count, rows);
	terminal_begin(&page);
	if (words->json)
		print_json(answers, count, rows, &sources);
	else
		print_answers(answers, count, rows, &sources, &page);
	result = terminal_end(&page);
	if (page.terminal && !words->json &&
	    lacks_addresses(answers, count, rows))
		cli_say(0, "addresses are missing; 'ianaports update' fetches"
			   " them");
	for (size_t i = 0; i < count; i++)
		answer_free(&answers[i]);
	free(answers);
	local_free(&site);
	return result == 0 && unknown > 0 ? EXIT_REFUSED : result;
}

int
cli_show(int argc, char **argv)
{
	struct words words = {.json = false};
	const struct usage usage = {
		.summary = "Tell all that the registry knows about a name, a"
			   " port or a range, and what programs hear.",
		.arguments = "WORD ...",
		.notes = "WORD may be pasted: bpcd, 13782/udp, 6000-6063,"
			 " [::]:22, udp://h:53, _http._tcp. '-' reads words"
			 " from standard input.\n"
			 "Exits with 1 if a name is not known.",
		.examples = "show 13782 ssh/tcp\nshow - <ports.txt",
		.database = &words.database,
		.json = &words.json};
	struct rows *rows;
	int result;

	questions_read(&words.questions, argv + 1,
		       usage_parse(&usage, argc, argv));
	result = words.questions.result;
	if (words.questions.count == 0 && result == 0)
		result = cli_refuse("show", "needs a name or a port");
	if (words.questions.count > 0) {
		int answered;

		rows = rows_open(words.database);
		answered = show(&words, rows);
		rows_free(rows);
		result = result == 0 ? answered : result;
	}
	questions_free(&words.questions);
	return result;
}
