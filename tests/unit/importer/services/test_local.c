/* Tests of what the local authority knows. */
#include "tests/lib/fixture.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/format.h"
#include "importer/services/local.h"
#include "tests/lib/said.h"

#define LOCAL TEST_DATABASE ".local"

struct fixture {
	struct local local;
	struct said said;
};

static int
set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	assert_non_null(f);
	said_begin(&f->said, "x");
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	unlink(LOCAL);
	said_end(&f->said);
	local_free(&f->local);
	free(f);
	return 0;
}

static struct local *
take(void **state, const char *text)
{
	struct fixture *f = *state;

	replace_file(LOCAL, text, strlen(text));
	assert_int_equal(local_read(&f->local, LOCAL, &f->said.diag), 0);
	return &f->local;
}

static void
assert_messages(void **state, const char *expected)
{
	const struct fixture *f = *state;

	assert_string_equal(said_all(&f->said), expected);
}

static void
a_pair_is_known_on_its_port_and_transport_alone(void **state)
{
	struct local *local = take(state, "ssh 22/tcp\n");

	assert_messages(state, "");
	assert_true(local_has_pair(local, 22, TRANSPORT_TCP));
	assert_false(local_has_pair(local, 22, TRANSPORT_UDP));
	assert_false(local_has_pair(local, 23, TRANSPORT_TCP));
	assert_false(local_has_pair(local, 22 << 8, TRANSPORT_TCP));
}

static void
the_first_and_the_last_port_are_known(void **state)
{
	struct local *local = take(state, "low 0/sctp\nhigh 65535/dccp\n");

	assert_messages(state, "");
	assert_true(local_has_pair(local, 0, TRANSPORT_SCTP));
	assert_true(local_has_pair(local, 65535, TRANSPORT_DCCP));
}

static void
names_and_aliases_are_known_in_lower_case(void **state)
{
	struct local *local =
		take(state, "HTTP 80/tcp WWW Web # world\nb 1/udp\n");

	assert_true(local_has_name(local, "http"));
	assert_true(local_has_name(local, "www"));
	assert_true(local_has_name(local, "web"));
	assert_true(local_has_name(local, "b"));
	assert_false(local_has_name(local, "world"));
	assert_false(local_has_name(local, "htt"));
	assert_false(local_has_name(local, "https"));
	assert_false(local_has_name(local, ""));
}

static void
a_name_answers_on_its_transports_alone(void **state)
{
	struct local *local = take(state, "A 1/tcp b\nb 2/udp\nb 3/ddp\n");

	assert_true(local_answers(local, "a", TRANSPORT_TCP));
	assert_false(local_answers(local, "a", TRANSPORT_UDP));
	assert_true(local_answers(local, "b", TRANSPORT_TCP));
	assert_true(local_answers(local, "b", TRANSPORT_UDP));
	assert_false(local_answers(local, "b", TRANSPORT_SCTP));
	assert_false(local_answers(local, "c", TRANSPORT_TCP));
}

static void
a_name_given_twice_is_kept_once(void **state)
{
	struct local *local = take(state, "a 1/tcp b\nA 1/udp B\nb 2/tcp\n");

	assert_int_equal(local->name_count, 2);
	assert_string_equal(local->names[0].folded, "a");
	assert_string_equal(local->names[1].folded, "b");
}

static void
many_names_are_all_known(void **state)
{
	char text[16384] = "", line[32];
	struct local *local;

	for (int i = 999; i > 0; i--) {
		snprintf(line, sizeof(line), "n%d %d/tcp\n", i, i);
		strcat(text, line);
	}
	local = take(state, text);
	assert_int_equal(local->name_count, 999);
	for (uint16_t i = 1; i < 1000; i++) {
		snprintf(line, sizeof(line), "n%d", i);
		assert_true(local_has_name(local, line));
		assert_true(local_has_pair(local, i, TRANSPORT_TCP));
	}
}

static void
a_name_on_a_transport_that_is_not_ours_counts_all_the_same(void **state)
{
	struct local *local = take(state, "rtmp 1/ddp\n");

	assert_messages(state, "");
	assert_true(local_has_name(local, "rtmp"));
	for (unsigned int t = TRANSPORT_TCP; t <= TRANSPORT_DCCP; t++)
		assert_false(local_has_pair(local, 1, t));
}

static void
lines_without_sense_are_passed_over_with_a_warning(void **state)
{
	struct local *local =
		take(state, "a\n\nb 4294967296/tcp\nc x1/tcp\n\td 4 \n"
			    "e 5/tcp\n");

	assert_messages(state,
			"x:1:1: warning: no port/protocol after the name;"
			" line passed over\n"
			"x:3:3: warning: '4294967296' is no port; line passed"
			" over\n"
			"x:4:3: warning: 'x1' is no port; line passed over\n"
			"x:5:1: warning: no port/protocol after the name;"
			" line passed over\n");
	assert_int_equal(((struct fixture *)*state)->said.diag.errors, 0);
	assert_int_equal(local->name_count, 1);
	assert_true(local_has_name(local, "e"));
}

/* As getent(1) says of such a file. */
static void
numbers_are_read_as_glibc_reads_them(void **state)
{
	struct local *local =
		take(state, "a 010/tcp\nb 70000/udp\nc 96\nd 92//tcp x\n");

	assert_messages(state,
			"x:1:3: warning: '010' is port 8 to glibc\n"
			"x:2:3: warning: '70000' is port 4464 to glibc\n"
			"x:3:3: warning: no transport behind the port\n");
	assert_true(local_has_pair(local, 8, TRANSPORT_TCP));
	assert_true(local_has_pair(local, 4464, TRANSPORT_UDP));
	assert_true(local_has_pair(local, 92, TRANSPORT_TCP));
	for (unsigned int t = TRANSPORT_TCP; t <= TRANSPORT_DCCP; t++)
		assert_false(local_has_pair(local, 96, t));
	assert_true(local_has_name(local, "c"));
	assert_true(local_has_name(local, "x"));
}

static void
warnings_can_be_left_out(void **state)
{
	((struct fixture *)*state)->said.diag.quiet = true;
	take(state, "a\n");
	assert_messages(state, "");
}

static void
a_file_of_comments_knows_nothing(void **state)
{
	struct local *local = take(state, "# ssh 22/tcp\n\n");

	assert_messages(state, "");
	assert_int_equal(local->name_count, 0);
	assert_false(local_has_name(local, "ssh"));
	assert_false(local_has_pair(local, 22, TRANSPORT_TCP));
}

static void
a_file_that_cannot_be_read_is_refused(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(
		local_read(&f->local, "/nonexistent/file", &f->said.diag),
		RESULT_REFUSED);
	assert_messages(state, "x: error: No such file or directory\n");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_pair_is_known_on_its_port_and_transport_alone),
		TEST(the_first_and_the_last_port_are_known),
		TEST(names_and_aliases_are_known_in_lower_case),
		TEST(a_name_answers_on_its_transports_alone),
		TEST(a_name_given_twice_is_kept_once),
		TEST(many_names_are_all_known),
		TEST(a_name_on_a_transport_that_is_not_ours_counts_all_the_same),
		TEST(lines_without_sense_are_passed_over_with_a_warning),
		TEST(numbers_are_read_as_glibc_reads_them),
		TEST(warnings_can_be_left_out),
		TEST(a_file_of_comments_knows_nothing),
		TEST(a_file_that_cannot_be_read_is_refused),
	};

	return cmocka_run_group_tests_name("local", tests, NULL, NULL);
}
