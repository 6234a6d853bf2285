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

/* check FORM, held against 10 rows of 2026-05-05. */
static int
check_form(struct registry *registry, enum form form, bool force)
{
	struct diag silent = {.out = NULL, .file = "test"};
	struct registry in_force;
	int result;

	make(&in_force, 7, "2026-05-05");
	result = gate_check(registry, form, &in_force, force, &silent);
	assert_int_equal(silent.errors, result == 0 ? 0 : 1);
	registry_free(&in_force);
	return result;
}

static int
check(size_t more, const char *date, bool force)
{
	struct registry registry;
	int result;

	make(&registry, more, date);
	result = check_form(&registry, FORM_XML, force);
	registry_free(&registry);
	return result;
}

static void
nine_tenths_of_the_rows_are_enough(void **state)
{
	(void)state;
	assert_int_equal(check(7, "2026-05-05", false), 0);
	assert_int_equal(check(6, "2026-05-05", false), 0);
	assert_int_equal(check(5, "2026-05-05", false), RESULT_REFUSED);
	assert_int_equal(check(5, "2026-05-05", true), 0);
}

static void
no_older_registry_is_taken_unless_forced(void **state)
{
	(void)state;
	assert_int_equal(check(7, "2026-05-06", false), 0);
	assert_int_equal(check(7, "2026-05-04", false), RESULT_REFUSED);
	assert_int_equal(check(7, "2026-05-04", true), 0);
	assert_int_equal(check(7, "", true), RESULT_REFUSED);
}

static void
a_first_registry_has_nothing_to_be_held_against(void **state)
{
	struct diag silent = {.out = NULL, .file = "test"};
	struct registry registry, none = {0};

	(void)state;
	make(&registry, 0, "1999-01-01");
	assert_int_equal(gate_check(&registry, FORM_CSV, &none, false, &silent),
			 0);
	registry_free(&registry);
}

static void
ssh_http_and_domain_are_on_a_port(void **state)
{
	struct registry registry;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		make(&registry, 7, "2026-05-05");
		registry.rows[i].numbered = false;
		assert_int_equal(check_form(&registry, FORM_XML, true),
				 RESULT_REFUSED);
		registry_free(&registry);
	}
}

static void
a_services_file_is_no_registry(void **state)
{
	struct registry registry;

	(void)state;
	make(&registry, 7, "2026-05-05");
	assert_int_equal(check_form(&registry, FORM_SERVICES, true),
			 RESULT_REFUSED);
	assert_int_equal(check_form(&registry, FORM_CSV, false), 0);
	registry_free(&registry);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nine_tenths_of_the_rows_are_enough),
		cmocka_unit_test(no_older_registry_is_taken_unless_forced),
		cmocka_unit_test(
			a_first_registry_has_nothing_to_be_held_against),
		cmocka_unit_test(ssh_http_and_domain_are_on_a_port),
		cmocka_unit_test(a_services_file_is_no_registry),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
