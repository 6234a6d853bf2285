/* SPDX-License-Identifier: MIT */
/* IANA's XML form: <record> elements, then <person> elements. */
#include "importer/forms/reader.h"

#include <errno.h>
#include <string.h>

#include "importer/forms/markup.h"

#define NONE (-1)

enum part {
	OUTSIDE,
	DATE, /* the registry's own <updated> */
	RECORD,
	PERSON,
};

struct reader {
	struct markup markup;
	enum part part;
	size_t base;      /* depth of the part's element */
	int field;        /* that text goes to, or NONE */
	bool single;      /* the field stands once and holds text only */
	size_t ignored;   /* depth of the element being ignored, or 0 */
	size_t reference; /* depth of the <xref> being read, or 0 */
	size_t mark;      /* length of the field after the "[" */
	bool substitute;  /* its data stand for a text not yet seen */
	bool warned;      /* of an unknown element */
	size_t records;
};

struct element {
	const char *name;
	int field;
	bool single;
};

static const struct element record_elements[] = {
	{"name", COLUMN_NAME, true},
	{"number", COLUMN_PORT, true},
	{"protocol", COLUMN_TRANSPORT, true},
	{"description", COLUMN_DESCRIPTION, false},
	{"assignee", COLUMN_ASSIGNEE, false},
	{"sc", COLUMN_CODE, true},
	{"unauthorized", COLUMN_UNAUTHORIZED, false},
	{"note", COLUMN_NOTES, false},
	{NULL, NONE, false},
};

static const struct element person_elements[] = {
	{"name", PERSON_NAME, true}, {"org", PERSON_ORGANISATION, false},
	{"uri", PERSON_URI, false},  {"updated", PERSON_UPDATED, true},
	{NULL, NONE, false},
};

static void
append(struct reader *reader, int field, const char *string)
{
	if (string != NULL)
		markup_append(&reader->markup, (size_t)field, string,
			      strlen(string));
}

/* A fault of the element that begins here, which is left out. */
static void
refuse(struct reader *reader, const char *element, const char *reason)
{
	struct markup *markup = &reader->markup;
	size_t line, column;

	markup_locate(markup, &line, &column);
	diag_error(markup->diag, line, column, "'%.60s' %s", element, reason);
	reader->ignored = markup->depth;
}

static void
check_root(struct reader *reader, const char *element, const char **attributes)
{
	const char *id = markup_attribute(attributes, "id");

	if (strcmp(element, "registry") != 0)
		refuse(reader, element, "where IANA's 'registry' should begin");
	else if (id != NULL && strcmp(id, "service-names-port-numbers") != 0)
		refuse(reader, id, "is another of IANA's registries");
	else
		return;
	markup_stop(&reader->markup, 0);
}

static void
open_part(struct reader *reader, const char *element, const char **attributes)
{
	if (strcmp(element, "record") == 0)
		reader->part = RECORD;
	else if (strcmp(element, "person") == 0)
		reader->part = PERSON;
	else if (strcmp(element, "updated") == 0 && reader->markup.depth == 2)
		reader->part = DATE;
	else
		return;
	markup_begin(&reader->markup);
	reader->base = reader->markup.depth;
	reader->field = reader->part == DATE ? 0 : NONE;
	if (reader->part == RECORD) {
		append(reader, COLUMN_REGISTERED,
		       markup_attribute(attributes, "date"));
		append(reader, COLUMN_MODIFIED,
		       markup_attribute(attributes, "updated"));
	} else if (reader->part == PERSON) {
		append(reader, PERSON_ID, markup_attribute(attributes, "id"));
	}
}

/* A text of the <xref>'s own replaces its data: "[TR-352]" for an address. */
static void
open_reference(struct reader *reader, const char **attributes)
{
	const char *type = markup_attribute(attributes, "type");
	struct text *text;

	if (type == NULL)
		type = "";
	if (reader->field == NONE)
		reader->field = strcmp(type, "person") == 0 ? COLUMN_CONTACT
							    : COLUMN_REFERENCE;
	text = &reader->markup.texts[reader->field];
	append(reader, reader->field, "[");
	reader->reference = reader->markup.depth;
	reader->mark = text->length;
	reader->substitute = true;
	append(reader, reader->field, markup_attribute(attributes, "data"));
	if (strcmp(type, "rfc") != 0)
		return;
	for (size_t i = reader->mark; i < text->length; i++)
		if (text->bytes[i] >= 'a' && text->bytes[i] <= 'z')
			text->bytes[i] = (char)(text->bytes[i] - 'a' + 'A');
}

static void
close_reference(struct reader *reader)
{
	struct text *text = &reader->markup.texts[reader->field];

	reader->reference = 0;
	reader->substitute = false;
	if (markup_blank(text->bytes + reader->mark,
			 text->length - reader->mark)) {
		text->length = reader->mark - 1;
		return;
	}
	while (markup_blank(text->bytes + text->length - 1, 1))
		text->length--;
	append(reader, reader->field, "]");
}

