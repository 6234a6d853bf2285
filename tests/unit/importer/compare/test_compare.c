/* SPDX-License-Identifier: MIT */
/* Tests of the comparison of two registries. */
#include "importer/compare/compare.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/fixture.h"

#define ALIAS "This entry is an alias to something."

/* Changes as "kind first-last/transport-number from>to", a line each. */
static void
assert_changes(const struct small_row *old, const struct small_row *new,
	       const char *expected)
{
	struct registry before, after;
	struct comparison comparison;
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	read_rows(old, &before);
	read_rows(new, &after);
	assert_int_equal(comparison_make(&comparison, &before, &after), 0);
	for (size_t i = 0; i < comparison.changes.count; i++) {
		const struct change *change = &comparison.changes.list[i];

		fprintf(out, "%s %u-%u/%u", change_name(change->kind),
			change->first, change->last, change->transport);
		if (change->from != NULL)
			fprintf(out, " %s>%s", change->from, change->to);
		fprintf(out, "%s\n", change->fields == 0 ? "" : " fields");
	}
	fclose(out);
	assert_string_equal(text, expected);
	free(text);
	comparison_free(&comparison);
	registry_free(&before);
	registry_free(&after);
}

static void
the_order_of_rows_does_not_count(void **state)
{
	const struct small_row old[] = {{"a", "1", "tcp", "A", NULL},
					{"b", "2", "tcp", "B", NULL},
					{0}};
	const struct small_row new[] = {{"b", "2", "tcp", "B", NULL},
					{"a", "1", "tcp", "A", NULL},
					{0}};

	(void)state;
	assert_changes(old, new, "");
}

static void
white_space_does_not_count_but_where_it_parts_words(void **state)
{
	const struct small_row old[] = {{"a", "1", "tcp", "a  b\nc", NULL},
					{"b", "2", "tcp", "ab", NULL},
					{0}};
	const struct small_row new[] = {{"a", "1", "tcp", "a b c", NULL},
					{"b", "2", "tcp", "a b", NULL},
					{0}};

	(void)state;
	assert_changes(old, new, "changed 2-2/1 fields\n");
}

static void
unassigned_blocks_do_not_count_unless_they_say_more(void **state)
{
	const struct small_row old[] = {{NULL, "3-9", NULL, "Unassigned", NULL},
					{NULL, "20", NULL, "Unassigned", NULL},
					{0}};
	const struct small_row new[] = {{NULL, "3-8", NULL, "Unassigned", NULL},
					{NULL, "20", NULL, "Unassigned", "Why"},
					{0}};

	(void)state;
	assert_changes(old, new, "added 20-20/0\n");
}

static void
the_same_row_twice_is_two_rows(void **state)
{
	const struct small_row old[] = {{"a", "1", "tcp", NULL, NULL},
					{"a", "1", "tcp", NULL, NULL},
					{0}};
	const struct small_row new[] = {{"a", "1", "tcp", NULL, NULL}, {0}};

	(void)state;
	assert_changes(old, new, "removed 1-1/1\n");
	assert_changes(new, old, "added 1-1/1\n");
}

static void
an_alias_replaced_by_another_renames_nothing(void **state)
{
	const struct small_row old[] = {{"main", "1", "tcp", NULL, NULL},
					{"one", "1", "tcp", NULL, ALIAS},
					{0}};
	const struct small_row new[] = {{"main", "1", "tcp", NULL, NULL},
					{"two", "1", "tcp", NULL, ALIAS},
					{0}};

	(void)state;
	assert_changes(old, new, "removed 1-1/1\nadded 1-1/1\n");
}

static void
a_rank_that_changes_renames_the_ports_of_a_range_at_once(void **state)
{
	const struct small_row old[] = {{"a", "5-9", NULL, NULL, NULL},
					{"b", "6-8", "udp", NULL, NULL},
					{0}};
	const struct small_row new[] = {{"a", "5-9", NULL, NULL, ALIAS},
					{"b", "6-8", "udp", NULL, NULL},
					{0}};

	(void)state;
	assert_changes(old, new, "changed 5-9/0 fields\nrenamed 6-8/2 a>b\n");
}

/* Both rows stand for tcp and udp, but udp had yet another name. */
static void
two_rows_explain_no_more_than_they_rename(void **state)
{
	const struct small_row old[] = {{"old", "5", NULL, NULL, ALIAS},
					{"third", "5", "udp", NULL, NULL},
					{0}};
	const struct small_row new[] = {{"new", "5", NULL, NULL, NULL},
					{"third", "5", "udp", NULL, ALIAS},
					{0}};

	(void)state;
	assert_changes(old, new,
		       "renamed 5-5/0 old>new fields\n"
		       "renamed 5-5/2 third>new\nchanged 5-5/2 fields\n");
}

static void
a_name_may_move_onto_a_port_that_is_renamed_by_that(void **state)
{
	const struct small_row old[] = {{"a", "1", "tcp", NULL, NULL},
					{"b", "2", "tcp", NULL, NULL},
					{0}};
	const struct small_row new[] = {{"a", "2", "tcp", NULL, NULL}, {0}};

	(void)state;
	assert_changes(old, new,
		       "removed 2-2/1\nrenamed 2-2/1 b>a\nmoved 2-2/1\n");
}

static void
nothing_changes_into_nothing(void **state)
{
	const struct small_row none[] = {{0}};
	const struct small_row one[] = {{"sd", NULL, "tcp", NULL, NULL}, {0}};

	(void)state;
	assert_changes(none, none, "");
	assert_changes(none, one, "added 0-0/1\n");
	assert_changes(one, none, "removed 0-0/1\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_order_of_rows_does_not_count),
		cmocka_unit_test(
			white_space_does_not_count_but_where_it_parts_words),
		cmocka_unit_test(
			unassigned_blocks_do_not_count_unless_they_say_more),
		cmocka_unit_test(the_same_row_twice_is_two_rows),
		cmocka_unit_test(an_alias_replaced_by_another_renames_nothing),
		cmocka_unit_test(
			a_rank_that_changes_renames_the_ports_of_a_range_at_once),
		cmocka_unit_test(two_rows_explain_no_more_than_they_rename),
		cmocka_unit_test(
			a_name_may_move_onto_a_port_that_is_renamed_by_that),
		cmocka_unit_test(nothing_changes_into_nothing),
	};

	return cmocka_run_group_tests_name("compare", tests, NULL, NULL);
}
