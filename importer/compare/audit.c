#include "importer/compare/audit.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/transport.h"
#include "importer/input/grow.h"
#include "importer/registry/collate.h"
#include "importer/services/sheet.h"

struct work {
	struct audit *audit;
	struct sheet sheet;
	const struct registry *registry;
	struct collation collation;
	bool *odd; /* a line with a name that the registry has otherwise */
};

static struct cell
cell_of(const char *text)
{
	return (struct cell){text, strlen(text), 0, 0};
}

static bool
has_name(const struct record *record, const struct cell *cell)
{
	const char *name = record->names;

	for (unsigned int i = 0; i <= record->aliases; i++) {
		struct cell own = cell_of(name);

		if (cell_compare_names(&own, cell) == 0)
			return true;
		name += own.length + 1;
	}
	return false;
}

static const struct record *
find_record(const struct work *work, const struct sheet_line *line)
{
	return collation_find(&work->collation, line->port, line->transport);
}

/* Begins a list of strings; nothing is written where there is no memory. */
static FILE *
begin(struct strings *strings)
{
	*strings = (struct strings){.text = NULL};
	return open_memstream(&strings->text, &strings->size);
}

static int
end(FILE *out)
{
	return out != NULL && fclose(out) == 0 ? 0 : -ENOMEM;
}

static void
write_pair(FILE *out, const struct sheet_line *line)
{
	if (out != NULL)
		fprintf(out, "%u/%.*s%c", line->port,
			(int)line->protocol.length, line->protocol.text, '\0');
}

static void
free_finding(struct finding *finding)
{
	free(finding->name);
	free(finding->pairs.text);
	free(finding->registry.text);
}

/* Takes a finding over, complete but for its name; result as it stands. */
static int
add(struct audit *audit, struct finding *finding, const struct cell *name,
    int result)
{
	struct finding *list = array_grow(audit->findings, audit->count, 1,
					  &audit->capacity, sizeof(*list));

	finding->name = strndup(name->text, name->length);
	if (list != NULL)
		audit->findings = list;
	if (list == NULL || finding->name == NULL)
		result = -ENOMEM;
	if (result != 0) {
		free_finding(finding);
		return result;
	}
	list[audit->count++] = *finding;
	audit->counts[finding->kind]++;
	return 0;
}

/* A finding on a line, with the names that the registry has there. */
static int
add_line(const struct work *work, const struct sheet_line *line,
	 enum finding_kind kind)
{
	const struct record *record = find_record(work, line);
	struct finding finding = {.kind = kind, .line = line->number};
	FILE *out = begin(&finding.pairs);
	int result;

	write_pair(out, line);
	result = end(out);
	out = begin(&finding.registry);
	if (out != NULL && record != NULL)
		fwrite(record->names, 1, record->size, out);
	if (end(out) != 0)
		result = -ENOMEM;
	return add(work->audit, &finding, &work->sheet.words[line->first].cell,
		   result);
}

