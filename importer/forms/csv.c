/* IANA's CSV form (RFC 4180), its rows told by the titles of the columns. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "importer/forms/reader.h"
#include "importer/forms/title.h"

/* More than the registry has ever had; further ones are counted only. */
#define CELLS_MAX 32

struct reading {
	struct registry *registry;
	struct diag *diag;
	struct cell rest;     /* of the source */
	char *unquoted, *put; /* room for all that was quoted, and left */
	struct cell cells[CELLS_MAX]; /* of the row at hand */
	size_t count;
	bool headed, complete;
	int columns[CELLS_MAX]; /* of the cells, or -1 */
	size_t width;           /* cells of the header */
};

static void
take_header(struct reading *reading)
{
	bool present[COLUMNS] = {false};

	for (size_t i = 0; i < reading->count && i < CELLS_MAX; i++) {
		int column = title_column(&titles_services, &reading->cells[i]);

		reading->columns[i] = column;
		if (column >= 0)
			present[column] = true;
	}
	reading->complete =
		titles_check(&titles_services, present, 1, 1, reading->diag);
	reading->width = reading->count;
	reading->headed = true;
}

static int
take_row(struct reading *reading)
{
	struct cell cells[COLUMNS] = {0};

	if (reading->count != reading->width) {
		diag_error(reading->diag, reading->cells[0].line,
			   reading->cells[0].column,
			   "row of %zu fields where the header has %zu",
			   reading->count, reading->width);
		return 0;
	}
	if (!reading->complete)
		return 0;
	for (size_t i = 0; i < reading->count && i < CELLS_MAX; i++)
		if (reading->columns[i] >= 0)
			cells[reading->columns[i]] = reading->cells[i];
	return registry_add_row(reading->registry, cells, reading->diag);
}

static bool
ends_field(char c)
{
	return c == ',' || c == '\n' || c == '\r';
}

static void
skip_blanks(struct cell *text)
{
	while (text->length > 0 && (*text->text == ' ' || *text->text == '\t'))
		text_skip(text, 1);
}

/* Takes the quoted part of a field; false if it does not end. */
static bool
take_quoted(struct reading *reading, struct cell *field)
{
	const char *in = reading->rest.text + 1;
	const char *end = reading->rest.text + reading->rest.length;

	field->text = reading->put;
	for (;;) {
		const char *quote = memchr(in, '"', (size_t)(end - in));

		if (quote == NULL)
			return false;
		memcpy(reading->put, in, (size_t)(quote - in));
		reading->put += quote - in;
		in = quote + 1;
		if (in == end || *in != '"')
			break;
		*reading->put++ = *in++;
	}
	field->length = (size_t)(reading->put - field->text);
	text_skip(&reading->rest, (size_t)(in - reading->rest.text));
	return true;
}

/* Takes a field, up to what ends it; returns NULL or what is wrong with it. */
static const char *
take_field(struct reading *reading, struct cell *field)
{
	struct cell *rest = &reading->rest;
	size_t length = 0;

	*field = *rest;
	skip_blanks(rest);
	if (rest->length > 0 && *rest->text == '"') {
		if (!take_quoted(reading, field))
			return "the quote of this field is not closed";
		skip_blanks(rest);
		return rest->length == 0 || ends_field(*rest->text)
			       ? NULL
			       : "stray quote in this field";
	}
	*field = *rest;
	while (length < rest->length && !ends_field(rest->text[length]))
		length++;
	field->length = length;
	text_skip(rest, length);
	return memchr(field->text, '"', length) == NULL
		       ? NULL
		       : "stray quote in this field";
}

/* Takes the cells of a row; false if one is wrong, and so all after it. */
static bool
take_cells(struct reading *reading)
{
	struct cell *rest = &reading->rest;
	bool more = true;

	for (reading->count = 0; more; reading->count++) {
		struct cell field;
		const char *fault = take_field(reading, &field);

		if (fault != NULL) {
			diag_error(reading->diag, field.line, field.column,
				   "%s", fault);
			return false;
		}
		if (reading->count < CELLS_MAX)
			reading->cells[reading->count] = field;
		more = rest->length > 0 && *rest->text == ',';
		if (more)
			text_skip(rest, 1);
	}
	return true;
}

int
csv_read(const struct source *source, struct registry *registry,
	 struct diag *diag)
{
	struct reading reading = {
		.registry = registry,
		.diag = diag,
		.rest = {source->text, source->length, 1, 1},
		.unquoted = malloc(source->length + 1),
	};
	int result = 0;

	if (reading.unquoted == NULL)
		return -ENOMEM;
	while (result == 0) {
		while (reading.rest.length > 0 && is_space(*reading.rest.text))
			text_skip(&reading.rest, 1);
		reading.put = reading.unquoted;
		if (reading.rest.length == 0 || !take_cells(&reading))
			break;
		if (reading.headed)
			result = take_row(&reading);
		else
			take_header(&reading);
	}
	free(reading.unquoted);
	return result;
}
