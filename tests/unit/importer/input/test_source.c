/* SPDX-License-Identifier: MIT */
/* Tests of how an input file is read: what is text, and what is not. */
#include "tests/lib/fixture.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "importer/input/source.h"
#include "tests/lib/said.h"

#define SOURCE TEST_DATABASE ".source"

struct fixture {
	struct source source;
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

	unlink(SOURCE);
	said_end(&f->said);
	source_free(&f->source);
	free(f);
	return 0;
}

/* Reads a file of those bytes. */
static int
take(void **state, const void *bytes, size_t size)
{
	struct fixture *f = *state;
	int result;

	replace_file(SOURCE, bytes, size);
	assert_int_equal(source_load(&f->source, SOURCE, &f->said.diag), 0);
	result = source_check(&f->source, &f->said.diag);
	if (result != 0)
		source_free(&f->source);
	return result;
}

#define TAKE(literal) take(state, literal, sizeof(literal) - 1)

static void
assert_text(void **state, const char *expected)
{
	struct fixture *f = *state;

	assert_string_equal(said_all(&f->said), "");
	assert_int_equal(f->source.length, strlen(expected));
	assert_string_equal(f->source.text, expected);
}

static void
assert_messages(void **state, const char *expected)
{
	struct fixture *f = *state;

	assert_string_equal(said_all(&f->said), expected);
	assert_null(f->source.text);
}

static void
assert_digest(const struct fixture *f, const char *expected)
{
	char digest[DIGEST_SIZE];

	source_digest(&f->source, digest);
	assert_string_equal(digest, expected);
}

static void
a_file_is_read_whole_with_its_digest(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(TAKE("abc"), 0);
	assert_text(state, "abc");
	/* FIPS 180-2, B.1 */
	assert_digest(f, "ba7816bf8f01cfea414140de5dae2223"
			 "b00361a396177a9cb410ff61f20015ad");
	assert_int_equal(f->source.status.st_size, 3);
}

static void
a_byte_order_mark_is_left_out_of_the_text_only(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(TAKE("\xef\xbb\xbf"
			      "abc"),
			 0);
	assert_text(state, "abc");
	/* Of all six bytes, by sha256sum. */
	assert_digest(f, "1c28dc3f1f804a1ad9c9b4b4cf5e2658"
			 "d16ad4ed08e3020d04a8d2865018947c");
}

static void
a_large_file_is_read_whole(void **state)
{
	size_t size = 300000;
	char *text = malloc(size + 1);

	assert_non_null(text);
	memset(text, 'x', size);
	text[size] = '\0';
	assert_int_equal(take(state, text, size), 0);
	assert_text(state, text);
	free(text);
}

static void
every_length_of_utf_8_is_text(void **state)
{
	static const char text[] = "\x7f \xc2\x80 \xdf\xbf \xe0\xa0\x80"
				   " \xed\x9f\xbf \xee\x80\x80 \xef\xbf\xbf"
				   " \xf0\x90\x80\x80 \xf4\x8f\xbf\xbf";

	assert_int_equal(take(state, text, sizeof(text) - 1), 0);
	assert_text(state, text);
}

static void
a_byte_that_is_not_utf_8_is_reported_at_its_place(void **state)
{
	assert_int_equal(TAKE("one\ntw\xff\n"), RESULT_REFUSED);
	assert_messages(state, "x:2:3: error: byte 0xff is not UTF-8\n");
}

static void
one_byte_a_line_is_reported(void **state)
{
	assert_int_equal(TAKE("\xff\xfe\n\xc3\n\xe2\x82"), RESULT_REFUSED);
	assert_messages(state, "x:1:1: error: byte 0xff is not UTF-8\n"
			       "x:2:1: error: byte 0xc3 is not UTF-8\n"
			       "x:3:1: error: byte 0xe2 is not UTF-8\n");
}

static void
what_only_looks_like_utf_8_is_refused(void **state)
{
	static const char *const texts[] = {
		"\x80",             /* no beginning */
		"\xc0\xaf",         /* too long */
		"\xc1\xbf",         /* too long */
		"\xe0\x9f\xbf",     /* too long */
		"\xf0\x8f\xbf\xbf", /* too long */
		"\xed\xa0\x80",     /* a surrogate */
		"\xed\xbf\xbf",     /* a surrogate */
		"\xf4\x90\x80\x80", /* above U+10FFFF */
		"\xf5\x80\x80\x80", /* above U+10FFFF */
		"\xe2\x28\xa1",     /* no continuation */
		"\xf0\x90\x80",     /* cut off */
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		assert_int_equal(take(state, texts[i], strlen(texts[i])),
				 RESULT_REFUSED);
		tear_down(state);
		set_up(state);
	}
}

static void
a_nul_byte_is_reported(void **state)
{
	assert_int_equal(TAKE("a\nb\0c\n"), RESULT_REFUSED);
	assert_messages(state, "x:2:2: error: NUL byte\n");
}

