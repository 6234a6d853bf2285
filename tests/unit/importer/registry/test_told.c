/* SPDX-License-Identifier: MIT */
/* Tests of what ports are told: names that lead back, and no others. */
#include "tests/lib/fixture.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "importer/registry/collate.h"

#define LOCAL TEST_DATABASE ".told"
#define ALIAS "This entry is an alias to something."

struct fixture {
	struct registry registry;
	struct local local;
	struct collation collation;
};

static int
set_up(void **state)
{
	*state = calloc(1, sizeof(struct fixture));
	return *state == NULL;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	collation_free(&f->collation);
	registry_free(&f->registry);
	local_free(&f->local);
	free(f);
	unlink(LOCAL);
	return 0;
}

static struct fixture *
collate(void **state, const struct small_row *rows, const char *local)
{
	struct fixture *f = *state;
	struct diag diag = {.out = NULL};

	replace_file(LOCAL, local, strlen(local));
	assert_int_equal(local_read(&f->local, LOCAL, NULL, &diag), 0);
	read_rows(rows, &f->registry);
	assert_int_equal(
		collation_make(&f->collation, &f->registry, &f->local, false),
		0);
	return f;
}

static void
print_record(FILE *out, const struct record *record)
{
	const char *name = record->names;

	fprintf(out, "%u/%u", record->port, record->transport);
	for (unsigned int i = 0; i <= record->aliases; i++) {
		fprintf(out, " %s", name);
		name += strlen(name) + 1;
	}
	fputc('\n', out);
}

/* Ports as "port/transport-number name ...", a line each. */
static void
assert_told(const struct fixture *f, const char *expected)
{
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	for (size_t i = 0; i < f->collation.record_count; i++)
		print_record(out, &f->collation.records[i]);
	fclose(out);
	assert_string_equal(text, expected);
	free(text);
}

/* What a name is answered with, in the same form. */
static void
assert_found(const struct fixture *f, const char *name, unsigned int transport,
	     const char *expected)
{
	const struct record *record =
		collation_answer(&f->collation, name, transport);
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (record != NULL)
		print_record(out, record);
	fclose(out);
	assert_string_equal(text, expected);
	free(text);
}

static void
assert_untold(const struct fixture *f, size_t elsewhere, size_t local,
	      size_t nowhere)
{
	assert_int_equal(f->collation.untold[UNTOLD_ELSEWHERE], elsewhere);
	assert_int_equal(f->collation.untold[UNTOLD_LOCAL], local);
	assert_int_equal(f->collation.untold[UNTOLD_NOWHERE], nowhere);
}

static void
a_range_is_told_at_its_first_port(void **state)
{
	const struct small_row rows[] = {{"x11", "6000-6002", "", NULL, NULL},
					 {0}};
	struct fixture *f = collate(state, rows, "");

	assert_told(f, "6000/1 x11\n6000/2 x11\n");
	assert_found(f, "X11", TRANSPORT_UDP, "6000/2 x11\n");
	assert_int_equal(f->collation.pair_count, 6);
	assert_untold(f, 4, 0, 0);
}

static void
a_name_means_one_port_with_and_without_a_transport(void **state)
{
	const struct small_row rows[] = {{"dectalk", "2007", "tcp", NULL, NULL},
					 {"raid-am", "2007", "udp", NULL, NULL},
					 {"raid-am", "2013", "tcp", NULL, NULL},
					 {0}};
	struct fixture *f = collate(state, rows, "");

	assert_told(f, "2007/1 dectalk\n2013/1 raid-am\n");
	assert_untold(f, 1, 0, 0);
	/* Whoever asks for it finds it all the same. */
	assert_found(f, "raid-am", TRANSPORT_UDP, "2007/2 raid-am\n");
	assert_found(f, "raid-am", TRANSPORT_ANY, "2013/1 raid-am\n");
}

static void
a_port_is_told_under_its_first_other_name_that_leads_back(void **state)
{
	const struct small_row rows[] = {{"main", "5", "tcp", NULL, NULL},
					 {"second", "5", "tcp", NULL, NULL},
					 {"third", "5", "tcp", NULL, NULL},
					 {"main", "4", "tcp", NULL, NULL},
					 {0}};
	struct fixture *f;

	f = collate(state, rows, "main 9/tcp\nsecond 10/udp\n");
	assert_told(f, "5/1 third\n");
	assert_untold(f, 0, 1, 0);
}

