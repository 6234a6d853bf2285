/* SPDX-License-Identifier: MIT */
#include "importer/forms/form.h"

#include <string.h>

#include "importer/services/services.h"

/* As far as a heading may be from the beginning of a file, in bytes. */
#define HEAD_MAX 65536

static const struct {
	const char *name;
	int (*read)(const struct source *source, struct registry *registry,
		    struct diag *diag);
} forms[] = {
	[FORM_CSV] = {"csv", csv_read},
	[FORM_XML] = {"xml", xml_read},
	[FORM_XHTML] = {"xhtml", xhtml_read},
	[FORM_TEXT] = {"text", NULL},
	[FORM_COLUMNS] = {"text", columns_read},
	[FORM_PAGE] = {"text", page_read},
	[FORM_SERVICES] = {"services", services_read},
};

/* The line that the text begins with, without its end. */
static size_t
line_length(const char *text, size_t length)
{
	const char *end = memchr(text, '\n', length);

	return end == NULL ? length : (size_t)(end - text);
}

static bool
contains(const char *text, size_t length, const char *word)
{
	return memmem(text, length, word, strlen(word)) != NULL;
}

static enum form
recognise_markup(const char *text, size_t length)
{
	size_t head = length < HEAD_MAX ? length : HEAD_MAX;

	if (contains(text, head, "<html") || contains(text, head, "<HTML") ||
	    contains(text, head, "<!DOCTYPE html") ||
	    contains(text, head, "<!doctype html"))
		return FORM_XHTML;
	return FORM_XML;
}

/* A quarter of IANA's header is enough, since a column may be misnamed. */
static bool
is_csv_header(const char *line, size_t length)
{
	size_t commas = 0;

	for (size_t i = 0; i < length; i++)
		commas += line[i] == ',';
	return commas >= 3 && (contains(line, length, "Service Name") ||
			       contains(line, length, "Port Number") ||
			       contains(line, length, "Transport Protocol") ||
			       contains(line, length, "Description"));
}

/* The first line that tells: a heading of one of the texts, or a service. */
static enum form
recognise_text(const char *text, size_t length)
{
	while (length > 0) {
		size_t line = line_length(text, length);
		size_t next = line < length ? line + 1 : line;

		if (contains(text, line, "Service Name Port Number"))
			return FORM_PAGE;
		if (contains(text, line, "Service Name  ") &&
		    contains(text, line, "  Port Number"))
			return FORM_COLUMNS;
		if (service_fits(text, line))
			return FORM_SERVICES;
		text += next;
		length -= next;
	}
	return FORM_UNKNOWN;
}

enum form
form_recognise(const struct source *source)
{
	const char *text = source->text;
	size_t length = source->length;

	while (length > 0 && strchr(" \t\r\n", *text) != NULL) {
		text++;
		length--;
	}
	if (length > 0 && *text == '<')
		return recognise_markup(text, length);
	if (is_csv_header(text, line_length(text, length)))
		return FORM_CSV;
	return recognise_text(text, length);
}

static bool
settle_form(enum form *form, const struct source *source)
{
	bool text = *form == FORM_TEXT;

	if (*form == FORM_UNKNOWN || text)
		*form = form_recognise(source);
	return text ? *form == FORM_COLUMNS || *form == FORM_PAGE
		    : *form != FORM_UNKNOWN;
}

int
form_read(enum form *form, struct source *source, struct registry *registry,
	  struct diag *diag)
{
	int result = source_check(source, diag);

	if (result != 0)
		return result;
	if (!settle_form(form, source)) {
		diag_error(diag, 1, 1, "unrecognised file format");
		return RESULT_REFUSED;
	}
	result = forms[*form].read(source, registry, diag);
	if (result == 0 && diag->errors == 0 && registry->row_count == 0)
		diag_error(diag, 0, 0, "no row in the registry");
	registry_sort_people(registry);
	/* Some forms have no date of their own (CSV). */
	if (registry->date[0] == '\0')
		memcpy(registry->date, registry->newest,
		       sizeof(registry->date));
	return result == 0 && diag->errors > 0 ? RESULT_REFUSED : result;
}

const char *
form_name(enum form form)
{
	return forms[form].name;
}

enum form
form_find(const char *name)
{
	for (enum form form = FORM_CSV; form <= FORM_SERVICES; form++)
		if (strcmp(name, forms[form].name) == 0)
			return form;
	return FORM_UNKNOWN;
}
