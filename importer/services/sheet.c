#include "importer/services/sheet.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "db/key.h"
#include "importer/input/grow.h"
#include "importer/services/services.h"

static int
add_word(struct ianaports_sheet *sheet, const struct ianaports_cell *cell)
{
	struct ianaports_sheet_word *words =
		ianaports_array_grow(sheet->words, sheet->word_count, 1,
				     &sheet->word_capacity, sizeof(*words));

	if (words == NULL)
		return -ENOMEM;
	sheet->words = words;
	words[sheet->word_count++] =
		(struct ianaports_sheet_word){*cell, sheet->line_count - 1};
	return 0;
}

static int
add_line(struct ianaports_sheet *sheet, const struct ianaports_service *service,
	 uint16_t port)
{
	struct ianaports_sheet_line *lines =
		ianaports_array_grow(sheet->lines, sheet->line_count, 1,
				     &sheet->line_capacity, sizeof(*lines));
	int result;

	if (lines == NULL)
		return -ENOMEM;
	sheet->lines = lines;
	lines[sheet->line_count++] = (struct ianaports_sheet_line){
		.number = service->line,
		.port = port,
		.transport = ianaports_service_transport(service),
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
read_lines(struct ianaports_sheet *sheet, const struct ianaports_source *file,
	   struct ianaports_diag *diag, size_t *passed)
{
	struct ianaports_services services = {.source = file};
	struct ianaports_service service;
	int result = 0;

	*passed = 0;
	while (result == 0 && ianaports_services_next(&services, &service)) {
		const struct ianaports_cell *cell = &service.port;
		uint16_t port;

		if (service.fault != NULL) {
			ianaports_diag_warning(diag, service.line, 1,
					       "%s; line passed over",
					       service.fault);
			++*passed;
		} else if (!ianaports_service_port(&service, &port)) {
			ianaports_diag_warning(
				diag, cell->line, cell->column,
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
ianaports_sheet_compare(const struct ianaports_cell *a,
			const struct ianaports_cell *b)
{
	for (size_t i = 0; i < a->length && i < b->length; i++) {
		int order = ianaports_fold((unsigned char)a->text[i]) -
			    ianaports_fold((unsigned char)b->text[i]);

		if (order != 0)
			return order;
	}
	return (a->length > b->length) - (a->length < b->length);
}

static int
by_name(const void *a, const void *b)
{
	const struct ianaports_sheet_word *left =
		*(const struct ianaports_sheet_word *const *)a;
	const struct ianaports_sheet_word *right =
		*(const struct ianaports_sheet_word *const *)b;
	int order = ianaports_sheet_compare(&left->cell, &right->cell);

	/* Words of the file's order lie in one array. */
	return order != 0 ? order : (left > right) - (left < right);
}

static int
sort_words(struct ianaports_sheet *sheet)
{
	sheet->by_name = calloc(sheet->word_count + 1,
				sizeof(const struct ianaports_sheet_word *));
	if (sheet->by_name == NULL)
		return -ENOMEM;
	for (size_t i = 0; i < sheet->word_count; i++)
		sheet->by_name[i] = &sheet->words[i];
	if (sheet->word_count > 0)
		qsort(sheet->by_name, sheet->word_count,
		      sizeof(const struct ianaports_sheet_word *), by_name);
	return 0;
}

static int
compare_pairs(const struct ianaports_sheet_line *left,
	      const struct ianaports_sheet_line *right)
{
	const struct ianaports_cell *a = &left->protocol, *b = &right->protocol;

	if (left->port != right->port)
		return left->port < right->port ? -1 : 1;
	if (a->length != b->length)
		return a->length < b->length ? -1 : 1;
	return memcmp(a->text, b->text, a->length);
}

static int
by_pair(const void *a, const void *b)
{
	const struct ianaports_sheet_line *left =
		*(struct ianaports_sheet_line *const *)a;
	const struct ianaports_sheet_line *right =
		*(struct ianaports_sheet_line *const *)b;
	int order = compare_pairs(left, right);

	return order != 0 ? order : (left > right) - (left < right);
}

static int
mark_repeated(struct ianaports_sheet *sheet)
{
	struct ianaports_sheet_line **sorted = calloc(
		sheet->line_count + 1, sizeof(struct ianaports_sheet_line *));

	if (sorted == NULL)
		return -ENOMEM;
	for (size_t i = 0; i < sheet->line_count; i++)
		sorted[i] = &sheet->lines[i];
	qsort(sorted, sheet->line_count, sizeof(struct ianaports_sheet_line *),
	      by_pair);
	for (size_t i = 1; i < sheet->line_count; i++)
		sorted[i]->repeated =
			compare_pairs(sorted[i - 1], sorted[i]) == 0;
	free(sorted);
	return 0;
}

int
ianaports_sheet_read(struct ianaports_sheet *sheet,
		     const struct ianaports_source *file,
		     struct ianaports_diag *diag, size_t *passed)
{
	int result;

	*sheet = (struct ianaports_sheet){.lines = NULL};
	result = read_lines(sheet, file, diag, passed);
	if (result == 0)
		result = sort_words(sheet);
	if (result == 0)
		result = mark_repeated(sheet);
	if (result != 0)
		ianaports_sheet_free(sheet);
	return result;
}

void
ianaports_sheet_free(struct ianaports_sheet *sheet)
{
	free(sheet->lines);
	free(sheet->words);
	free(sheet->by_name);
	*sheet = (struct ianaports_sheet){.lines = NULL};
}
