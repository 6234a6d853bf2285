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
	struct ianaports_audit *audit;
	struct ianaports_sheet sheet;
	const struct ianaports_registry *registry;
	struct ianaports_collation collation;
	bool *odd; /* a line with a name that the registry has otherwise */
};

static struct ianaports_cell
cell_of(const char *text)
{
	return (struct ianaports_cell){text, strlen(text), 0, 0};
}

static bool
has_name(const struct ianaports_record *record,
	 const struct ianaports_cell *cell)
{
	const char *name = record->names;

	for (unsigned int i = 0; i <= record->aliases; i++) {
		struct ianaports_cell own = cell_of(name);

		if (ianaports_sheet_compare(&own, cell) == 0)
			return true;
		name += own.length + 1;
	}
	return false;
}

static const struct ianaports_record *
find_record(const struct work *work, const struct ianaports_sheet_line *line)
{
	return ianaports_collation_find(&work->collation, line->port,
					line->transport);
}

/* Begins a list of strings; nothing is written where there is no memory. */
static FILE *
begin(struct ianaports_strings *strings)
{
	*strings = (struct ianaports_strings){.text = NULL};
	return open_memstream(&strings->text, &strings->size);
}

static int
end(FILE *out)
{
	return out != NULL && fclose(out) == 0 ? 0 : -ENOMEM;
}

static void
write_pair(FILE *out, const struct ianaports_sheet_line *line)
{
	if (out != NULL)
		fprintf(out, "%u/%.*s%c", line->port,
			(int)line->protocol.length, line->protocol.text, '\0');
}

static void
free_finding(struct ianaports_finding *finding)
{
	free(finding->name);
	free(finding->pairs.text);
	free(finding->registry.text);
}

