/* SPDX-License-Identifier: MIT */
/* A page of IANA's plain text form, made up line by line, and its reading. */
#ifndef IANAPORTS_TESTS_LIB_COLUMNS_PAGE_H
#define IANAPORTS_TESTS_LIB_COLUMNS_PAGE_H

#include <stdlib.h>
#include <string.h>

#include "importer/forms/reader.h"
#include "tests/lib/fixture.h"
#include "tests/lib/said.h"

/*
 * A page like IANA's with narrower columns, given by its lines, since a row is
 * any number of them.  Columns begin, counted from 1, at
 *   services 1, 17, 29, 39, 56, 71, 86, 99, 112, 126, 134, 147
 *   people   1, 20, 35, 52, 77
 * the first service stands on line 7, and the first person six lines below
 * the last service.
 */
union line {
	const char *cells[COLUMNS];
	struct {
		const char *name, *port, *transport, *description, *assignee,
			*contact, *registered, *modified, *reference, *code,
			*unauthorized, *notes;
	};
	struct {
		const char *id, *person, *organisation, *uri, *updated;
	};
};

/* clang-format off */
#define ROW(n, p, t, d)                                                        \
	.name = (n), .port = "    " p, .transport = "   " t, .description = (d)
#define PERSON(i, n) .id = (i), .person = (n)
/* clang-format on */

static const union line service_heading[] = {
	{{NULL, NULL, "Transport", NULL, NULL, NULL, "Registration",
	  "Modification", NULL, "Service", "   Known", NULL}},
	{{" Service Name", "Port Number", "Protocol", "  Description",
	  "   Assignee", "   Contact", "    Date", "    Date", "  Reference",
	  " Code", "Unauthorized", "  Assignment Notes"}},
	{.unauthorized = "    Uses"},
};
static const union line person_heading[] = {
	{{"        ID", "     Name", "  Organization", "      Contact URI",
	  "   Last"}},
	{.updated = " Updated"},
};
static const union line foo = {ROW("foo", "4711", "tcp", "Foo Protocol")};
static const union line ann = {PERSON("[Ann_Able]", "Ann Able")};

struct fixture {
	struct registry registry;
	struct said said;
	char *page;
	size_t page_size;
	FILE *out;
};

static inline int
set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	assert_non_null(f);
	said_begin(&f->said, "x.txt");
	f->out = open_memstream(&f->page, &f->page_size);
	assert_non_null(f->out);
	*state = f;
	return 0;
}

static inline int
tear_down(void **state)
{
	struct fixture *f = *state;

	fclose(f->out);
	free(f->page);
	said_end(&f->said);
	registry_free(&f->registry);
	free(f);
	return 0;
}

static inline void
put(struct fixture *f, const int *widths, const union line *lines, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; widths[j] != 0; j++)
			fprintf(f->out, "%-*s ", widths[j],
				lines[i].cells[j] == NULL ? ""
							  : lines[i].cells[j]);
		fputc('\n', f->out);
	}
	fflush(f->out);
}

static const int service_widths[] = {15, 11, 9, 16, 14, 14, 12,
				     12, 13, 7, 12, 20, 0};
static const int person_widths[] = {18, 14, 16, 24, 10, 0};

static inline void
put_services(struct fixture *f, const union line *lines, size_t count)
{
	fputs("   Last Updated\n           2001-02-03\n\n", f->out);
	put(f, service_widths, service_heading, LENGTH(service_heading));
	put(f, service_widths, lines, count);
}

static inline void
put_people(struct fixture *f, const union line *lines, size_t count)
{
	fputs("\n            People\n\n", f->out);
	put(f, person_widths, person_heading, LENGTH(person_heading));
	put(f, person_widths, lines, count);
}

/* Reads from memory that ends where the text does. */
static inline void
take(struct fixture *f, const char *text, size_t length)
{
	struct source source = {.text = strndup(text, length),
				.length = length};

	assert_non_null(source.text);
	assert_int_equal(columns_read(&source, &f->registry, &f->said.diag), 0);
	free(source.text);
}

/* Reads services of these lines, and a person. */
static inline void
take_services(struct fixture *f, const union line *lines, size_t count)
{
	put_services(f, lines, count);
	put_people(f, &ann, 1);
	take(f, f->page, f->page_size);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
