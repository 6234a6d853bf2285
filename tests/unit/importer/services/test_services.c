/* Tests of the reader of services(5). */
#include "tests/lib/reading.h"

#include <string.h>

#include "importer/services/services.h"

static int
set_up(void **state)
{
	return reading_begin(state, "x", services_read);
}

static void
assert_cell(const struct cell *cell, const char *text, size_t column)
{
	assert_int_equal(cell->length, strlen(text));
	assert_memory_equal(cell->text, text, cell->length);
	assert_int_equal(cell->column, column);
}

static void
a_line_is_cut_at_its_words(void **state)
{
	struct reading *f = put(state, "http\t80/tcp www  web# World # Wide\n");
	struct services services = {.source = &f->source};
	struct service service;

	assert_true(services_next(&services, &service));
	assert_null(service.fault);
	assert_int_equal(service.line, 1);
	assert_cell(&service.name, "http", 1);
	assert_cell(&service.port, "80", 6);
	assert_cell(&service.protocol, "tcp", 9);
	assert_int_equal(service.alias_count, 2);
	assert_cell(&service.aliases[0], "www", 13);
	assert_cell(&service.aliases[1], "web", 18);
	assert_cell(&service.comment, " World # Wide", 22);
	assert_false(services_next(&services, &service));
}

static void
blank_lines_and_comments_are_passed_over(void **state)
{
	struct reading *f =
		put(state, "# nothing\n\n \t\n#\n  a 1/tcp\r\n\n#end");
	struct services services = {.source = &f->source};
	struct service service;

	assert_true(services_next(&services, &service));
	assert_null(service.fault);
	assert_int_equal(service.line, 5);
	assert_cell(&service.name, "a", 3);
	assert_cell(&service.protocol, "tcp", 7);
	assert_false(services_next(&services, &service));
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
an_alias_is_a_row_that_says_so(void **state)
{
	struct reading *f = take(state, "http 80/tcp www\n");

	assert_string_equal(said_all(&f->said), "");
	assert_int_equal(f->registry.row_count, 2);
	assert_string_equal(f->registry.rows[0].field[COLUMN_NAME], "http");
	assert_string_equal(f->registry.rows[0].field[COLUMN_NOTES], "");
	assert_string_equal(f->registry.rows[1].field[COLUMN_NAME], "www");
	assert_string_equal(f->registry.rows[1].field[COLUMN_NOTES],
			    "This entry is an alias to \"http\".");
	assert_int_equal(f->registry.rows[1].first, 80);
	assert_int_equal(f->registry.rows[1].transport, TRANSPORT_TCP);
}

static void
a_line_without_a_port_is_refused(void **state)
{
	struct reading *f = take(state, "a\n  b 22\nc /tcp\nd 4/\ne 5/tcp\n");

	assert_string_equal(
		said_all(&f->said),
		"x:1:1: error: 'a': no port/protocol after the name\n"
		"x:2:3: error: 'b': no port/protocol after the name\n"
		"x:3:1: error: 'c': no port/protocol after the name\n"
		"x:4:1: error: 'd': no port/protocol after the name\n");
	assert_int_equal(f->said.diag.errors, 4);
	assert_int_equal(f->registry.row_count, 1);
}

static void
a_port_that_cannot_be_is_refused_once(void **state)
{
	struct reading *f = take(state, "a 70000/tcp b c\nd 4x/tcp\n");

	assert_string_equal(said_all(&f->said),
			    "x:1:3: error: port '70000' is above 65535\n"
			    "x:2:3: error: '4x' is no port number or range\n");
	assert_int_equal(f->registry.row_count, 0);
}

static void
an_unknown_transport_is_refused(void **state)
{
	struct reading *f = take(state, "rtmp 1/ddp\n");

	assert_string_equal(said_all(&f->said),
			    "x:1:8: error: unknown transport 'ddp'\n");
}

static void
a_bad_alias_is_refused_at_its_place(void **state)
{
	struct reading *f = take(state, "a 1/tcp ok b\xc3\xa4h\n");

	assert_string_equal(said_all(&f->said),
			    "x:1:13: error: 'b\xc3\xa4h' is no service name\n");
	assert_int_equal(f->registry.row_count, 2);
}

static void
aliases_are_255_at_most(void **state)
{
	char text[2048] = "a 1/tcp";
	struct reading *f;

	for (int i = 0; i < 255; i++)
		strcat(text, " b");
	f = take(state, text);
	assert_string_equal(said_all(&f->said), "");
	assert_int_equal(f->registry.row_count, 256);
	f = take(state, strcat(text, " b"));
	assert_string_equal(said_all(&f->said),
			    "x:1:1: error: 'a': too many aliases\n");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, reading_end)
	const struct CMUnitTest tests[] = {
		TEST(a_line_is_cut_at_its_words),
		TEST(blank_lines_and_comments_are_passed_over),
		TEST(the_last_line_may_lack_its_end),
		TEST(the_comment_is_the_description),
		TEST(an_alias_is_a_row_that_says_so),
		TEST(a_line_without_a_port_is_refused),
		TEST(a_port_that_cannot_be_is_refused_once),
		TEST(an_unknown_transport_is_refused),
		TEST(a_bad_alias_is_refused_at_its_place),
		TEST(aliases_are_255_at_most),
	};

	return cmocka_run_group_tests_name("services", tests, NULL, NULL);
}
