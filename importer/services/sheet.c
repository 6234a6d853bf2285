#include "importer/services/sheet.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "db/key.h"
#include "importer/input/grow.h"
#include "importer/services/services.h"

static int
add_word(struct sheet *sheet, const struct cell *cell)
{
	struct sheet_word *words =
		array_grow(sheet->words, sheet->word_count, 1,
			   &sheet->word_capacity, sizeof(*words));

	if (words == NULL)
		return -ENOMEM;
	sheet->words = words;
	words[sheet->word_count++] =
		(struct sheet_word){*cell, sheet->line_count - 1};
	return 0;
}

static int
add_line(struct sheet *sheet, const struct service *service, uint16_t port)
{
	struct sheet_line *lines =
		array_grow(sheet->lines, sheet->line_count, 1,
			   &sheet->line_capacity, sizeof(*lines));
	int result;

	if (lines == NULL)
		return -ENOMEM;
	sheet->lines = lines;
	lines[sheet->line_count++] = (struct sheet_line){
		.number = service->line,
		.port = port,
		.transport = service_transport(service),
		.protocol = service->protocol,
		.first = sheet->word_count,
		.count = 1 + service->alias_count,
	};
	result = add_word(sheet, &service->name);
	for (size_t i = 0; i < service->alias_count && result == 0; i++)
		result = add_word(sheet, &service->aliases[i]);
	return result;
}

static int
read_lines(struct sheet *sheet, const struct source *file, struct diag *diag,
	   size_t *passed)
{
	struct services services = {.source = file};
	struct service service;
	int result = 0;

	*passed = 0;
	while (result == 0 && services_next(&services, &service)) {
		const struct cell *cell = &service.port;
		uint16_t port;

		if (service.fault != NULL) {
			diag_warning(diag, service.line, 1,
				     "%s; line passed over", service.fault);
			++*passed;
		} else if (!service_port(&service, &port)) {
			diag_warning(diag, cell->line, cell->column,
				     "'%.*s' is no port; line passed over",
				     (int)cell->length, cell->text);
			++*passed;
		} else {
			result = add_line(sheet, &service, port);
		}
	}
	return result;
}

int
cell_compare_names(const struct cell *a, const struct cell *b)
{
	for (size_t i = 0; i < a->length && i < b->length; i++) {
		int order = fold_case((unsigned char)a->text[i]) -
			    fold_case((unsigned char)b->text[i]);

		if (order != 0)
			return order;
	}
	return (a->length > b->length) - (a->length < b->length);
}

static int
by_name(const void *a, const void *b)
{
	const struct sheet_word *left = *(const struct sheet_word *const *)a;
	const struct sheet_word *right = *(const struct sheet_word *const *)b;
	int order = cell_compare_names(&left->cell, &right->cell);

	/* Words of the file's order lie in one array. */
	return order != 0 ? order : (left > right) - (left < right);
}

static int
sort_words(struct sheet *sheet)
{
	sheet->by_name = calloc(sheet->word_count + 1,
				sizeof(const struct sheet_word *));
	if (sheet->by_name == NULL)
		return -ENOMEM;
	for (size_t i = 0; i < sheet->word_count; i++)
		sheet->by_name[i] = &sheet->words[i];
	if (sheet->word_count > 0)
		qsort(sheet->by_name, sheet->word_count,
		      sizeof(const struct sheet_word *), by_name);
	return 0;
}

static int
compare_pairs(const struct sheet_line *left, const struct sheet_line *right)
{
	const struct cell *a = &left->protocol, *b = &right->protocol;

	if (left->port != right->port)
		return left->port < right->port ? -1 : 1;
	if (a->length != b->length)
		return a->length < b->length ? -1 : 1;
	return memcmp(a->text, b->text, a->length);
}

static int
by_pair(const void *a, const void *b)
{
	const struct sheet_line *left = *(struct sheet_line *const *)a;
	const struct sheet_line *right = *(struct sheet_line *const *)b;
	int order = compare_pairs(left, right);

	return order != 0 ? order : (left > right) - (left < right);
}

static int
mark_repeated(struct sheet *sheet)
{
	struct sheet_line **sorted =
		calloc(sheet->line_count + 1, sizeof(struct sheet_line *));

	if (sorted == NULL)
		return -ENOMEM;
	for (size_t i = 0; i < sheet->line_count; i++)
		sorted[i] = &sheet->lines[i];
	qsort(sorted, sheet->line_count, sizeof(struct sheet_line *), by_pair);
	for (size_t i = 1; i < sheet->line_count; i++)
		sorted[i]->repeated =
			compare_pairs(sorted[i - 1], sorted[i]) == 0;
	free(sorted);
	return 0;
}

int
sheet_read(struct sheet *sheet, const struct source *file, struct diag *diag,
	   size_t *passed)
{
	int result;

	*sheet = (struct sheet){.lines = NULL};
	result = read_lines(sheet, file, diag, passed);
	if (result == 0)
		result = sort_words(sheet);
	if (result == 0)
		result = mark_repeated(sheet);
	if (result != 0)
		sheet_free(sheet);
	return result;
}

void
sheet_free(struct sheet *sheet)
{
	free(sheet->lines);
	free(sheet->words);
	free(sheet->by_name);
	*sheet = (struct sheet){.lines = NULL};
}