/* The first of the registry's names that is this one, or their end. */
static size_t
find_name(const struct collation *collation, const struct cell *cell)
{
	size_t low = 0, high = collation->name_count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		struct cell name = cell_of(collation->names[middle].name);

		if (cell_compare_names(&name, cell) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The registry's first pair of a name on each transport. */
static int
list_pairs(const struct work *work, const struct cell *cell,
	   struct strings *pairs, unsigned int *transports)
{
	const struct collation *collation = &work->collation;
	FILE *out = begin(pairs);

	*transports = 0;
	for (size_t i = find_name(collation, cell); i < collation->name_count;
	     i++) {
		const struct name *name = &collation->names[i];
		struct cell own = cell_of(name->name);

		if (cell_compare_names(&own, cell) != 0)
			break;
		*transports |= 1u << name->transport;
		if (out != NULL)
			fprintf(out, "%u/%s%c",
				collation->records[name->record].port,
				transport_name(name->transport), '\0');
	}
	return end(out);
}

/* Names of DNS-SD have no port. */
static bool
is_portless(const struct work *work, const struct cell *cell)
{
	for (size_t i = 0; i < work->registry->row_count; i++) {
		const struct row *row = &work->registry->rows[i];
		struct cell name = cell_of(row->field[COLUMN_NAME]);

		if (!row->numbered && cell_compare_names(&name, cell) == 0)
			return true;
	}
	return false;
}

/* All lines of one name, which the words are. */
static int
check_name(const struct work *work, const struct sheet_word *const *words,
	   size_t count)
{
	const struct sheet_line *lines = work->sheet.lines;
	const struct cell *cell = &words[0]->cell;
	struct finding finding = {
		.kind = FINDING_OTHER_PAIRS,
		.line = lines[words[0]->line].number,
	};
	unsigned int known, transports = 0;
	int result = list_pairs(work, cell, &finding.registry, &known);
	FILE *out = begin(&finding.pairs);
	bool odd = false;

	for (size_t i = 0; i < count; i++) {
		const struct sheet_line *line = &lines[words[i]->line];
		const struct record *record = find_record(work, line);

		transports |= 1u << line->transport;
		odd = odd || record == NULL || !has_name(record, cell);
		if (i == 0 || words[i]->line != words[i - 1]->line)
			write_pair(out, line);
	}
	if (end(out) != 0)
		result = -ENOMEM;
	if (!odd && transports == known) {
		free_finding(&finding);
		return result;
	}
	for (size_t i = 0; i < count; i++)
		work->odd[words[i]->line] = true;
	if (known == 0 && !is_portless(work, cell))
		finding.kind = FINDING_UNKNOWN_NAME;
	return add(work->audit, &finding, cell, result);
}

static int
check_names(const struct work *work)
{
	const struct sheet *sheet = &work->sheet;
	int result = 0;

	for (size_t i = 0, next; i < sheet->word_count && result == 0;
	     i = next) {
		const struct sheet_word *const *words =
			(const struct sheet_word *const *)&sheet->by_name[i];

		for (next = i + 1; next < sheet->word_count; next++)
			if (cell_compare_names(&sheet->by_name[next]->cell,
					       &words[0]->cell) != 0)
				break;
		result = check_name(work, words, next - i);
	}
	return result;
}

/* Whether the registry answers the same, for names that it has as the file. */
static bool
is_redundant(const struct work *work, size_t index)
{
	const struct sheet_line *line = &work->sheet.lines[index];
	const struct record *record = find_record(work, line);
	const struct cell *name = &work->sheet.words[line->first].cell;

	return record != NULL && !work->odd[index] && !line->repeated &&
	       strlen(record->names) == name->length &&
	       memcmp(record->names, name->text, name->length) == 0;
}

static int
check_lines(const struct work *work)
{
	const struct sheet *sheet = &work->sheet;
	int result = 0;

	for (size_t i = 0; i < sheet->line_count && result == 0; i++) {
		const struct sheet_line *line = &sheet->lines[i];
		const struct record *record = find_record(work, line);

		if (line->repeated)
			continue;
		if (record == NULL)
			result = add_line(work, line, FINDING_UNKNOWN_PAIR);
		else if (!has_name(record, &sheet->words[line->first].cell))
			result = add_line(work, line, FINDING_OTHER_NAME);
		else if (is_redundant(work, i))
			result = add_line(work, line, FINDING_REDUNDANT);
	}
	return result;
}

static int
by_line(const void *a, const void *b)
{
	const struct finding *left = a, *right = b;

	if (left->line != right->line)
		return left->line < right->line ? -1 : 1;
	if (left->kind != right->kind)
		return left->kind < right->kind ? -1 : 1;
	return strcmp(left->name, right->name);
}

static int
check(struct work *work)
{
	struct audit *audit = work->audit;
	int result;

	work->odd = calloc(work->sheet.line_count + 1, sizeof(*work->odd));
	if (work->odd == NULL)
		return -ENOMEM;
	result = check_names(work);
	if (result == 0)
		result = check_lines(work);
	if (result == 0 && audit->count > 0)
		qsort(audit->findings, audit->count, sizeof(*audit->findings),
		      by_line);
	audit->lines = work->sheet.line_count;
	return result;
}

int
audit_run(struct audit *audit, const struct source *file,
	  const struct registry *registry, struct diag *diag)
{
	struct work work = {.audit = audit, .registry = registry};
	int result = collation_make(&work.collation, registry, NULL, true);

	*audit = (struct audit){.findings = NULL};
	if (result == 0)
		result = sheet_read(&work.sheet, file, diag, &audit->passed);
	if (result == 0)
		result = check(&work);
	sheet_free(&work.sheet);
	collation_free(&work.collation);
	free(work.odd);
	if (result != 0)
		audit_free(audit);
	return result;
}

void
audit_free(struct audit *audit)
{
	for (size_t i = 0; i < audit->count; i++)
		free_finding(&audit->findings[i]);
	free(audit->findings);
	*audit = (struct audit){.findings = NULL};
}
