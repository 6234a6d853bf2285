/* SPDX-License-Identifier: MIT */
/* Which questions lines of services(5) answer, in the order of their keys. */
#include "tests/lib/fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "importer/services/answers.h"
#include "tests/lib/said.h"

struct fixture {
	struct services services;
	struct local local;
	struct answers answers;
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

	said_end(&f->said);
	answers_free(&f->answers);
	services_free(&f->services);
	local_free(&f->local);
	free(f);
	return 0;
}

static int
make(struct fixture *f, const char *text)
{
	struct source source = {.text = (char *)text, .length = strlen(text)};
	int result;

	assert_int_equal(
		services_add(&f->services, &source, "x", &f->said.diag), 0);
	assert_int_equal(services_sort(&f->services), 0);
	result = answers_overlay(&f->answers, &f->services, &f->said.diag);
	return result == 0 ? answers_sort(&f->answers, &f->said.diag) : result;
}

/* Entries as "name/transport/ordinal line" or "port/transport line". */
static void
assert_all(const struct fixture *f, const char *expected)
{
	char all[4096] = "";

	for (size_t i = 0; i < f->answers.entry_count; i++) {
		const struct answers_entry *entry = &f->answers.entries[i];
		unsigned char bytes[KEY_MAX];
		size_t size = answers_key(entry, bytes);
		struct key key;
		char *end = all + strlen(all);
		size_t left = sizeof(all) - strlen(all);

		assert_int_equal(key_decode(bytes, size, &key), 0);
		if (key.tag == TAG_PORT)
			snprintf(end, left, "%u/%u %zu\n", key.port,
				 key.transport, entry->line + 1);
		else
			snprintf(end, left, "%s/%u/%u %zu\n", key.name,
				 key.transport, key.ordinal, entry->line + 1);
	}
	assert_string_equal(all, expected);
}

static void
assert_entries(void **state, const char *text, const char *expected)
{
	struct fixture *f = *state;

	assert_int_equal(make(f, text), 0);
	assert_all(f, expected);
}

static void
read_lines(struct services *services, const char *text, struct diag *diag)
{
	struct source source = {.text = (char *)text, .length = strlen(text)};

	assert_int_equal(services_add(services, &source, "x", diag), 0);
	assert_int_equal(services_sort(services), 0);
}

/* A registry's lines, behind a local file that is overlaid or not. */
static void
add(struct fixture *f, const char *local, bool overlay, const char *text)
{
	struct diag *diag = &f->said.diag;
	struct answers *answers = &f->answers;

	read_lines(&f->local.services, local, diag);
	read_lines(&f->services, text, diag);
	if (overlay)
		assert_int_equal(
			answers_overlay(answers, &f->local.services, diag), 0);
	local_withhold(&f->local, &f->services);
	assert_int_equal(answers_add(answers, &f->services, &f->local, diag),
			 0);
	assert_int_equal(answers_sort(answers, diag), 0);
}

/* The order is that of bytes, which the writer demands. */
static void
assert_sorted(const struct answers *answers)
{
	unsigned char last[KEY_MAX], key[KEY_MAX];
	size_t last_size = 0, size;

	for (size_t i = 0; i < answers->entry_count; i++) {
		size = answers_key(&answers->entries[i], key);
		if (i > 0)
			assert_true(key_compare(last, last_size, key, size) <
				    0);
		memcpy(last, key, size);
		last_size = size;
	}
}

static void
a_line_answers_its_names_and_its_port(void **state)
{
	assert_entries(state, "Http 80/tcp www\n",
		       "http/0/0 1\nhttp/1/0 1\nwww/0/0 1\nwww/1/0 1\n"
		       "80/0 1\n80/1 1\n");
}

static void
the_first_line_answers_for_each_transport_and_for_none(void **state)
{
	assert_entries(state, "b 5/udp\na 5/tcp\nc 5/tcp\nb 6/tcp\nb 7/udp\n",
		       "a/0/0 2\na/1/0 2\n"
		       "b/0/0 1\nb/1/0 4\nb/2/0 1\n"
		       "c/0/0 3\nc/1/0 3\n"
		       "5/0 1\n5/1 2\n5/2 1\n6/0 4\n6/1 4\n7/0 5\n7/2 5\n");
}

static void
a_line_of_another_transport_answers_without_one(void **state)
{
	assert_entries(state, "rtmp 1/ddp\nmux 1/tcp\n",
		       "mux/0/0 2\nmux/1/0 2\nrtmp/0/0 1\n1/0 1\n1/1 2\n");
}

static void
spellings_are_told_apart_by_an_ordinal(void **state)
{
	assert_entries(state, "Echo 7/tcp ECHO\necho 8/tcp ECHO\neCHO 9/udp\n",
		       "echo/0/0 1\necho/0/1 2\necho/0/2 3\n"
		       "echo/1/0 1\necho/1/1 2\necho/2/0 3\n"
		       "7/0 1\n7/1 1\n8/0 2\n8/1 2\n9/0 3\n9/2 3\n");
}

static void
names_without_letters_and_bytes_of_all_kinds_are_in_order(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(make(f, "ab 3/tcp\na 2/udp a-b\na\xe9 2/tcp aB\n"
				 "A 1/tcp \xc3\xa9 \x7f z_ Z^\n"),
			 0);
	assert_int_equal(f->answers.entry_count, 20 + 7);
	assert_sorted(&f->answers);
}

static void
a_registry_answers_on_transports_that_we_know(void **state)
{
	struct fixture *f = *state;

	add(f, "", false, "rtmp 1/ddp\nmux 1/tcp\nbare 2\n");
	assert_all(f, "mux/0/0 1\nmux/1/0 1\n1/0 1\n1/1 1\n");
	assert_int_equal(answers_record(&f->answers, 0).line, RECORD_LINE);
}

