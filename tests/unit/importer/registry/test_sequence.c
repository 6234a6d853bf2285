/* SPDX-License-Identifier: MIT */
/* Tests of the order of lines for those who take the first that fits. */
#include "importer/registry/sequence.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/fixture.h"

#define ALIAS "This entry is an alias to something."

/* Lines as "port/transport-number name ..."; then warnings, a line each. */
static void
assert_sequence(const struct small_row *rows, const char *expected)
{
	char *text, *warnings;
	size_t size, warnings_size;
	FILE *out = open_memstream(&text, &size);
	struct diag diag = {.out = open_memstream(&warnings, &warnings_size),
			    .file = "x"};
	struct collation collation;
	struct registry registry;
	uint32_t *sequence;

	read_rows(rows, &registry);
	assert_int_equal(collation_make(&collation, &registry, NULL, true), 0);
	assert_int_equal(sequence_find(&collation, &sequence, &diag), 0);
	for (size_t i = 0; i < collation.record_count; i++) {
		const struct record *record = &collation.records[sequence[i]];

		fprintf(out, "%u/%u %s\n", record->port, record->transport,
			record->names);
	}
	fclose(diag.out);
	fputs(warnings, out);
	fclose(out);
	assert_string_equal(text, expected);
	free(text);
	free(warnings);
	free(sequence);
	collation_free(&collation);
	registry_free(&registry);
}

static void
lines_are_in_the_order_of_ports(void **state)
{
	const struct small_row rows[] = {{"c", "3", "udp", NULL, NULL},
					 {"b", "2", "udp", NULL, NULL},
					 {"b", "2", "tcp", NULL, NULL},
					 {"a", "1", "tcp", NULL, NULL},
					 {0}};

	(void)state;
	assert_sequence(rows, "1/1 a\n2/1 b\n2/2 b\n3/2 c\n");
}

static void
a_name_s_tcp_line_precedes_its_udp_line_on_a_lower_port(void **state)
{
	const struct small_row rows[] = {{"first", "1", "tcp", NULL, NULL},
					 {"raid-am", "2007", "udp", NULL, NULL},
					 {"other", "2010", "tcp", NULL, NULL},
					 {"raid-am", "2013", "tcp", NULL, NULL},
					 {0}};

	(void)state;
	assert_sequence(rows, "1/1 first\n2013/1 raid-am\n2007/2 raid-am\n"
			      "2010/1 other\n");
}

static void
a_name_s_own_port_precedes_those_where_it_is_an_alias(void **state)
{
	const struct small_row rows[] = {{"main", "5", "tcp", NULL, NULL},
					 {"name", "5", "tcp", NULL, ALIAS},
					 {"name", "9", "tcp", NULL, NULL},
					 {0}};

	(void)state;
	assert_sequence(rows, "9/1 name\n5/1 main\n");
}

static void
a_port_s_tcp_line_goes_with_its_udp_line(void **state)
{
	const struct small_row rows[] = {{"main", "5", "udp", NULL, NULL},
					 {"name", "5", "udp", NULL, ALIAS},
					 {"other", "9", "tcp", NULL, NULL},
					 {"name", "9", "udp", NULL, NULL},
					 {0}};

	(void)state;
	assert_sequence(rows, "9/1 other\n9/2 name\n5/2 main\n");
}

static void
lines_that_need_others_need_those_that_these_need(void **state)
{
	const struct small_row rows[] = {
		{"a", "1", "tcp", NULL, NULL}, {"b", "1", "tcp", NULL, ALIAS},
		{"b", "2", "tcp", NULL, NULL}, {"c", "2", "tcp", NULL, ALIAS},
		{"c", "3", "tcp", NULL, NULL}, {0}};

	(void)state;
	assert_sequence(rows, "3/1 c\n2/1 b\n1/1 a\n");
}

static void
two_names_that_want_each_other_s_line_first_get_a_warning(void **state)
{
	const struct small_row rows[] = {{"a", "1", "tcp", NULL, NULL},
					 {"b", "1", "tcp", NULL, ALIAS},
					 {"b", "2", "tcp", NULL, NULL},
					 {"a", "2", "tcp", NULL, ALIAS},
					 {0}};

	(void)state;
	assert_sequence(rows, "2/1 b\n1/1 a\n"
			      "x: warning: no order of lines answers 'a' as we"
			      " do\n");
}

static void
nothing_has_an_order(void **state)
{
	const struct small_row rows[] = {{"dns-sd", NULL, "tcp", NULL, NULL},
					 {0}};

	(void)state;
	assert_sequence(rows, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_in_the_order_of_ports),
		cmocka_unit_test(
			a_name_s_tcp_line_precedes_its_udp_line_on_a_lower_port),
		cmocka_unit_test(
			a_name_s_own_port_precedes_those_where_it_is_an_alias),
		cmocka_unit_test(a_port_s_tcp_line_goes_with_its_udp_line),
		cmocka_unit_test(
			lines_that_need_others_need_those_that_these_need),
		cmocka_unit_test(
			two_names_that_want_each_other_s_line_first_get_a_warning),
		cmocka_unit_test(nothing_has_an_order),
	};

	return cmocka_run_group_tests_name("sequence", tests, NULL, NULL);
}