/* One warning is enough for what a later form of the registry may add. */
static void
pass_over(struct reader *reader, const char *name)
{
	struct markup *markup = &reader->markup;
	size_t line, column;

	reader->ignored = markup->depth;
	if (reader->warned)
		return;
	reader->warned = true;
	markup_locate(markup, &line, &column);
	diag_warning(markup->diag, line, column,
		     "unknown element '%.60s' ignored, as is any further one",
		     name);
}

static void
open_field(struct reader *reader, const char *name)
{
	const struct element *element =
		reader->part == PERSON ? person_elements : record_elements;
	struct markup *markup = &reader->markup;

	while (element->name != NULL && strcmp(element->name, name) != 0)
		element++;
	if (element->name == NULL) {
		pass_over(reader, name);
		return;
	}
	reader->field = element->field;
	reader->single = element->single;
	if (markup->texts[element->field].length == 0)
		return;
	if (element->single)
		refuse(reader, name, "is given twice");
	else
		markup_break(markup, (size_t)element->field);
}

/* Text in an element that is not known here is taken as any other. */
static void
open_inline(struct reader *reader, const char *element, const char **attributes)
{
	if (reader->single)
		refuse(reader, element, "where only text is allowed");
	else if (reader->reference != 0)
		return;
	else if (strcmp(element, "xref") == 0)
		open_reference(reader, attributes);
	else if (strcmp(element, "br") == 0)
		markup_break(&reader->markup, (size_t)reader->field);
	else if (strcmp(element, "paragraph") == 0)
		/* So far does the CSV form indent it. */
		append(reader, reader->field, "        ");
}

static void
start(struct markup *markup, const char *element, const char **attributes)
{
	struct reader *reader = (struct reader *)markup;

	if (markup->depth == 1)
		check_root(reader, element, attributes);
	else if (reader->ignored != 0)
		return;
	else if (reader->part == OUTSIDE)
		open_part(reader, element, attributes);
	else if (reader->field != NONE)
		open_inline(reader, element, attributes);
	else if (reader->part == RECORD && strcmp(element, "xref") == 0)
		open_reference(reader, attributes);
	else
		open_field(reader, element);
}

static void
close_part(struct reader *reader)
{
	struct markup *markup = &reader->markup;
	struct cell cells[COLUMNS];
	int result = 0;

	for (size_t i = 0; i < COLUMNS; i++)
		cells[i] = markup_cell(markup, i);
	if (reader->part == RECORD) {
		/* Where no assignee is named, the contact is it. */
		if (cells[COLUMN_ASSIGNEE].length == 0)
			cells[COLUMN_ASSIGNEE] = cells[COLUMN_CONTACT];
		result =
			registry_add_row(markup->registry, cells, markup->diag);
		reader->records++;
	} else if (reader->part == PERSON) {
		result = registry_add_person(markup->registry, cells,
					     markup->diag);
	} else {
		registry_set_date(markup->registry, cells, markup->diag);
	}
	reader->part = OUTSIDE;
	reader->field = NONE;
	if (result != 0)
		markup_stop(markup, result);
}

static void
end(struct markup *markup, const char *element)
{
	struct reader *reader = (struct reader *)markup;

	(void)element;
	if (reader->ignored != 0 && markup->depth > reader->ignored)
		return;
	reader->ignored = 0;
	if (reader->reference == markup->depth)
		close_reference(reader);
	if (reader->part == OUTSIDE)
		return;
	if (markup->depth == reader->base) {
		close_part(reader);
	} else if (markup->depth == reader->base + 1 && reader->part != DATE) {
		reader->field = NONE;
		reader->single = false;
	}
}

static void
collect(struct markup *markup, const char *bytes, size_t length)
{
	struct reader *reader = (struct reader *)markup;
	bool blank;

	if (reader->ignored != 0 || reader->field == NONE)
		return;
	blank = markup_blank(bytes, length);
	/* Several stand on a line each, and become "[A][B]". */
	if (blank && reader->part == RECORD && reader->field == COLUMN_ASSIGNEE)
		return;
	if (reader->substitute) {
		if (blank)
			return;
		markup->texts[reader->field].length = reader->mark;
		reader->substitute = false;
		while (markup_blank(bytes, 1)) {
			bytes++;
			length--;
		}
	}
	markup_append(markup, (size_t)reader->field, bytes, length);
}

int
xml_read(const struct source *source, struct registry *registry,
	 struct diag *diag)
{
	struct reader reader = {
		.markup = {.registry = registry,
			   .diag = diag,
			   .start = start,
			   .end = end,
			   .text = collect},
		.field = NONE,
	};
	int result = markup_parse(&reader.markup, source);

	if (!reader.markup.stopped && reader.records == 0)
		diag_error(diag, 0, 0, "no records in the registry");
	return result;
}