/* Lines of what Latin-1 calls y with two dots, and of control characters. */
static void
what_is_no_text_at_all_is_told_in_one_line(void **state)
{
	static const char odd[] = {'\xff', '\x01'};

	for (size_t i = 0; i < sizeof(odd); i++) {
		char text[40];

		for (size_t j = 0; j < sizeof(text); j++)
			text[j] = j % 2 == 0 ? odd[i] : '\n';
		assert_int_equal(take(state, text, sizeof(text)),
				 RESULT_REFUSED);
		assert_messages(state, "x: error: the file is not text\n");
		tear_down(state);
		set_up(state);
	}
}

/* LMDB's magic number behind the first page's header, of 12 to 24 bytes. */
static void
a_database_is_told_from_what_is_no_text(void **state)
{
	static const uint32_t magic = 0xBEEFC0DE;

	for (size_t header = 12; header <= 24; header += header == 12 ? 4 : 8) {
		char bytes[64] = {0};

		memcpy(bytes + header, &magic, sizeof(magic));
		assert_int_equal(take(state, bytes, sizeof(bytes)),
				 RESULT_REFUSED);
		assert_messages(state, "x: error: the file is a database, not"
				       " a registry\n");
		tear_down(state);
		set_up(state);
	}
}

static void
an_empty_file_is_refused(void **state)
{
	assert_int_equal(TAKE(""), RESULT_REFUSED);
	assert_messages(state, "x: error: the file is empty\n");
}

static void
compressed_files_are_refused(void **state)
{
	static const struct {
		const char *bytes;
		size_t size;
	} files[] = {
		{"\x1f\x8b\x08\0", 4}, {"BZh9", 4},
		{"\xfd\x37zXZ\0", 6},  {"\x28\xb5\x2f\xfd", 4},
		{"PK\x03\x04", 4},
	};

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		assert_int_equal(take(state, files[i].bytes, files[i].size),
				 RESULT_REFUSED);
		assert_messages(state, "x: error: the file is compressed; "
				       "decompress it, or pipe it to '-'\n");
		tear_down(state);
		set_up(state);
	}
}

static void
a_missing_file_is_refused(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(
		source_load(&f->source, "/nonexistent/file", &f->said.diag),
		RESULT_REFUSED);
	assert_messages(state, "x: error: No such file or directory\n");
}

static void
a_folder_is_refused(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(source_load(&f->source, "/", &f->said.diag),
			 RESULT_REFUSED);
	assert_messages(state, "x: error: Is a directory\n");
}

static void
what_is_no_file_is_refused_at_once(void **state)
{
	struct sockaddr_un address = {AF_UNIX, SOURCE ".socket"};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	const char *paths[] = {"/dev/zero", SOURCE ".fifo", address.sun_path};

	assert_int_equal(mkfifo(paths[1], 0600), 0);
	assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof(address)),
			 0);
	for (size_t i = 0; i < 3; i++) {
		struct fixture *f = *state;

		assert_int_equal(
			source_load(&f->source, paths[i], &f->said.diag),
			RESULT_REFUSED);
		assert_messages(state, "x: error: not a regular file\n");
		tear_down(state);
		set_up(state);
	}
	close(fd);
	unlink(paths[1]);
	unlink(paths[2]);
}

/* A pipe that holds "abc", ended. */
static int
make_pipe(void)
{
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], "abc", 3), 3);
	close(ends[1]);
	return ends[0];
}

static void
standard_input_is_read_from_a_pipe(void **state)
{
	static const char *const names[] = {"-", "/dev/stdin", "/dev/fd/0"};
	struct fixture *f = *state;
	int saved = dup(STDIN_FILENO);

	for (size_t i = 0; i < LENGTH(names); i++) {
		int end = make_pipe();

		dup2(end, STDIN_FILENO);
		close(end);
		assert_int_equal(
			source_load(&f->source, names[i], &f->said.diag), 0);
		assert_text(state, "abc");
		source_free(&f->source);
	}
	dup2(saved, STDIN_FILENO);
	close(saved);
}

static void
so_is_another_descriptor(void **state)
{
	struct fixture *f = *state;
	char name[32];
	int fd = make_pipe();

	snprintf(name, sizeof(name), "/dev/fd/%d", fd);
	assert_int_equal(source_load(&f->source, name, &f->said.diag), 0);
	assert_text(state, "abc");
	assert_int_equal(close(fd), 0);
	source_free(&f->source);
	assert_int_equal(source_load(&f->source, name, &f->said.diag),
			 RESULT_REFUSED);
	assert_messages(state, "x: error: Bad file descriptor\n");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_file_is_read_whole_with_its_digest),
		TEST(a_byte_order_mark_is_left_out_of_the_text_only),
		TEST(a_large_file_is_read_whole),
		TEST(every_length_of_utf_8_is_text),
		TEST(a_byte_that_is_not_utf_8_is_reported_at_its_place),
		TEST(one_byte_a_line_is_reported),
		TEST(what_only_looks_like_utf_8_is_refused),
		TEST(a_nul_byte_is_reported),
		TEST(what_is_no_text_at_all_is_told_in_one_line),
		TEST(a_database_is_told_from_what_is_no_text),
		TEST(an_empty_file_is_refused),
		TEST(compressed_files_are_refused),
		TEST(a_missing_file_is_refused),
		TEST(a_folder_is_refused),
		TEST(what_is_no_file_is_refused_at_once),
		TEST(standard_input_is_read_from_a_pipe),
		TEST(so_is_another_descriptor),
	};

	return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
