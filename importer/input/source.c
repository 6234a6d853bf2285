/* SPDX-License-Identifier: MIT */
#include "importer/input/source.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sha256.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/walker.h"
#include "importer/input/array.h"
#include "importer/input/cell.h"

#define SOURCE_MAX ((size_t)64 << 20)

/* As much of a file tells whether it is text, in bytes.  A few of them may be
 * none, and more if they are no more than one in so many. */
#define HEAD        4096
#define BINARY_FEW  16
#define BINARY_PART 8

/* The byte order mark of UTF-8. */
static const char mark[] = "\xef\xbb\xbf";

/* Every byte that is no text is reported, but one a line. */
static int
check_text(const struct source *source, struct diag *diag)
{
	const unsigned char *text = (const unsigned char *)source->text;
	size_t line = 1, start = 0, reported = 0;

	for (size_t i = 0; i < source->length;) {
		size_t n;

		if (text[i] >= ' ' && text[i] < 0x7f) {
			i++;
			continue;
		}
		n = character_size(text + i, source->length - i);
		if (n == 0 && reported != line) {
			reported = line;
			diag_error(diag, line, i - start + 1,
				   text[i] == '\0' ? "NUL byte"
						   : "byte 0x%02x is not"
						     " UTF-8",
				   text[i]);
		}
		if (text[i] == '\n') {
			line++;
			start = i + 1;
		}
		i += n == 0 ? 1 : n;
	}
	return reported == 0 ? 0 : RESULT_REFUSED;
}

/* Whether a file begins as no text does, so that to tell line by line what is
 * wrong with it would say less. */
static bool
is_binary(const struct source *source)
{
	const unsigned char *text = (const unsigned char *)source->text;
	size_t head = source->length < HEAD ? source->length : HEAD;
	size_t odd = 0;

	for (size_t i = 0, n; i < head; i += n == 0 ? 1 : n) {
		n = character_size(text + i, source->length - i);
		odd += n == 0 || (text[i] < ' ' && !is_space(source->text[i]));
	}
	return odd > BINARY_FEW && odd * BINARY_PART > head;
}

static bool
is_compressed(const struct source *source)
{
	static const struct {
		const char *magic;
		size_t length;
	} known[] = {
		{"\x1f\x8b", 2},
		{"BZh", 3},
		{"\xfd"
		 "7zXZ",
		 5},
		{"\x28\xb5\x2f\xfd", 4},
		{"PK\x03\x04", 4},
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (source->length >= known[i].length &&
		    memcmp(source->text, known[i].magic, known[i].length) == 0)
			return true;
	return false;
}

static int
read_all(struct source *source, int fd)
{
	size_t first = source->status.st_size > 0
			       ? (size_t)source->status.st_size + 2
			       : 1 << 16;
	size_t capacity = 0;
	ssize_t got = 1;

	while (got > 0) {
		if (!array_grow(&source->text, source->length,
				source->text == NULL ? first : 2, &capacity, 1))
			return -ENOMEM;
		got = read(fd, source->text + source->length,
			   capacity - source->length - 1);
		if (got < 0 && errno == EINTR)
			got = 1;
		else if (got < 0)
			return -errno;
		else
			source->length += (size_t)got;
		if (source->length > SOURCE_MAX)
			return -EFBIG;
	}
	source->text[source->length] = '\0';
	return 0;
}

/* What is no file may keep us waiting, or never end. */
static int
load(struct source *source, int fd, bool any)
{
	mode_t type;

	if (fstat(fd, &source->status) != 0)
		return -errno;
	type = source->status.st_mode & S_IFMT;
	if (type == S_IFDIR)
		return -EISDIR;
	if (type != S_IFREG && !any)
		return -ENXIO;
	if (source->status.st_size > (off_t)SOURCE_MAX)
		return -EFBIG;
	return read_all(source, fd);
}

static int
take(struct source *source, int fd, bool any, struct diag *diag)
{
	int result;

	*source = (struct source){0};
	result = fd < 0 ? fd : load(source, fd, any);
	if (result == 0)
		return 0;
	source_free(source);
	if (result == -ENOMEM)
		return result;
	/* A socket says so when it is opened. */
	diag_error(diag, 0, 0, "%s",
		   result == -ENXIO ? "not a regular file" : strerror(-result));
	return RESULT_REFUSED;
}

int
source_take(struct source *source, int fd, struct diag *diag)
{
	int result = take(source, fd, false, diag);

	if (fd >= 0)
		close(fd);
	return result;
}

/*
 * The descriptor that a name stands for, or -1: "-", /dev/stdin, or /dev/fd/63,
 * which a shell makes of <(...).  Whoever started us has opened it and knows
 * what it is.
 */
static int
find_descriptor(const char *path)
{
	static const char folder[] = "/dev/fd/";
	const char *number = path + strlen(folder);
	char *end;
	long fd;

	if (strcmp(path, "-") == 0 || strcmp(path, "/dev/stdin") == 0)
		return STDIN_FILENO;
	if (strncmp(path, folder, strlen(folder)) != 0)
		return -1;
	fd = strtol(number, &end, 10);
	return *end == '\0' && end > number && fd <= INT_MAX ? (int)fd : -1;
}

int
source_load(struct source *source, const char *path, struct diag *diag)
{
	int fd = find_descriptor(path);

	if (fd >= 0)
		return take(source, fd, true, diag);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	return source_take(source, fd < 0 ? -errno : fd, diag);
}

int
source_check(struct source *source, struct diag *diag)
{
	if (source->length == 0) {
		diag_error(diag, 0, 0, "the file is empty");
		return RESULT_REFUSED;
	}
	if (is_compressed(source)) {
		diag_error(diag, 0, 0,
			   "the file is compressed; decompress it, or pipe it "
			   "to '-'");
		return RESULT_REFUSED;
	}
	if (walker_fits(source->text, source->length)) {
		diag_error(diag, 0, 0,
			   "the file is a database, not a registry");
		return RESULT_REFUSED;
	}
	if (is_binary(source)) {
		diag_error(diag, 0, 0, "the file is not text");
		return RESULT_REFUSED;
	}
	if (source->length >= 3 &&
	    memcmp(source->text, mark, sizeof(mark) - 1) == 0) {
		source->marked = true;
		source->length -= 3;
		memmove(source->text, source->text + 3, source->length + 1);
	}
	return check_text(source, diag);
}

void
source_digest(const struct source *source, char digest[static DIGEST_SIZE])
{
	SHA2_CTX context;

	SHA256Init(&context);
	if (source->marked)
		SHA256Update(&context, (const uint8_t *)mark, sizeof(mark) - 1);
	SHA256Update(&context, (const uint8_t *)source->text, source->length);
	SHA256End(&context, digest);
}

void
source_free(struct source *source)
{
	free(source->text);
	source->text = NULL;
	source->length = 0;
}
