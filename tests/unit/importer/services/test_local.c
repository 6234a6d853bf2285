/* SPDX-License-Identifier: MIT */
/* Tests of what the local files know. */
#include "tests/lib/fixture.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/format.h"
#include "importer/root.h"
#include "importer/services/local.h"
#include "tests/lib/said.h"

#define LOCAL TEST_DATABASE ".local"
#define OTHER TEST_DATABASE ".other"

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
	unlink(OTHER);
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
	assert_int_equal(local_read(&f->local, LOCAL, NULL, &f->said.diag), 0);
	return &f->local;
}

/* Messages on the file, but for its name in front of each. */
static void
assert_messages(void **state, const char *expected)
{
	const struct fixture *f = *state;
	char said[2048] = "";

	for (const char *line = said_all(&f->said); *line != '\0';) {
		size_t length = strcspn(line, "\n") + 1;

		assert_int_equal(strncmp(line, LOCAL ":", sizeof(LOCAL)), 0);
		strncat(said, line + sizeof(LOCAL), length - sizeof(LOCAL));
		line += length;
	}
	assert_string_equal(said, expected);
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
names_and_aliases_are_known_in_whatever_case(void **state)
{
	struct local *local =
		take(state, "HTTP 80/tcp WWW Web # world\nb 1/udp\n");

	assert_true(local_has_name(local, "http"));
	assert_true(local_has_name(local, "www"));
	assert_true(local_has_name(local, "web"));
	assert_true(local_has_name(local, "B"));
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
	assert_true(local_answers(local, "B", TRANSPORT_UDP));
	assert_false(local_answers(local, "b", TRANSPORT_SCTP));
	assert_false(local_answers(local, "c", TRANSPORT_TCP));
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
	assert_int_equal(local->services.name_count, 999);
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

	assert_messages(
		state,
		"1:1: warning: no port/protocol after the name; line skipped\n"
		"3:3: warning: '4294967296' is not a port; line skipped\n"
		"4:3: warning: 'x1' is not a port; line skipped\n"
		"5:1: warning: no port/protocol after the name; line "
		"skipped\n");
	assert_int_equal(((struct fixture *)*state)->said.diag.errors, 0);
	assert_int_equal(local->services.count, 1);
	assert_int_equal(local->services.passed, 4);
	assert_true(local_has_name(local, "e"));
}

/* As getent(1) says of such a file. */
static void
numbers_are_read_as_glibc_reads_them(void **state)
{
	struct local *local =
		take(state, "a +8/tcp\nb 70000/udp\nc 96\nd 92/tcp x\n");

	assert_messages(state, "1:3: warning: '+8' is port 8 to glibc\n"
			       "2:3: warning: '70000' is port 4464 to glibc\n"
			       "3:3: warning: no transport after the port\n");
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
	assert_int_equal(local->services.name_count, 0);
	assert_false(local_has_name(local, "ssh"));
	assert_false(local_has_pair(local, 22, TRANSPORT_TCP));
}

static void
any_byte_but_nul_is_good_in_a_name(void **state)
{
	struct local *local = take(state, "caf\xe9 1/tcp\nssh 22/tcp # M\xfc\n"
					  "\xef\xbb\xbfmark 2/tcp\n");

	assert_messages(state, "");
	assert_true(local_has_name(local, "caf\xe9"));
	assert_true(local_has_name(local, "ssh"));
	assert_true(local_has_name(local, "\xef\xbb\xbfmark"));
	assert_false(local_has_name(local, "mark"));
}

/* As getent(1) says of such a file. */
static void
a_nul_ends_its_line(void **state)
{
	static const char text[] = "a 1/tcp b\0c d\ne\0f 2/tcp\ng 3/tcp\n";
	struct fixture *f = *state;

	replace_file(LOCAL, text, sizeof(text) - 1);
	assert_int_equal(local_read(&f->local, LOCAL, NULL, &f->said.diag), 0);
	assert_int_equal(f->local.services.name_count, 3);
	assert_true(local_has_name(&f->local, "b"));
	assert_true(local_has_name(&f->local, "g"));
}

static void
aliases_beyond_those_of_a_record_count_too(void **state)
{
	char text[4096] = "a 1/tcp";
	struct local *local;

	for (int i = 0; i < 300; i++)
		snprintf(text + strlen(text), 8, " b%d", i);
	local = take(state, strcat(text, "\n"));
	assert_true(local_has_name(local, "b299"));
}

/* Of a name in several files the first line is the first file's. */
static void
several_files_are_read_in_their_order(void **state)
{
	struct fixture *f = *state;

	replace_file(OTHER, "b 2/tcp\na 3/tcp\n", 16);
	replace_file(LOCAL, "a 1/tcp\n", 8);
	assert_int_equal(
		local_read(&f->local, LOCAL ":" OTHER, NULL, &f->said.diag), 0);
	assert_string_equal(f->local.paths, LOCAL ":" OTHER);
	assert_int_equal(f->local.size, 24);
	assert_int_equal(f->local.services.count, 3);
	assert_int_equal(f->local.services.lines[0].port, 1);
	assert_string_equal(f->local.services.lines[0].file, LOCAL);
	assert_int_equal(f->local.services.lines[2].line, 2);
	assert_string_equal(f->local.services.lines[2].file, OTHER);
	/* sha256sum(1) of both, one after the other. */
	assert_string_equal(f->local.digest, "aff369c7260d21c30b3efe75eaa143501"
					     "8ad7a7742410868d9fc2408846c9fec");
}

static void
one_file_that_is_missing_does_not_hide_the_others(void **state)
{
	struct fixture *f = *state;

	replace_file(LOCAL, "a 1/tcp\n", 8);
	assert_int_equal(
		local_read(&f->local, OTHER ":" LOCAL, NULL, &f->said.diag),
		RESULT_REFUSED);
	assert_string_equal(said_all(&f->said),
			    OTHER ": error: No such file or directory\n");
	assert_true(local_has_name(&f->local, "a"));
}

static void
what_is_no_regular_file_is_refused_at_once(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(mkfifo(LOCAL, 0600), 0);
	assert_int_equal(local_read(&f->local, LOCAL, NULL, &f->said.diag),
			 RESULT_REFUSED);
	local_free(&f->local);
	assert_int_equal(
		local_read(&f->local, "/dev/zero", NULL, &f->said.diag),
		RESULT_REFUSED);
	assert_string_equal(said_all(&f->said),
			    LOCAL ": error: not a regular file\n"
				  "/dev/zero: error: not a regular file\n");
}

static void
more_than_four_mebibytes_are_refused_in_a_line(void **state)
{
	struct fixture *f = *state;
	size_t size = (4 << 20) + 1;
	char *text = malloc(size);

	assert_non_null(text);
	memset(text, '\n', size);
	replace_file(LOCAL, text, size);
	assert_int_equal(local_read(&f->local, LOCAL, NULL, &f->said.diag),
			 RESULT_REFUSED);
	assert_messages(state, " error: larger than 4 MiB\n");
	replace_file(LOCAL, text, size - 1);
	free(text);
	local_free(&f->local);
	assert_int_equal(local_read(&f->local, LOCAL, NULL, &f->said.diag), 0);
}

static void
a_root_goes_before_the_path_that_is_told(void **state)
{
	struct fixture *f = *state;

	if (root_check("/") == -ENOSYS)
		skip_since("openat2(2) is missing, as before Linux 5.6 or in "
			   "an older valgrind");
	replace_file(LOCAL, "a 1/tcp\nb\n", 10);
	assert_int_equal(local_read(&f->local, &LOCAL[1], "/", &f->said.diag),
			 0);
	assert_string_equal(f->local.services.lines[0].file, &LOCAL[1]);
	assert_messages(state, "2:1: warning: no port/protocol after the name; "
			       "line skipped\n");
}

/* The state of files whose paths and digest a database noted. */
static enum local_state
compare(const char *paths, const char *digest)
{
	const char *meta[META_FIELDS] = {
		[META_LOCAL_PATH] = paths, [META_LOCAL_DIGEST] = digest};

	return local_compare(meta);
}

static void
a_file_is_told_from_what_it_was(void **state)
{
	struct local *local = take(state, "a 1/tcp\n");
	char digest[DIGEST_SIZE];

	strcpy(digest, local->digest);
	assert_int_equal(compare("", ""), LOCAL_NONE);
	assert_int_equal(compare(LOCAL, digest), LOCAL_UNCHANGED);
	assert_int_equal(compare(LOCAL ":" OTHER, digest), LOCAL_MISSING);
	assert_int_equal(compare(OTHER ":" LOCAL, digest), LOCAL_MISSING);
	replace_file(OTHER, "", 0);
	assert_int_equal(compare(LOCAL ":" OTHER, digest), LOCAL_UNCHANGED);
	replace_file(OTHER, "b 2/tcp\n", 8);
	assert_int_equal(compare(LOCAL ":" OTHER, digest), LOCAL_CHANGED);
	/* A folder is there, and no file. */
	assert_int_equal(compare(LOCAL ":/", digest), LOCAL_UNREADABLE);
}

static void
a_file_that_cannot_be_read_is_refused(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(
		local_read(&f->local, "/nonexistent/file", NULL, &f->said.diag),
		RESULT_REFUSED);
	assert_string_equal(
		said_all(&f->said),
		"/nonexistent/file: error: No such file or directory\n");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_pair_is_known_on_its_port_and_transport_alone),
		TEST(the_first_and_the_last_port_are_known),
		TEST(names_and_aliases_are_known_in_whatever_case),
		TEST(a_name_answers_on_its_transports_alone),
		TEST(many_names_are_all_known),
		TEST(a_name_on_a_transport_that_is_not_ours_counts_all_the_same),
		TEST(lines_without_sense_are_passed_over_with_a_warning),
		TEST(numbers_are_read_as_glibc_reads_them),
		TEST(warnings_can_be_left_out),
		TEST(a_file_of_comments_knows_nothing),
		TEST(a_file_that_cannot_be_read_is_refused),
		TEST(any_byte_but_nul_is_good_in_a_name),
		TEST(a_nul_ends_its_line),
		TEST(aliases_beyond_those_of_a_record_count_too),
		TEST(several_files_are_read_in_their_order),
		TEST(one_file_that_is_missing_does_not_hide_the_others),
		TEST(what_is_no_regular_file_is_refused_at_once),
		TEST(more_than_four_mebibytes_are_refused_in_a_line),
		TEST(a_root_goes_before_the_path_that_is_told),
		TEST(a_file_is_told_from_what_it_was),
	};

	return cmocka_run_group_tests_name("local", tests, NULL, NULL);
}
