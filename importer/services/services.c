/* SPDX-License-Identifier: MIT */
#include "importer/services/services.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/key.h"
#include "db/transport.h"
#include "importer/input/array.h"
#include "importer/input/cell.h"

/* "65535/" and the NULs of a line without spaces. */
#define LINE_MORE 16

/* A line in its parts. */
struct parts {
	struct cell name, number, protocol, aliases, comment;
	uint16_t port;
};

/* Takes the first line off a text. */
static struct cell
take_line(struct cell *text)
{
	struct cell line = *text;
	const char *end = memchr(text->text, '\n', text->length);

	if (end != NULL)
		line.length = (size_t)(end - text->text);
	text->text += line.length + (end != NULL);
	text->length -= line.length + (end != NULL);
	text->line++;
	/* glibc reads strings, which end at a NUL. */
	line.length = strnlen(line.text, line.length);
	return line;
}

/*
 * Since version 2.43 glibc reads decimal numbers, and one slash behind them:
 * 010 is 10.  Earlier ones read what strtoul(3) reads with base 0, and any
 * number of slashes: 010 is 8.
 */
static bool
is_decimal(void)
{
	char version[32];

	return confstr(_CS_GNU_LIBC_VERSION, version, sizeof(version)) > 0 &&
	       strverscmp(version, "glibc 2.43") >= 0;
}

/* Cuts a cell at a character; returns what follows it. */
static struct cell
cut(struct cell *cell, char at)
{
	const char *found = memchr(cell->text, at, cell->length);
	struct cell rest = *cell;

	if (found != NULL)
		cell->length = (size_t)(found - cell->text);
	text_skip(&rest, cell->length + (found != NULL));
	return rest;
}

/* False for a line that is blank or a comment. */
static bool
split(struct cell line, struct parts *parts)
{
	parts->comment = cut(&line, '#');
	if (!word_next(&line, &parts->name))
		return false;
	word_next(&line, &parts->number);
	parts->protocol = cut(&parts->number, '/');
	while (parts->protocol.length > 0 && parts->protocol.text[0] == '/' &&
	       !is_decimal())
		text_skip(&parts->protocol, 1);
	parts->aliases = line;
	return true;
}

/* False if glibc passes the line over. */
static bool
read_number(struct parts *parts)
{
	const char *text = parts->number.text;
	const char *end = text + parts->number.length;
	unsigned long long number;
	char *stop;

	if (text == end)
		return false;
	/* The source ends in a NUL.  Newer libraries take 0b1 as well, for
	 * themselves and for us. */
	number = strtoull(text, &stop, is_decimal() ? 10 : 0);
	parts->port = (uint16_t)number;
	/* A slash follows, or nothing, not even a space. */
	return stop == end && number <= UINT32_MAX &&
	       (*end == '/' || parts->aliases.length == 0);
}

bool
service_fits(const char *text, size_t length)
{
	struct cell line = {text, strnlen(text, length), 1, 1};
	struct parts parts;

	return split(line, &parts) && read_number(&parts) &&
	       parts.protocol.length > 0;
}

/* The same, with a word on what may not be meant. */
static bool
check_number(struct parts *parts, struct diag *diag)
{
	const struct cell *number = &parts->number;
	char plain[8];

	if (!read_number(parts)) {
		if (number->length == 0 || parts->protocol.length == 0)
			diag_warning(diag, number->line, 1,
				     "no port/protocol after the name; line "
				     "skipped");
		else
			diag_warning(diag, number->line, number->column,
				     "'%.*s' is not a port; line skipped",
				     TOKEN(*number));
		return false;
	}
	snprintf(plain, sizeof(plain), "%u", parts->port);
	if (!word_is(number, plain))
		diag_warning(diag, number->line, number->column,
			     "'%.*s' is port %s to glibc", TOKEN(*number),
			     plain);
	else if (parts->protocol.length == 0)
		diag_warning(diag, number->line, number->column,
			     "no transport after the port");
	return true;
}

static char *
put(char *out, const struct cell *cell)
{
	out = mempcpy(out, cell->text, cell->length);
	*out++ = '\0';
	return out;
}

/* Copies the texts side by side into a block that names own. */
static void
put_texts(struct service *service, const struct parts *parts, char *out)
{
	struct cell rest = parts->aliases, alias;

	service->names = out;
	out = put(out, &parts->name);
	for (; word_next(&rest, &alias); service->aliases++)
		out = put(out, &alias);
	service->size = (size_t)(out - service->names);
	service->pair = out;
	out += sprintf(out, "%u/", parts->port);
	service->protocol = out;
	out = put(out, &parts->protocol);
	service->comment = out;
	put(out, &parts->comment);
}