static void
a_registry_leaves_to_the_local_file_what_that_knows(void **state)
{
	static const char registry[] = "a 1/tcp b\nc 2/udp A\nB 3/tcp\n";
	struct fixture *f = *state;
	struct record record;
	size_t names, ports;

	add(f, "A 9/ddp\nz 2/udp\n", false, registry);
	assert_all(f, "b/0/0 1\nb/0/1 3\nb/1/0 1\nb/1/1 3\n"
		      "c/0/0 2\nc/2/0 2\n1/0 1\n1/1 1\n3/0 3\n3/1 3\n");
	answers_count(&f->answers, &names, &ports);
	assert_int_equal(names, 3);
	assert_int_equal(ports, 2);
	record = answers_record(&f->answers, 0);
	assert_int_equal(record.aliases, 0);
	assert_int_equal(record.size, 2);
	assert_string_equal(record.names, "b");
}

static void
an_overlay_comes_before_the_registry(void **state)
{
	struct fixture *f = *state;
	size_t names, ports;

	add(f, "z 2/udp\n", true, "c 2/tcp\nz 3/tcp\n");
	assert_all(f, "c/0/0 2\nc/1/0 2\nz/0/0 1\nz/2/0 1\n"
		      "2/0 1\n2/1 2\n2/2 1\n");
	answers_count(&f->answers, &names, &ports);
	assert_int_equal(names, 1);
	assert_int_equal(ports, 1);
	assert_int_equal(answers_record(&f->answers, 0).line, RECORD_LOCAL);
	assert_int_equal(answers_record(&f->answers, 1).line, RECORD_LINE);
}

static void
assert_refused(void **state, const char *text, const char *line)
{
	struct fixture *f = *state;
	char message[256];

	snprintf(message, sizeof(message),
		 "x:%s: too many or too long names for a record; no overlay\n",
		 line);
	assert_int_equal(make(f, text), RESULT_REFUSED);
	assert_string_equal(said_all(&f->said), message);
}

/* The n-th spelling of a name of letters. */
static void
spell(char *out, const char *name, unsigned int n)
{
	for (; *name != '\0'; name++, n >>= 1)
		*out++ = (char)(n & 1 ? *name & ~0x20 : *name);
	*out = '\0';
}

static char *
write_spellings(unsigned int count, const char *name, const char *rest)
{
	char *text = NULL, spelling[64];
	size_t size;
	FILE *out = open_memstream(&text, &size);

	for (unsigned int i = 0; i < count; i++) {
		spell(spelling, name, i);
		fprintf(out, "%s %s\n", spelling, rest);
	}
	fclose(out);
	return text;
}

static void
what_no_record_holds_is_refused(void **state)
{
	char text[2048] = "ok 1/tcp\na 2/tcp";

	for (int i = 0; i < 256; i++)
		strcat(text, " b");
	assert_refused(state, text, "2:1: error: 'a'");
}

static void
of_a_registry_too(void **state)
{
	struct fixture *f = *state;
	char *text = write_spellings(257, "abcdefghi", "1/tcp");

	read_lines(&f->services, text, &f->said.diag);
	assert_int_equal(answers_add(&f->answers, &f->services, &f->local,
				     &f->said.diag),
			 0);
	assert_int_equal(answers_sort(&f->answers, &f->said.diag),
			 RESULT_REFUSED);
	assert_string_equal(said_all(&f->said),
			    "x:257:1: error: 'abcdefghI': too many or too long "
			    "names for a record\n");
	free(text);
}

static void
control_characters_have_no_place_in_a_key(void **state)
{
	assert_refused(state, "a\x01 2/tcp\n", "1:1: error: 'a\\x01'");
}

static void
a_key_has_256_spellings_at_most(void **state)
{
	struct fixture *f = *state;
	char *text = write_spellings(256, "abcdefghi", "1/tcp");

	assert_int_equal(make(f, text), 0);
	assert_int_equal(f->answers.entry_count, 256 + 256 + 2);
	assert_sorted(&f->answers);
	free(text);
	answers_free(&f->answers);
	services_free(&f->services);
	text = write_spellings(257, "abcdefghi", "1/tcp");
	assert_refused(state, text, "257:1: error: 'abcdefghI'");
	free(text);
}

/* 2 MiB of names that differ by case took 52 s; now it is a sort. */
static void
many_spellings_take_no_more_time_than_many_names(void **state)
{
	struct fixture *f = *state;
	char *text = write_spellings(1 << 18, "abcdefgh", "1/tcp");
	clock_t start = clock();

	assert_int_equal(make(f, text), 0);
	assert_true(clock() - start < 20 * CLOCKS_PER_SEC);
	assert_int_equal(f->answers.entry_count, 256 + 256 + 2);
	free(text);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_line_answers_its_names_and_its_port),
		TEST(the_first_line_answers_for_each_transport_and_for_none),
		TEST(a_line_of_another_transport_answers_without_one),
		TEST(spellings_are_told_apart_by_an_ordinal),
		TEST(names_without_letters_and_bytes_of_all_kinds_are_in_order),
		TEST(a_registry_answers_on_transports_that_we_know),
		TEST(a_registry_leaves_to_the_local_file_what_that_knows),
		TEST(an_overlay_comes_before_the_registry),
		TEST(what_no_record_holds_is_refused),
		TEST(of_a_registry_too),
		TEST(control_characters_have_no_place_in_a_key),
		TEST(a_key_has_256_spellings_at_most),
		TEST(many_spellings_take_no_more_time_than_many_names),
	};

	return cmocka_run_group_tests_name("answers", tests, NULL, NULL);
}
