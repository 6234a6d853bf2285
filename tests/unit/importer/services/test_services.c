/* SPDX-License-Identifier: MIT */
/* Tests of the reader of services(5). */
#include "tests/lib/reading.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "importer/registry/rules.h"
#include "importer/services/services.h"

static const char *version;

/* In place of libc's: the one whose files module is read after. */
size_t
confstr(int name, char *buffer, size_t size)
{
	assert_int_equal(name, _CS_GNU_LIBC_VERSION);
	return (size_t)snprintf(buffer, size, "%s", version) + 1;
}

static int
set_up(void **state)
{
	version = "glibc 2.42";
	return reading_begin(state, "x", services_read);
}

/* The lines of a text, to be freed. */
static void
read_lines(void **state, const char *text, struct services *services)
{
	struct reading *f = put(state, text);

	*services = (struct services){.lines = NULL};
	assert_int_equal(services_add(services, &f->source, "x", &f->said.diag),
			 0);
	assert_int_equal(services_sort(services), 0);
	free(f->source.text);
	f->source.text = NULL;
}

static void
a_line_is_cut_at_its_words(void **state)
{
	struct services services;
	const struct service *line;
	const char *name;

	read_lines(state, "http\t0x50//tcp www  web# World # Wide\n",
		   &services);
	assert_int_equal(services.count, 1);
	line = &services.lines[0];
	assert_int_equal(line->line, 1);
	assert_int_equal(line->port, 80);
	assert_int_equal(line->transport, TRANSPORT_TCP);
	assert_string_equal(line->pair, "80/tcp");
	assert_string_equal(line->protocol, "tcp");
	assert_string_equal(line->comment, " World # Wide");
	assert_int_equal(line->aliases, 2);
	assert_int_equal(line->size, 13);
	name = line->names;
	assert_string_equal(name, "http");
	assert_string_equal(name = service_next(line, name), "www");
	assert_string_equal(name = service_next(line, name), "web");
	assert_null(service_next(line, name));
	services_free(&services);
}

static void
blank_lines_and_comments_are_passed_over(void **state)
{
	struct services services;

	read_lines(state, "# nothing\n\n \t\n#\n  a 1/tcp\r\n\n#end",
		   &services);
	assert_int_equal(services.count, 1);
	assert_int_equal(services.passed, 0);
	assert_int_equal(services.lines[0].line, 5);
	assert_string_equal(services.lines[0].names, "a");
	assert_string_equal(services.lines[0].protocol, "tcp");
	services_free(&services);
}

static const char numbers[] =
	"a 010/tcp\nb 0x1f90/udp\nc 65616/tcp\nd +91/tcp\n"
	"e 4294967295/tcp\nf 96\ng 97#x\nh 98/\ni 95/ tcp\n"
	"j 99/tcp/x\nk 2///udp\nl 08/tcp\n"
	"no1 4294967296/tcp\nno2 -1/udp\nno3 93x/tcp\n"
	"no4 94 /tcp\nno5 96 \nno6 96\r\nno7 0x/tcp\nno8 /tcp\n"
	"no9\n";

/* What getent(1) prints of these lines, of which it passes over the rest. */
static void
check_pairs(void **state, const char *const *pairs, size_t count)
{
	struct services services;

	read_lines(state, numbers, &services);
	assert_int_equal(services.count, count);
	assert_int_equal(services.count + services.passed, 21);
	for (size_t i = 0; i < count; i++) {
		const struct service *line = &services.lines[i];

		assert_string_equal(line->pair, pairs[i]);
		/* Behind the space there are aliases. */
		assert_int_equal(line->aliases, strcmp(pairs[i], "95/") == 0);
	}
	services_free(&services);
}

static void
numbers_are_those_of_the_files_module(void **state)
{
	static const char *const pairs[] = {
		"8/tcp", "8080/udp", "80/tcp", "91/tcp",   "65535/tcp", "96/",
		"97/",   "98/",      "95/",    "99/tcp/x", "2/udp"};

	check_pairs(state, pairs, LENGTH(pairs));
}

static void
newer_files_modules_read_decimal_numbers(void **state)
{
	static const char *const pairs[] = {
		"10/tcp", "80/tcp", "91/tcp",   "65535/tcp", "96/",  "97/",
		"98/",    "95/",    "99/tcp/x", "2///udp",   "8/tcp"};

	version = "glibc 2.43";
	check_pairs(state, pairs, LENGTH(pairs));
}

static void
names_and_pairs_are_found(void **state)
{
	struct services services;
	size_t at;

	read_lines(state, "b 2/udp A\na 2/tcp\nc 1/ddp B\n", &services);
	at = services_find(&services, "a");
	assert_string_equal(services.names[at].name, "A");
	assert_int_equal(services.names[at].line, 0);
	assert_string_equal(services.names[at + 1].name, "a");
	assert_int_equal(services.names[at + 1].line, 1);
	assert_int_equal(services_find(&services, "d"), services.name_count);
	assert_true(services_have_pair(&services, 2, TRANSPORT_TCP));
	assert_true(services_have_pair(&services, 2, TRANSPORT_UDP));
	assert_true(services_have_pair(&services, 1, TRANSPORT_ANY));
	assert_false(services_have_pair(&services, 1, TRANSPORT_TCP));
	assert_false(services_have_pair(&services, 3, TRANSPORT_TCP));
	services_free(&services);
}

