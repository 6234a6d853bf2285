/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/output/text.h"
#include "cli/verbs/export.h"
#include "config.h"
#include "db/transport.h"
#include "importer/input/escape.h"
#include "importer/registry/rules.h"
#include "importer/registry/sequence.h"

/* musl reads 127 bytes at a time, and takes the rest for the next line. */
#define LINE_MOST 126

struct work {
	const struct export *export;
	struct diag diag;
	struct local local; /* the file to merge */
	struct source source;
	struct collation collation;
	const char **descriptions; /* of each record */
	uint32_t *sequence;
};

/* Takes a row's description for the records that bear its name. */
static void
describe_row(struct work *work, const struct row *row)
{
	const struct collation *collation = &work->collation;

	for (unsigned int port = row->first; port <= row->last; port++)
		for (unsigned int t = TRANSPORT_TCP; t <= TRANSPORT_DCCP; t++) {
			const struct record *record = collation_find_named(
				collation, (uint16_t)port, t,
				row->field[COLUMN_NAME]);
			const char **description;

			if (record == NULL || !row_is_on(row, t))
				continue;
			description = &work->descriptions[record -
							  collation->records];
			if (*description == NULL)
				*description = row->field[COLUMN_DESCRIPTION];
		}
}

static int
describe(struct work *work)
{
	const struct registry *registry = &work->export->registry;

	work->descriptions = calloc(work->collation.record_count + 1,
				    sizeof(*work->descriptions));
	if (work->descriptions == NULL)
		return -ENOMEM;
	for (size_t i = 0; i < registry->row_count; i++)
		if (row_is_assigned(&registry->rows[i]))
			describe_row(work, &registry->rows[i]);
	return 0;
}

/* As many words of a text as there is room for, in bytes. */
static void
print_comment(const char *text, size_t room)
{
	static const char more[] = " ...";
	char *clean = text_clean(text, false);
	const char *before = " # ";

	for (const char *word = clean; *word != '\0';) {
		size_t length = strcspn(word, " ");
		size_t needed = strlen(before) + length;
		bool last = word[length] == '\0';

		if (needed + (last ? 0 : strlen(more)) > room) {
			if (before[1] == '\0')
				fputs(more, stdout);
			break;
		}
		printf("%s%.*s", before, (int)length, word);
		before = " ";
		room -= needed;
		word += length + !last;
	}
	free(clean);
}

/* Whether a name can be a word of services(5). */
static bool
is_word(const char *name)
{
	bool harmful = false;

	while (*name != '\0' && !harmful)
		if (*name > '#' && *name < 0x7f)
			name++;
		else if (strchr(" \t#", *name) != NULL)
			return false;
		else
			name += escape_next(name, strlen(name), &harmful);
	return !harmful;
}

/* Whether a name can stand on a line of its own, and is ours to give. */
static bool
can_stand(struct work *work, const char *name, uint16_t port,
	  unsigned int transport)
{
	if (!is_word(name)) {
		diag_warning(&work->diag, 0, 0,
			     "'%s', port %u/%s, cannot stand in"
			     " services(5); left out",
			     name, port, transport_name(transport));
		return false;
	}
	return !local_has_name(&work->local, name);
}

/* The first name of a line, or a further one behind so many bytes.  Returns how
 * many there are then. */
static size_t
print_name(struct work *work, size_t size, const char *name, uint16_t port,
	   unsigned int transport)
{
	int more;

	if (!can_stand(work, name, port, transport))
		return size;
	more = size > 0 ? printf(" %s", name)
			: printf("%-15s %u/%s", name, port,
				 transport_name(transport));
	return size + (size_t)more;
}

/* A line of which nothing has been printed has no end either. */
static void
end_line(size_t size, const char *description)
{
	if (size == 0)
		return;
	if (description != NULL && size < LINE_MOST)
		print_comment(description, LINE_MOST - size);
	putchar('\n');
}

static void
print_record(struct work *work, uint32_t position)
{
	const struct record *record = &work->collation.records[position];
	const char *name = record->names;
	size_t size = 0;

	for (unsigned int i = 0; i <= record->aliases; i++) {
		size = print_name(work, size, name, record->port,
				  record->transport);
		name += strlen(name) + 1;
	}
	end_line(size, work->descriptions[position]);
}

static int
collate(struct work *work)
{
	const struct registry *registry = &work->export->registry;
	const char *const *meta = reader_meta(registry->reader);
	bool all_pairs = meta[META_ALL_PAIRS][0] != '\0';
	int result = collation_make(&work->collation, registry, &work->local,
				    all_pairs);

	if (result == 0)
		result = sequence_find(&work->collation, &work->sequence,
				       &work->diag);
	if (result == 0)
		result = describe(work);
	return result;
}

/* A registry that was such a file comes out as it went in: a row that has a
 * note is another name on the line of the row before it. */
static void
print_lines(struct work *work)
{
	const struct registry *registry = &work->export->registry;
	const char *description = NULL;
	size_t size = 0;

	for (size_t i = 0; i < registry->row_count; i++) {
		const struct row *row = &registry->rows[i];

		if (row->field[COLUMN_NOTES][0] == '\0') {
			end_line(size, description);
			size = 0;
			description = row->field[COLUMN_DESCRIPTION];
		}
		size = print_name(work, size, row->name, row->first,
				  row->transport);
	}
	end_line(size, description);
}

static void
print_merged(const struct export *export, const struct source *source)
{
	if (source->length == 0)
		return;
	export_text(export, source->text, source->length);
	if (source->text[source->length - 1] != '\n')
		putchar('\n');
}

static int
run(struct work *work)
{
	const struct registry *registry = &work->export->registry;
	const char *const *meta = reader_meta(registry->reader);
	bool lines = meta[META_LINES][0] != '\0';
	int result = 0;

	if (work->export->merge != NULL)
		cli_read_services(&work->local.services, &work->source,
				  work->export->merge);
	if (!lines)
		result = collate(work);
	if (result != 0)
		return result;
	print_merged(work->export, &work->source);
	escape_line(stdout,
		    "# The registry of %s, written by ianaports"
		    " " IANAPORTS_VERSION,
		    registry->date[0] == '\0' ? "unknown date"
					      : registry->date);
	if (lines)
		print_lines(work);
	for (size_t i = 0; i < work->collation.record_count; i++)
		print_record(work, work->sequence[i]);
	return 0;
}

int
export_services(const struct export *export)
{
	struct work work = {
		.export = export,
		.diag = {.out = stderr, .file = export->database},
	};
	int result = run(&work);

	diag_end(&work.diag);
	free(work.sequence);
	free(work.descriptions);
	collation_free(&work.collation);
	source_free(&work.source);
	local_free(&work.local);
	return result == 0 ? 0 : cli_complain(export->database, result);
}
