/* SPDX-License-Identifier: MIT */
/* Ports, ranges and questions as people write them. */
#include "tests/lib/fixture.h"

#include <stdlib.h>
#include <string.h>

#include "cli/query/question.h"
#include "cli/query/runs.h"

/* What is left to be asked, NULL for nothing; or what is wrong. */
static const char *
parse(struct question *question, const char *text, const char **next)
{
	const char *fault = question_parse(question, text, next);

	free(question->text);
	return fault;
}

static void
assert_question(const char *text, const char *name, int port, int last,
		unsigned int transport)
{
	struct question question;
	const char *next;

	assert_null(parse(&question, text, &next));
	assert_null(next);
	assert_string_equal(question.name, name);
	assert_int_equal(question.numbered, port >= 0);
	if (question.numbered) {
		assert_int_equal(question.port, port);
		assert_int_equal(question.last, last);
	}
	assert_int_equal(question.transport, transport);
}

static void
a_question_is_a_name_a_port_or_a_range_with_a_transport_or_without(void **state)
{
	(void)state;
	assert_question("bpcd", "bpcd", -1, -1, 0);
	assert_question("BPCD/TCP", "BPCD", -1, -1, TRANSPORT_TCP);
	assert_question("13782", "", 13782, 13782, 0);
	assert_question("13782/udp", "", 13782, 13782, TRANSPORT_UDP);
	assert_question("6000-6063/udp", "", 6000, 6063, TRANSPORT_UDP);
	assert_question("tcp/80", "", 80, 80, TRANSPORT_TCP);
	assert_question("  80 ", "", 80, 80, 0);
	assert_question("80,", "", 80, 80, 0);
	assert_question("1000:2000", "", 1000, 2000, 0);
	/* Names of the registry that hold a slash. */
	assert_question("cl/1", "cl/1", -1, -1, 0);
	assert_question("914c/g", "914c/g", -1, -1, 0);
	assert_question("EtherNet/IP-1/sctp", "EtherNet/IP-1", -1, -1,
			TRANSPORT_SCTP);
	assert_question("3com-tsmux", "3com-tsmux", -1, -1, 0);
	assert_question("1-2a", "1-2a", -1, -1, 0);
}

static void
an_address_or_a_url_has_a_port_or_a_scheme(void **state)
{
	static const char *const of_22[] = {":22",
					    "*:22",
					    "[::]:22",
					    ":::22",
					    "::1:22",
					    "h:22",
					    "192.0.2.1:22",
					    "[fe80::1%eth0]:22",
					    "ssh://h:22/",
					    "x://h:22",
					    "x://u:p@h:22/a?b",
					    "x://[::1]:22"};

	(void)state;
	for (size_t i = 0; i < LENGTH(of_22); i++)
		assert_question(of_22[i], "", 22, 22, 0);
	assert_question("h:http-alt", "http-alt", -1, -1, 0);
	assert_question("h:22/udp", "", 22, 22, TRANSPORT_UDP);
	assert_question("tcp6:22", "", 22, 22, TRANSPORT_TCP);
	assert_question("udp://h:53", "", 53, 53, TRANSPORT_UDP);
	assert_question("https://h/a,b:1/c", "https", -1, -1, 0);
	assert_question("jdbc:postgresql://h/d", "postgresql", -1, -1, 0);
	assert_question("_http._tcp", "http", -1, -1, TRANSPORT_TCP);
	assert_question("_ipp._udp.local", "ipp", -1, -1, TRANSPORT_UDP);
	assert_question("_http", "_http", -1, -1, 0);
}

static void
commas_join_questions(void **state)
{
	struct question question;
	const char *next = "22, 80/tcp,,http,";

	(void)state;
	assert_null(parse(&question, next, &next));
	assert_int_equal(question.port, 22);
	assert_null(parse(&question, next, &next));
	assert_int_equal(question.port, 80);
	assert_int_equal(question.transport, TRANSPORT_TCP);
	assert_null(parse(&question, next, &next));
	assert_string_equal(question.name, "http");
	assert_null(next);
}

static void
what_is_no_question_is_refused(void **state)
{
	static const char *const bad[] = {
		"",          "/",     "/tcp",      "/foo",      "70000",
		"70000/tcp", "80-",   "80-/tcp",   "-",         "80/foo",
		"80/",       "udp/",  "6063-6000", ",",         "*:*",
		"h:",        "[::1]", "127.0.0.1", "2000:1000", "udp://h"};
	struct question question;
	const char *next;
	char longest[257];

	(void)state;
	for (size_t i = 0; i < LENGTH(bad); i++)
		assert_non_null(parse(&question, bad[i], &next));
	memset(longest, 'a', sizeof(longest));
	longest[256] = '\0';
	assert_non_null(parse(&question, longest, &next));
	longest[255] = '\0';
	assert_null(parse(&question, longest, &next));
}

static bool *
ports_of(const char *text)
{
	static bool ports[UINT16_MAX + 1];
	struct question question;

	memset(ports, 0, sizeof(ports));
	while (text != NULL) {
		assert_null(parse(&question, text, &text));
		memset(&ports[question.port], true,
		       (size_t)question.last - question.port + 1);
	}
	return ports;
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
		cmocka_unit_test(
			a_question_is_a_name_a_port_or_a_range_with_a_transport_or_without),
		cmocka_unit_test(an_address_or_a_url_has_a_port_or_a_scheme),
		cmocka_unit_test(commas_join_questions),
		cmocka_unit_test(what_is_no_question_is_refused),
		cmocka_unit_test(runs_are_as_long_as_they_are),
		cmocka_unit_test(ports_and_blocks_are_the_first_of_their_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
