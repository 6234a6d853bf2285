/* ianaports show: all that is known about names and ports. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/output/card.h"
#include "cli/output/entry.h"
#include "cli/output/json.h"
#include "cli/output/text.h"
#include "cli/query/answer.h"

static const char summary[] =
	"Tell all that the registry knows about a name or a port."
	"\v"
	"A word is a name, a port, or either with a transport: bpcd, 13782,"
	" bpcd/tcp, 13782/udp. Names compare without regard to case. A port"
	" that is not assigned is shown with the block that it lies in and its"
	" neighbours. Where the local authority (as a rule /etc/services) has"
	" another word on a name or a port, that is shown too: programs hear"
	" that one.\n"
	"\n"
	"Several names on one port: the canonical one, which programs are"
	" told, is the first that is no alias, duplicate or historic entry;"
	" then one that an RFC or the IESG stands behind; then the first in"
	" the registry.\n"
	"\n"
	"Exits with 1 if a name is not known.";

struct words {
	struct ianaports_cli_options options;
	char **list;
	int count;
};

static error_t
parse(int key, char *argument, struct argp_state *state)
{
	struct words *words = state->input;

	(void)argument;
	if (key != ARGP_KEY_ARGS)
		return ARGP_ERR_UNKNOWN;
	words->list = state->argv + state->next;
	words->count = state->argc - state->next;
	return 0;
}

/* Standard error hears of names that nobody knows; returns their number. */
static size_t
report_unknown(const struct ianaports_answer *answers, size_t count)
{
	size_t unknown = 0;

	for (size_t i = 0; i < count; i++) {
		char near[IANAPORTS_NEAREST_SIZE];

		if (answers[i].row_count > 0 || answers[i].line_count > 0)
			continue;
		unknown++;
		ianaports_nearest_print(&answers[i].nearest, "", near);
		ianaports_cli_refuse(answers[i].question.text, "%s%s",
				     answers[i].question.numbered
					     ? "the registry does not list it"
					     : "no such service",
				     near);
	}
	return unknown;
}

/* As it stands in the file. */
static void
print_line(const struct ianaports_site_line *line,
	   const struct ianaports_page *page)
{
	char *text = NULL;
	size_t size;
	FILE *out = ianaports_cli_memory(open_memstream(&text, &size));

	fprintf(out, "%s %u/%s", line->names[0], line->port, line->protocol);
	for (size_t i = 1; line->names[i] != NULL; i++)
		fprintf(out, " %s", line->names[i]);
	fclose(out);
	fputs("  ", stdout);
	ianaports_text_wrap(stdout, ianaports_cli_memory(text), false, 2,
			    page->width);
	free(text);
}

static void
print_lines(const struct ianaports_answer *answer,
	    const struct ianaports_site *site,
	    const struct ianaports_page *page)
{
	if (answer->line_count > 0)
		printf("%s%s%s  has the first word\n",
		       page->colour ? "\033[1m" : "", site->path,
		       page->colour ? "\033[0m" : "");
	for (size_t i = 0; i < answer->line_count; i++)
		print_line(answer->lines[i], page);
}

static void
print_answers(const struct ianaports_answer *answers, size_t count,
	      struct ianaports_rows *rows, const struct ianaports_site *site,
	      const struct ianaports_page *page)
{
	bool first = true;

	for (size_t i = 0; i < count; i++) {
		const struct ianaports_answer *answer = &answers[i];
		struct ianaports_card *cards = ianaports_cli_memory(
			calloc(answer->row_count + 1, sizeof(*cards)));
		size_t made = ianaports_cards_make(cards, answer->rows,
						   answer->row_count);

		for (size_t c = 0; c < made; c++) {
			fputs(first ? "" : "\n", stdout);
			ianaports_card_print(&cards[c],
					     answer->question.numbered
						     ? answer->question.port
						     : -1,
					     rows, page);
			first = false;
		}
		fputs(first || answer->line_count == 0 ? "" : "\n", stdout);
		print_lines(answer, site, page);
		first = first && answer->line_count == 0;
		free(cards);
	}
}

static void
print_json(const struct ianaports_answer *answers, size_t count,
	   struct ianaports_rows *rows)
{
	struct json_object *document = json_object_new_array();

	for (size_t i = 0; i < count; i++) {
		const struct ianaports_answer *answer = &answers[i];
		struct json_object *object = json_object_new_object();
		struct json_object *services = json_object_new_array();
		struct json_object *local = json_object_new_array();
		struct json_object *nearest = json_object_new_array();

		for (size_t r = 0; r < answer->row_count; r++)
			ianaports_json_add(services,
					   ianaports_entry_json_full(
						   rows, answer->rows[r]));
		for (size_t l = 0; l < answer->line_count; l++)
			ianaports_json_add(
				local, ianaports_site_json(answer->lines[l]));
		for (size_t n = 0; n < answer->nearest.count; n++)
			ianaports_json_add(nearest,
					   json_object_new_string(
						   answer->nearest.found[n]));
		ianaports_json_text(object, "question", answer->question.text);
		ianaports_json_put(object, "services", services);
		ianaports_json_put(object, "local", local);
		ianaports_json_put(object, "nearest", nearest);
		ianaports_json_add(document, object);
	}
	ianaports_json_print(document);
}

static int
show(const struct words *words, struct ianaports_answer *answers,
     struct ianaports_rows *rows)
{
	size_t count = (size_t)words->count, unknown;
	struct ianaports_site site;
	struct ianaports_page page;
	int result;

	ianaports_site_read(&site, rows);
	for (size_t i = 0; i < count; i++)
		ianaports_answer_find(&answers[i], rows, &site);
	unknown = report_unknown(answers, count);
	ianaports_page_begin(&page);
	if (words->options.json)
		print_json(answers, count, rows);
	else
		print_answers(answers, count, rows, &site, &page);
	result = ianaports_page_end(&page);
	for (size_t i = 0; i < count; i++)
		ianaports_answer_free(&answers[i]);
	ianaports_site_free(&site);
	return result == 0 && unknown > 0 ? IANAPORTS_EXIT_REFUSED : result;
}

static int
read_questions(const struct words *words, struct ianaports_answer *answers)
{
	int result = 0;

	for (int i = 0; i < words->count; i++) {
		const char *fault = ianaports_question_parse(
			&answers[i].question, words->list[i]);

		if (fault != NULL)
			result = ianaports_cli_refuse(words->list[i], "%s",
						      fault);
	}
	if (words->count == 0)
		result = ianaports_cli_refuse("show", "of what? give a name or"
						      " a port");
	return result;
}

int
ianaports_cli_show(int argc, char **argv)
{
	static const struct argp argp = {.parser = parse,
					 .args_doc =
						 "NAME|PORT[/TRANSPORT] ...",
					 .doc = summary};
	struct ianaports_answer *answers;
	struct ianaports_rows *rows;
	struct words words = {0};
	int result;

	ianaports_cli_words(&argp, &words, &words.options, true, argc, argv);
	answers = ianaports_cli_memory(
		calloc((size_t)words.count + 1, sizeof(*answers)));
	result = read_questions(&words, answers);
	if (result == 0)
		result = ianaports_rows_open(&rows, words.options.database);
	if (result == 0) {
		result = show(&words, answers, rows);
		ianaports_rows_free(rows);
	}
	free(answers);
	return result;
}