static void
an_alias_that_leads_elsewhere_is_left_out(void **state)
{
	const struct small_row rows[] = {{"main", "5", "tcp", NULL, NULL},
					 {"name", "5", "tcp", NULL, ALIAS},
					 {"name", "9", "tcp", NULL, NULL},
					 {0}};
	struct fixture *f = collate(state, rows, "");

	assert_told(f, "5/1 main\n9/1 name\n");
	assert_untold(f, 0, 0, 0);
}

/* By that name the local file's port is found, or nothing. */
static void
a_port_with_a_local_name_is_not_told(void **state)
{
	const struct small_row rows[] = {{"smtp", "25", "udp", NULL, NULL},
					 {"http-alt", "591", "tcp", NULL, NULL},
					 {"alfin", "16003", "udp", NULL, NULL},
					 {0}};
	struct fixture *f;

	f = collate(state, rows, "smtp 25/tcp\nHTTP-Alt 8080/tcp\n");
	assert_told(f, "16003/2 alfin\n");
	assert_untold(f, 0, 1, 1);
	assert_found(f, "smtp", TRANSPORT_UDP, "");
}

/* The pair is the local file's, and the registry's name for it leads there. */
static void
a_name_of_a_local_pair_is_found(void **state)
{
	const struct small_row rows[] = {{"ours", "80", "tcp", NULL, NULL},
					 {0}};
	struct fixture *f = collate(state, rows, "theirs 80/tcp\n");

	assert_found(f, "ours", TRANSPORT_TCP, "80/1 ours\n");
	assert_untold(f, 0, 0, 0);
}

static void
count_lines(void **state, const char *text, const char *local, bool all_pairs)
{
	struct fixture *f = *state;
	struct source source = {.text = (char *)text, .length = strlen(text)};
	struct services services = {.lines = NULL};
	struct diag diag = {.out = NULL};

	replace_file(LOCAL, local, strlen(local));
	assert_int_equal(local_read(&f->local, LOCAL, NULL, &diag), 0);
	assert_int_equal(services_add(&services, &source, "x", &diag), 0);
	assert_int_equal(services_sort(&services), 0);
	collation_count(&f->collation, &services, &f->local, all_pairs);
	services_free(&services);
	local_free(&f->local);
}

/* The pair 80/tcp has a name of its own left, 1/ddp is none of ours. */
static const char lines[] = "web 80/tcp\nhttp 80/tcp\nweb 81/tcp www\n"
			    "dns 53/udp\nlocal 9/tcp\nrtmp 1/ddp\n";
static const char site[] = "web 8080/tcp\nWWW 8080/tcp\ndns 53/tcp\n"
			   "discard 9/tcp local\n";

static void
of_lines_a_pair_is_not_told_if_the_local_file_has_its_names(void **state)
{
	struct fixture *f = *state;

	count_lines(state, lines, site, false);
	assert_int_equal(f->collation.pair_count, 4);
	assert_int_equal(f->collation.untold[UNTOLD_ELSEWHERE], 0);
	assert_int_equal(f->collation.untold[UNTOLD_LOCAL], 1);
	assert_int_equal(f->collation.untold[UNTOLD_NOWHERE], 1);
}

static void
of_lines_every_pair_is_told_if_that_is_asked_for(void **state)
{
	struct fixture *f = *state;

	count_lines(state, lines, site, true);
	assert_int_equal(f->collation.pair_count, 4);
	for (size_t i = 0; i < UNTOLD_REASONS; i++)
		assert_int_equal(f->collation.untold[i], 0);
	assert_true(f->collation.all_pairs);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_range_is_told_at_its_first_port),
		TEST(a_name_means_one_port_with_and_without_a_transport),
		TEST(a_port_is_told_under_its_first_other_name_that_leads_back),
		TEST(an_alias_that_leads_elsewhere_is_left_out),
		TEST(a_port_with_a_local_name_is_not_told),
		TEST(a_name_of_a_local_pair_is_found),
		TEST(of_lines_a_pair_is_not_told_if_the_local_file_has_its_names),
		TEST(of_lines_every_pair_is_told_if_that_is_asked_for),
	};

	return cmocka_run_group_tests_name("told", tests, NULL, NULL);
}