static void
the_last_line_may_lack_its_end(void **state)
{
	struct reading *f = take(state, "a 1/tcp\nb 2/udp");

	assert_string_equal(said_all(&f->said), "");
	assert_int_equal(f->registry.row_count, 2);
	assert_string_equal(f->registry.rows[1].field[0], "b");
	assert_int_equal(f->registry.rows[1].first, 2);
	assert_int_equal(f->registry.rows[1].transport, TRANSPORT_UDP);
}

static void
the_comment_is_the_description(void **state)
{
	struct reading *f = take(state, "a 1/tcp # what it does \n");

	assert_string_equal(f->registry.rows[0].field[COLUMN_DESCRIPTION],
			    "what it does");
}

static void
no_comment_unassigns_a_line(void **state)
{
	struct reading *f = take(state, "a 1/tcp b # Reserved\n");

	for (size_t i = 0; i < 2; i++)
		assert_true(row_is_assigned(&f->registry.rows[i]));
}

static void
an_alias_is_a_row_that_says_so(void **state)
{
	struct reading *f = take(state, "http 80/tcp www\n");

	assert_string_equal(said_all(&f->said), "");
	assert_int_equal(f->registry.row_count, 2);
	assert_string_equal(f->registry.rows[0].field[COLUMN_NAME], "http");
	assert_string_equal(f->registry.rows[0].field[COLUMN_NOTES], "");
	assert_string_equal(f->registry.rows[1].field[COLUMN_NAME], "www");
	assert_string_equal(f->registry.rows[1].field[COLUMN_NOTES],
			    "Another name of \"http\".");
	assert_int_equal(f->registry.rows[1].first, 80);
	assert_int_equal(f->registry.rows[1].transport, TRANSPORT_TCP);
}

/* The files module takes the first line that has a name. */
static void
an_earlier_line_s_alias_is_worth_a_later_line_s_name(void **state)
{
	struct reading *f = take(state, "a 1/tcp b\nb 2/tcp\n");

	assert_int_equal(row_rank(&f->registry.rows[1]),
			 row_rank(&f->registry.rows[2]));
}

static void
a_line_without_a_port_is_passed_over(void **state)
{
	struct reading *f = take(state, "a\n  b 22 \nc /tcp\nd 4/\ne 5/tcp\n");

	assert_string_equal(said_all(&f->said),
			    "x:1:1: warning: no port/protocol after the name; "
			    "line skipped\n"
			    "x:2:1: warning: no port/protocol after the name; "
			    "line skipped\n"
			    "x:3:1: warning: no port/protocol after the name; "
			    "line skipped\n"
			    "x:4:3: warning: no transport after the port\n");
	assert_int_equal(f->registry.row_count, 1);
}

static void
a_port_is_what_glibc_makes_of_it(void **state)
{
	struct reading *f = take(state, "a 70000/tcp b c\nd 4x/tcp\n");

	assert_string_equal(
		said_all(&f->said),
		"x:1:3: warning: '70000' is port 4464 to glibc\n"
		"x:2:3: warning: '4x' is not a port; line skipped\n");
	assert_int_equal(f->registry.row_count, 3);
	assert_int_equal(f->registry.rows[2].first, 4464);
}

static void
an_unknown_transport_is_passed_over(void **state)
{
	struct reading *f = take(state, "rtmp 1/ddp\nmux 1/tcp\n");

	assert_string_equal(
		said_all(&f->said),
		"x:1:1: warning: unknown transport 'ddp'; line skipped\n");
	assert_int_equal(f->registry.row_count, 1);
}

static void
a_bad_alias_is_refused(void **state)
{
	struct reading *f = take(state, "a 1/tcp ok b\xc3\xa4h\n");

	assert_string_equal(
		said_all(&f->said),
		"x:1:2: error: 'b\xc3\xa4h' is not a service name\n");
	assert_int_equal(f->registry.row_count, 2);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, reading_end)
	const struct CMUnitTest tests[] = {
		TEST(a_line_is_cut_at_its_words),
		TEST(blank_lines_and_comments_are_passed_over),
		TEST(numbers_are_those_of_the_files_module),
		TEST(newer_files_modules_read_decimal_numbers),
		TEST(names_and_pairs_are_found),
		TEST(the_last_line_may_lack_its_end),
		TEST(the_comment_is_the_description),
		TEST(no_comment_unassigns_a_line),
		TEST(an_alias_is_a_row_that_says_so),
		TEST(an_earlier_line_s_alias_is_worth_a_later_line_s_name),
		TEST(a_line_without_a_port_is_passed_over),
		TEST(a_port_is_what_glibc_makes_of_it),
		TEST(an_unknown_transport_is_passed_over),
		TEST(a_bad_alias_is_refused),
	};

	return cmocka_run_group_tests_name("services", tests, NULL, NULL);
}