static int
add_line(struct services *services, const struct cell *line,
	 const struct parts *parts, const char *file)
{
	char *texts = malloc(line->length + LINE_MORE);
	struct service service = {
		.file = file, .line = line->line, .port = parts->port};

	if (texts == NULL ||
	    !array_grow(&services->lines, services->count, 1,
			&services->capacity, sizeof(service))) {
		free(texts);
		return -ENOMEM;
	}
	put_texts(&service, parts, texts);
	service.transport = transport_find(service.protocol);
	services->lines[services->count++] = service;
	services->name_count += 1 + service.aliases;
	return 0;
}

int
services_add(struct services *services, const struct source *source,
	     const char *file, struct diag *diag)
{
	struct cell text = {source->text, source->length, 1, 1};
	int result = 0;

	if (source->length > SERVICES_MAX) {
		diag_error(diag, 0, 0, "larger than %zu MiB",
			   SERVICES_MAX >> 20);
		return RESULT_REFUSED;
	}
	while (text.length > 0 && result == 0) {
		struct cell line = take_line(&text);
		struct parts parts;

		if (!split(line, &parts))
			continue;
		if (check_number(&parts, diag))
			result = add_line(services, &line, &parts, file);
		else
			services->passed++;
	}
	return result;
}

int
name_compare(const char *a, const char *b)
{
	while (*a != '\0' &&
	       fold_case((unsigned char)*a) == fold_case((unsigned char)*b)) {
		a++;
		b++;
	}
	return fold_case((unsigned char)*a) - fold_case((unsigned char)*b);
}

static int
by_name(const void *a, const void *b)
{
	const struct service_name *left = a, *right = b;
	int order = name_compare(left->name, right->name);

	/* Within a line, in the order of its names, which lie in one block. */
	if (order == 0)
		order = number_compare(left->line, right->line);
	return order != 0 ? order
			  : number_compare((uintptr_t)left->name,
					   (uintptr_t)right->name);
}

static int
by_port(const void *a, const void *b)
{
	const struct service *left = *(const struct service *const *)a;
	const struct service *right = *(const struct service *const *)b;

	if (left->port != right->port)
		return left->port < right->port ? -1 : 1;
	return (int)left->transport - (int)right->transport;
}

static int
by_pair(const void *a, const void *b)
{
	const struct service *left = *(const struct service *const *)a;
	const struct service *right = *(const struct service *const *)b;
	int order = by_port(a, b);

	if (order == 0)
		order = strcmp(left->protocol, right->protocol);
	/* The lines are one array. */
	return order != 0 ? order
			  : number_compare((uintptr_t)left, (uintptr_t)right);
}

int
services_sort(struct services *services)
{
	const struct service **lines =
		calloc(services->count + 1, sizeof(void *));
	struct service_name *names = calloc(services->name_count + 1,
					    sizeof(*names)),
			    *out = names;

	services->by_port = lines;
	services->names = names;
	if (lines == NULL || names == NULL)
		return -ENOMEM;
	for (size_t i = 0; i < services->count; i++) {
		const char *name = services->lines[i].names;

		lines[i] = &services->lines[i];
		for (; name != NULL; name = service_next(lines[i], name))
			*out++ = (struct service_name){name, i};
	}
	if (services->count == 0)
		return 0;
	qsort(lines, services->count, sizeof(void *), by_pair);
	qsort(names, services->name_count, sizeof(*names), by_name);
	return 0;
}

int
services_read_file(struct services *services, struct source *source,
		   const char *path, struct diag *diag)
{
	int result = source_load(source, path, diag);

	if (result == 0)
		result = services_add(services, source, path, diag);
	return result != 0 ? result : services_sort(services);
}

const char *
names_next(const char *names, size_t size, const char *name)
{
	const char *next = name == NULL ? names : name + strlen(name) + 1;

	return next < names + size ? next : NULL;
}

const char *
service_next(const struct service *service, const char *name)
{
	return names_next(service->names, service->size, name);
}

bool
names_have(const char *names, size_t size, const char *name)
{
	const char *own = NULL;

	while ((own = names_next(names, size, own)) != NULL)
		if (name_compare(own, name) == 0)
			return true;
	return false;
}

size_t
services_find(const struct services *services, const char *name)
{
	size_t low = 0, high = services->name_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (name_compare(services->names[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < services->name_count &&
	    name_compare(services->names[low].name, name) == 0)
		return low;
	return services->name_count;
}

bool
services_have_pair(const struct services *services, uint16_t port,
		   unsigned int transport)
{
	const struct service wanted = {.port = port, .transport = transport};
	const struct service *key = &wanted;

	return services->count > 0 &&
	       bsearch(&key, services->by_port, services->count, sizeof(void *),
		       by_port) != NULL;
}

void
services_free(struct services *services)
{
	for (size_t i = 0; i < services->count; i++)
		free((void *)services->lines[i].names);
	free(services->lines);
	free(services->names);
	free(services->by_port);
	*services = (struct services){0};
}
