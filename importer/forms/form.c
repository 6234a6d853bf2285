#include "importer/forms/form.h"

#include <string.h>

/* As far as a heading may be from the beginning of a file, in bytes. */
#define HEAD_MAX 65536

static const struct {
	const char *name;
	int (*read)(const struct ianaports_source *source,
		    struct ianaports_registry *registry,
		    struct ianaports_diag *diag);
} forms[] = {
	[IANAPORTS_FORM_CSV] = {"csv", ianaports_csv_read},
	[IANAPORTS_FORM_XML] = {"xml", ianaports_xml_read},
	[IANAPORTS_FORM_XHTML] = {"xhtml", ianaports_xhtml_read},
	[IANAPORTS_FORM_COLUMNS] = {"text", ianaports_columns_read},
	[IANAPORTS_FORM_PAGE] = {"text", ianaports_page_read},
	[IANAPORTS_FORM_SERVICES] = {"services", ianaports_services_read},
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

static enum ianaports_form
recognise_markup(const char *text, size_t length)
{
	size_t head = length < HEAD_MAX ? length : HEAD_MAX;

	if (contains(text, head, "<html") || contains(text, head, "<HTML") ||
	    contains(text, head, "<!DOCTYPE html") ||
	    contains(text, head, "<!doctype html"))
		return IANAPORTS_FORM_XHTML;
	return IANAPORTS_FORM_XML;
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

/* name port/protocol */
static bool
is_service(const char *line, size_t length)
{
	const char *hash = memchr(line, '#', length);
	size_t i = 0, digits = 0;

	if (hash != NULL)
		length = (size_t)(hash - line);
	while (i < length && line[i] != ' ' && line[i] != '\t')
		i++;
	while (i < length && (line[i] == ' ' || line[i] == '\t'))
		i++;
	for (; i < length && line[i] >= '0' && line[i] <= '9'; i++)
		digits++;
	return digits > 0 && i + 1 < length && line[i] == '/';
}

/* The first line that tells: a heading of one of the texts, or a service. */
static enum ianaports_form
recognise_text(const char *text, size_t length)
{
	while (length > 0) {
		size_t line = line_length(text, length);
		size_t next = line < length ? line + 1 : line;

		if (contains(text, line, "Service Name Port Number"))
			return IANAPORTS_FORM_PAGE;
		if (contains(text, line, "Service Name  ") &&
		    contains(text, line, "  Port Number"))
			return IANAPORTS_FORM_COLUMNS;
		if (is_service(text, line))
			return IANAPORTS_FORM_SERVICES;
		text += next;
		length -= next;
	}
	return IANAPORTS_FORM_UNKNOWN;
}

enum ianaports_form
ianaports_form_recognise(const struct ianaports_source *source)
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
		return IANAPORTS_FORM_CSV;
	return recognise_text(text, length);
}

/*
 * Some forms have no date of their own (CSV): the registry is then as old as
 * its newest row.
 */
static void
date(struct ianaports_registry *registry)
{
	static const enum ianaports_column columns[] = {IANAPORTS_REGISTERED,
							IANAPORTS_MODIFIED};

	if (registry->date[0] != '\0')
		return;
	for (size_t i = 0; i < registry->row_count; i++)
		for (size_t j = 0; j < 2; j++) {
			const char *day = registry->rows[i].field[columns[j]];

			if (strlen(day) == IANAPORTS_DATE_SIZE - 1 &&
			    strcmp(day, registry->date) > 0)
				memcpy(registry->date, day,
				       IANAPORTS_DATE_SIZE);
		}
}

int
ianaports_form_read(enum ianaports_form form,
		    const struct ianaports_source *source,
		    struct ianaports_registry *registry,
		    struct ianaports_diag *diag)
{
	int result = forms[form].read(source, registry, diag);

	if (result == 0 && diag->errors == 0 && registry->row_count == 0)
		ianaports_diag_error(diag, 0, 0, "no row in the registry");
	date(registry);
	return result;
}

const char *
ianaports_form_name(enum ianaports_form form)
{
	return forms[form].name;
}
