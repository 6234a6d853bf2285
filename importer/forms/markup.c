/* SPDX-License-Identifier: MIT */
#include "importer/forms/markup.h"

#include <errno.h>
#include <expat.h>
#include <stdlib.h>
#include <string.h>

#include "importer/input/array.h"

/* What XML calls white space, which has no form feed. */
static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool
markup_blank(const char *bytes, size_t length)
{
	while (length > 0 && is_blank(*bytes)) {
		bytes++;
		length--;
	}
	return length == 0;
}

const char *
markup_attribute(const char **attributes, const char *name)
{
	for (; attributes[0] != NULL; attributes += 2)
		if (strcmp(attributes[0], name) == 0)
			return attributes[1];
	return NULL;
}

void
markup_stop(struct markup *markup, int result)
{
	markup->stopped = true;
	markup->result = result;
	XML_StopParser(markup->parser, XML_FALSE);
}

/*
 * Expat counts columns in characters, and a lone CR as a line; diagnostics
 * count bytes and line feeds.  Calls come in the order of the document, so
 * that all of them together read it once.
 */
void
markup_locate(struct markup *markup, size_t *line, size_t *column)
{
	XML_Index index = XML_GetCurrentByteIndex(markup->parser);
	const char *text = markup->source->text;
	size_t here = markup->source->length;

	if (index >= 0 && (size_t)index < here)
		here = (size_t)index;
	while (here > markup->seen) {
		const char *feed =
			memchr(text + markup->seen, '\n', here - markup->seen);

		if (feed == NULL)
			break;
		markup->seen = (size_t)(feed - text) + 1;
		markup->seen_start = markup->seen;
		markup->seen_line++;
	}
	if (here > markup->seen)
		markup->seen = here;
	*line = markup->seen_line + 1;
	*column = here - markup->seen_start + 1;
}

void
markup_begin(struct markup *markup)
{
	for (size_t i = 0; i < MARKUP_TEXTS; i++)
		markup->texts[i].length = 0;
	markup_locate(markup, &markup->line, &markup->column);
}

void
markup_append(struct markup *markup, size_t index, const char *bytes,
	      size_t length)
{
	struct text *text = &markup->texts[index];
	size_t skipped = 0;

	if (text->length == 0) {
		while (skipped < length && is_blank(bytes[skipped]))
			skipped++;
		if (skipped == length)
			return;
		markup_locate(markup, &text->line, &text->column);
		text->column += skipped;
		text->broken = false;
	}
	if (length == 0)
		return;
	if (!array_grow(&text->bytes, text->length, length - skipped + 1,
			&text->capacity, 1)) {
		markup_stop(markup, -ENOMEM);
		return;
	}
	if (text->broken && bytes[0] != '\n')
		text->bytes[text->length++] = '\n';
	text->broken = false;
	memcpy(text->bytes + text->length, bytes + skipped, length - skipped);
	text->length += length - skipped;
}

void
markup_break(struct markup *markup, size_t index)
{
	markup->texts[index].broken = true;
}

/*
 * IANA's CSV form keeps line breaks and indentation, but where a line ends in
 * a space and the next is indented it has the two joined by one space.
 */
static void
squeeze(struct text *text)
{
	const char *in = text->bytes, *end = in + text->length, *feed;
	char *out = text->bytes;

	while ((feed = memchr(in, '\n', (size_t)(end - in))) != NULL) {
		memmove(out, in, (size_t)(feed - in));
		out += feed - in;
		in = feed + 1;
		if (out > text->bytes && out[-1] == ' ' && in < end &&
		    is_blank(*in)) {
			while (in < end && is_blank(*in))
				in++;
			while (out > text->bytes && out[-1] == ' ')
				out--;
			*out++ = ' ';
		} else {
			*out++ = '\n';
		}
	}
	memmove(out, in, (size_t)(end - in));
	out += end - in;
	while (out > text->bytes && is_blank(out[-1]))
		out--;
	text->length = (size_t)(out - text->bytes);
}

