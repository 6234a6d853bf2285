/* SPDX-License-Identifier: MIT */
/* Ports, ranges and questions as people write them. */
#include "tests/lib/fixture.h"

#include <stdlib.h>
#include <string.h>

#include "cli/query/ports.h"
#include "cli/query/runs.h"

static void
commas_join_ranges(void **state)
{
	struct ports *ports = calloc(1, sizeof(*ports));

	(void)state;
	assert_null(ports_add(ports, "80,6000-6001,65535"));
	assert_false(ports->has[79]);
	assert_true(ports->has[80]);
	assert_false(ports->has[81]);
	assert_true(ports->has[6001]);
	assert_true(ports->has[65535]);
	assert_true(ports_meet(ports, 0, 80));
	assert_false(ports_meet(ports, 81, 5999));
	assert_true(ports_meet(ports, 6002, 65535));
	assert_non_null(ports_add(ports, ""));
	assert_non_null(ports_add(ports, "80,"));
	assert_non_null(ports_add(ports, ",80"));
	free(ports);
}

static void
a_question_is_a_name_or_a_port_with_a_transport_or_without(void **state)
{
	static const struct {
		const char *text, *name;
		int port;
		unsigned int transport;
	} good[] = {
		{"bpcd", "bpcd", -1, 0},
		{"BPCD/TCP", "BPCD", -1, TRANSPORT_TCP},
		{"13782", "", 13782, 0},
		{"13782/udp", "", 13782, TRANSPORT_UDP},
		/* Names of the registry that hold a slash. */
		{"cl/1", "cl/1", -1, 0},
		{"914c/g", "914c/g", -1, 0},
		{"EtherNet/IP-1/sctp", "EtherNet/IP-1", -1, TRANSPORT_SCTP},
		{"3com-tsmux", "3com-tsmux", -1, 0},
		{"1-2a", "1-2a", -1, 0},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(good); i++) {
		struct question question;

		assert_null(question_parse(&question, good[i].text));
		assert_string_equal(question.name, good[i].name);
		assert_int_equal(question.numbered, good[i].port >= 0);
		if (question.numbered)
			assert_int_equal(question.port, good[i].port);
		assert_int_equal(question.transport, good[i].transport);
	}
}

static void
what_is_no_question_is_refused(void **state)
{
	static const char *const bad[] = {
		"",          "/",      "/tcp",    "/foo",     "70000",
		"70000/tcp", "80-",    "80-/tcp", "-",        "80/foo",
		"80/",       "tcp/80", "udp/",    "6000-6063"};
	struct question question;
	char longest[257];

	(void)state;
	for (size_t i = 0; i < LENGTH(bad); i++)
		assert_non_null(question_parse(&question, bad[i]));
	memset(longest, 'a', sizeof(longest));
	longest[256] = '\0';
	assert_non_null(question_parse(&question, longest));
	longest[255] = '\0';
	assert_null(question_parse(&question, longest));
}

static bool *
ports_of(const char *text)
{
	static struct ports ports;

	memset(&ports, 0, sizeof(ports));
	assert_null(ports_add(&ports, text));
	return ports.has;
}

static void
assert_runs(const char *text, size_t size, size_t most, const char *expected)
{
	struct runs runs = runs_find(ports_of(text), size, most);
	char found[256] = "";

	for (size_t i = 0; i < runs.count; i++) {
		char run[RANGE_SIZE];

		range_print(run, runs.list[i]);
		strcat(strcat(found, run), " ");
	}
	assert_string_equal(found, expected);
	free(runs.list);
}

static void
runs_are_as_long_as_they_are(void **state)
{
	(void)state;
	assert_runs("0,5-9,11,65534-65535", 0, 0, "0 5-9 11 65534-65535 ");
	assert_runs("0-65535", 0, 0, "0-49151 49152-65535 ");
}

static void
ports_and_blocks_are_the_first_of_their_size(void **state)
{
	(void)state;
	assert_runs("5-9,11", 0, 3, "5 6 7 ");
	assert_runs("5-9,11", 0, 9, "5 6 7 8 9 11 ");
	assert_runs("0,5-9,20-30", 3, 0, "5-7 ");
	assert_runs("0,5-9,20-30", 3, 4, "5-7 20-22 23-25 26-28 ");
	assert_runs("65530-65535", 6, 2, "65530-65535 ");
	assert_runs("49150-49153", 3, 1, "");
	assert_runs("49150-49154", 3, 1, "49152-49154 ");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(commas_join_ranges),
		cmocka_unit_test(
			a_question_is_a_name_or_a_port_with_a_transport_or_without),
		cmocka_unit_test(what_is_no_question_is_refused),
		cmocka_unit_test(runs_are_as_long_as_they_are),
		cmocka_unit_test(ports_and_blocks_are_the_first_of_their_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