/* Takes a finding over, complete but for its name; result as it stands. */
static int
add(struct ianaports_audit *audit, struct ianaports_finding *finding,
    const struct ianaports_cell *name, int result)
{
	struct ianaports_finding *list =
		ianaports_array_grow(audit->findings, audit->count, 1,
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
add_line(const struct work *work, const struct ianaports_sheet_line *line,
	 enum ianaports_finding_kind kind)
{
	const struct ianaports_record *record = find_record(work, line);
	struct ianaports_finding finding = {.kind = kind, .line = line->number};
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
find_name(const struct ianaports_collation *collation,
	  const struct ianaports_cell *cell)
{
	size_t low = 0, high = collation->name_count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		struct ianaports_cell name =
			cell_of(collation->names[middle].name);

		if (ianaports_sheet_compare(&name, cell) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The registry's first pair of a name on each transport. */
static int
list_pairs(const struct work *work, const struct ianaports_cell *cell,
	   struct ianaports_strings *pairs, unsigned int *transports)
{
	const struct ianaports_collation *collation = &work->collation;
	FILE *out = begin(pairs);

	*transports = 0;
	for (size_t i = find_name(collation, cell); i < collation->name_count;
	     i++) {
		const struct ianaports_name *name = &collation->names[i];
		struct ianaports_cell own = cell_of(name->name);

		if (ianaports_sheet_compare(&own, cell) != 0)
			break;
		*transports |= 1u << name->transport;
		if (out != NULL)
			fprintf(out, "%u/%s%c",
				collation->records[name->record].port,
				ianaports_transport_name(name->transport),
				'\0');
	}
	return end(out);
}

/* Names of DNS-SD have no port. */
static bool
is_portless(const struct work *work, const struct ianaports_cell *cell)
{
	for (size_t i = 0; i < work->registry->row_count; i++) {
		const struct ianaports_row *row = &work->registry->rows[i];
		struct ianaports_cell name =
			cell_of(row->field[IANAPORTS_NAME]);

		if (!row->numbered && ianaports_sheet_compare(&name, cell) == 0)
			return true;
	}
	return false;
}

/* All lines of one name, which the words are. */
static int
check_name(const struct work *work,
	   const struct ianaports_sheet_word *const *words, size_t count)
{
	const struct ianaports_sheet_line *lines = work->sheet.lines;
	const struct ianaports_cell *cell = &words[0]->cell;
	struct ianaports_finding finding = {
		.kind = IANAPORTS_OTHER_PAIRS,
		.line = lines[words[0]->line].number,
	};
	unsigned int known, transports = 0;
	int result = list_pairs(work, cell, &finding.registry, &known);
	FILE *out = begin(&finding.pairs);
	bool odd = false;

	for (size_t i = 0; i < count; i++) {
		const struct ianaports_sheet_line *line =
			&lines[words[i]->line];
		const struct ianaports_record *record = find_record(work, line);

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
		finding.kind = IANAPORTS_UNKNOWN_NAME;
	return add(work->audit, &finding, cell, result);
}

static int
check_names(const struct work *work)
{
	const struct ianaports_sheet *sheet = &work->sheet;
	int result = 0;

	for (size_t i = 0, next; i < sheet->word_count && result == 0;
	     i = next) {
		const struct ianaports_sheet_word *const *words =
			(const struct ianaports_sheet_word *const *)&sheet
				->by_name[i];

		for (next = i + 1; next < sheet->word_count; next++)
			if (ianaports_sheet_compare(&sheet->by_name[next]->cell,
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
	const struct ianaports_sheet_line *line = &work->sheet.lines[index];
	const struct ianaports_record *record = find_record(work, line);
	const struct ianaports_cell *name =
		&work->sheet.words[line->first].cell;

	return record != NULL && !work->odd[index] && !line->repeated &&
	       strlen(record->names) == name->length &&
	       memcmp(record->names, name->text, name->length) == 0;
}

static int
check_lines(const struct work *work)
{
	const struct ianaports_sheet *sheet = &work->sheet;
	int result = 0;

	for (size_t i = 0; i < sheet->line_count && result == 0; i++) {
		const struct ianaports_sheet_line *line = &sheet->lines[i];
		const struct ianaports_record *record = find_record(work, line);

		if (line->repeated)
			continue;
		if (record == NULL)
			result = add_line(work, line, IANAPORTS_UNKNOWN_PAIR);
		else if (!has_name(record, &sheet->words[line->first].cell))
			result = add_line(work, line, IANAPORTS_OTHER_NAME);
		else if (is_redundant(work, i))
			result = add_line(work, line, IANAPORTS_REDUNDANT);
	}
	return result;
}

static int
by_line(const void *a, const void *b)
{
	const struct ianaports_finding *left = a, *right = b;

	if (left->line != right->line)
		return left->line < right->line ? -1 : 1;
	if (left->kind != right->kind)
		return left->kind < right->kind ? -1 : 1;
	return strcmp(left->name, right->name);
}

static int
check(struct work *work)
{
	struct ianaports_audit *audit = work->audit;
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
ianaports_audit_run(struct ianaports_audit *audit,
		    const struct ianaports_source *file,
		    const struct ianaports_registry *registry,
		    struct ianaports_diag *diag)
{
	struct ianaports_local *none = calloc(1, sizeof(*none));
	struct work work = {.audit = audit, .registry = registry};
	int result = -ENOMEM;

	*audit = (struct ianaports_audit){.findings = NULL};
	if (none != NULL)
		result = ianaports_collate(&work.collation, registry, none);
	if (result == 0)
		result = ianaports_sheet_read(&work.sheet, file, diag,
					      &audit->passed);
	if (result == 0)
		result = check(&work);
	ianaports_sheet_free(&work.sheet);
	ianaports_collation_free(&work.collation);
	free(work.odd);
	free(none);
	if (result != 0)
		ianaports_audit_free(audit);
	return result;
}

void
ianaports_audit_free(struct ianaports_audit *audit)
{
	for (size_t i = 0; i < audit->count; i++)
		free_finding(&audit->findings[i]);
	free(audit->findings);
	*audit = (struct ianaports_audit){.findings = NULL};
}