struct cell
markup_cell(struct markup *markup, size_t index)
{
	struct text *text = &markup->texts[index];

	if (text->length == 0)
		return (struct cell){.text = "",
				     .line = markup->line,
				     .column = markup->column};
	squeeze(text);
	return (struct cell){.text = text->bytes,
			     .length = text->length,
			     .line = text->line,
			     .column = text->column};
}

static void
refuse(struct markup *markup, const char *reason)
{
	size_t line, column;

	markup_locate(markup, &line, &column);
	diag_error(markup->diag, line, column, "%s", reason);
	markup_stop(markup, 0);
}

static void XMLCALL
enter(void *data, const XML_Char *element, const XML_Char **attributes)
{
	struct markup *markup = data;

	if (markup->stopped)
		return;
	/* Expat's memory grows with the depth. */
	if (++markup->depth > MARKUP_DEPTH)
		refuse(markup, "elements are nested too deep");
	else
		markup->start(markup, element, attributes);
}

static void XMLCALL
leave(void *data, const XML_Char *element)
{
	struct markup *markup = data;

	if (markup->stopped)
		return;
	markup->end(markup, element);
	markup->depth--;
}

static void XMLCALL
collect(void *data, const XML_Char *bytes, int length)
{
	struct markup *markup = data;

	if (!markup->stopped)
		markup->text(markup, bytes, (size_t)length);
}

/* Called before the first declaration is read. */
static void XMLCALL
declare(void *data, const XML_Char *name, const XML_Char *system_id,
	const XML_Char *public_id, int has_subset)
{
	(void)name;
	(void)system_id;
	(void)public_id;
	if (has_subset)
		refuse(data, "the document declares entities or attributes of"
			     " its own, which is not allowed");
}

/* An entity that only a DTD would explain: kept as it was written. */
static void XMLCALL
skip(void *data, const XML_Char *entity, int is_parameter)
{
	struct markup *markup = data;

	if (markup->stopped || is_parameter)
		return;
	if (strcmp(entity, "nbsp") == 0) {
		markup->text(markup, " ", 1);
		return;
	}
	markup->text(markup, "&", 1);
	markup->text(markup, entity, strlen(entity));
	markup->text(markup, ";", 1);
}

static void
report(struct markup *markup)
{
	enum XML_Error code = XML_GetErrorCode(markup->parser);
	const char *hint = "";
	size_t line, column;

	markup->stopped = true;
	if (code == XML_ERROR_NO_MEMORY) {
		markup->result = -ENOMEM;
		return;
	}
	if (code == XML_ERROR_NO_ELEMENTS && markup->depth > 0)
		hint = ": the file ends too early";
	else if (markup->page)
		hint = "; a page must be well-formed XHTML";
	markup_locate(markup, &line, &column);
	diag_error(markup->diag, line, column, "%s%s", XML_ErrorString(code),
		   hint);
}

int
markup_parse(struct markup *markup, const struct source *source)
{
	/* The source is UTF-8 by now, whatever the document declares. */
	XML_Parser parser = XML_ParserCreate("UTF-8");

	if (parser == NULL) {
		markup->stopped = true;
		return -ENOMEM;
	}
	markup->parser = parser;
	markup->source = source;
	XML_SetUserData(parser, markup);
	XML_SetElementHandler(parser, enter, leave);
	XML_SetCharacterDataHandler(parser, collect);
	XML_SetStartDoctypeDeclHandler(parser, declare);
	XML_SetSkippedEntityHandler(parser, skip);
	if (markup->page)
		XML_UseForeignDTD(parser, XML_TRUE);
	if (XML_Parse(parser, source->text, (int)source->length, XML_TRUE) !=
		    XML_STATUS_OK &&
	    !markup->stopped)
		report(markup);
	for (size_t i = 0; i < MARKUP_TEXTS; i++)
		free(markup->texts[i].bytes);
	XML_ParserFree(parser);
	return markup->result;
}
