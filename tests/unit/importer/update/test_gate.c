/* SPDX-License-Identifier: MIT */
/* What a registry that was fetched has to be. */
#include "importer/update/gate.h"

#include <stdio.h>
#include <string.h>

#include "tests/lib/fixture.h"

#define ROWS_MOST 20

/* ssh, http, domain, and as many more. */
static void
make(struct registry *registry, size_t more, const char *date)
{
	struct small_row rows[ROWS_MOST] = {
		{"ssh", "22", "tcp", "S", NULL},
		{"http", "80", "tcp", "H", NULL},
		{"domain", "53", "tcp", "D", NULL},
	};

	for (size_t i = 0; i < more; i++)
		rows[3 + i] = (struct small_row){"more", "99", "tcp", "", NULL};
	read_rows(rows, registry);
	strcpy(registry->date, date);
}

static int
recognise(struct registry *registry, enum form form)
{
	struct diag silent = {.out = NULL, .file = "test"};
	int result = gate_recognise(registry, form, &silent);

	assert_int_equal(silent.errors, result == 0 ? 0 : 1);
	return result;
}

static void
ssh_http_and_domain_are_on_a_port(void **state)
{
	struct registry registry;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		make(&registry, 7, "2026-05-05");
		registry.rows[i].numbered = false;
		assert_int_equal(recognise(&registry, FORM_XML),
				 RESULT_REFUSED);
		registry_free(&registry);
	}
}

static void
a_registry_has_a_date(void **state)
{
	struct registry registry;

	(void)state;
	make(&registry, 7, "");
	assert_int_equal(recognise(&registry, FORM_XML), RESULT_REFUSED);
	registry_free(&registry);
}

static void
a_services_file_is_no_registry(void **state)
{
	struct registry registry;

	(void)state;
	make(&registry, 7, "2026-05-05");
	assert_int_equal(recognise(&registry, FORM_SERVICES), RESULT_REFUSED);
	assert_int_equal(recognise(&registry, FORM_CSV), 0);
	registry_free(&registry);
}

/* Held against 10 rows and 10 services of a date. */
static int
compare_with(const char *active_date, const char *rows, const char *assigned,
	     const char *date, bool fetched)
{
	const char *active[META_FIELDS] = {[META_DATE] = active_date,
					   [META_ROWS] = "10",
					   [META_ASSIGNED] = "10"};
	const char *made[META_FIELDS] = {[META_DATE] = date,
					 [META_ROWS] = rows,
					 [META_ASSIGNED] = assigned};
	struct diag silent = {.out = NULL, .file = "test"};
	int result = gate_compare(made, active, fetched, &silent);

	assert_int_equal(silent.errors, result == 0 ? 0 : 1);
	return result;
}

static int
compare(const char *rows, const char *assigned, const char *date, bool fetched)
{
	return compare_with("2026-05-05", rows, assigned, date, fetched);
}

static void
nine_tenths_are_enough(void **state)
{
	(void)state;
	assert_int_equal(compare("9", "9", "2026-05-05", true), 0);
	assert_int_equal(compare("8", "9", "2026-05-05", true), RESULT_REFUSED);
	assert_int_equal(compare("9", "8", "2026-05-05", true), RESULT_REFUSED);
	assert_int_equal(compare("8", "9", "2026-05-05", false), 0);
	assert_int_equal(compare("9", "8", "2026-05-05", false),
			 RESULT_REFUSED);
}

static void
what_was_fetched_is_no_older(void **state)
{
	(void)state;
	assert_int_equal(compare("10", "10", "2026-05-06", true), 0);
	assert_int_equal(compare("10", "10", "2026-05-04", true),
			 RESULT_REFUSED);
	assert_int_equal(compare("10", "10", "2026-05-04", false), 0);
}

static void
a_date_ahead_keeps_nothing_away(void **state)
{
	(void)state;
	assert_int_equal(
		compare_with("2062-05-05", "10", "10", "2026-05-05", true), 0);
	assert_int_equal(
		compare_with("2062-05-05", "8", "10", "2026-05-05", true),
		RESULT_REFUSED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ssh_http_and_domain_are_on_a_port),
		cmocka_unit_test(a_registry_has_a_date),
		cmocka_unit_test(a_services_file_is_no_registry),
		cmocka_unit_test(nine_tenths_are_enough),
		cmocka_unit_test(what_was_fetched_is_no_older),
		cmocka_unit_test(a_date_ahead_keeps_nothing_away),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
