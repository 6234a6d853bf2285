/* SPDX-License-Identifier: MIT */
/*
 * What the fuzz targets of the registry readers share: a whole import of the
 * bytes, and what must hold of it whatever they are.  A header, so that each
 * target is one file.
 */
#ifndef IANAPORTS_TESTS_FUZZ_PIPELINE_H
#define IANAPORTS_TESTS_FUZZ_PIPELINE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "db/reader.h"
#include "db/verify.h"
#include "importer/compile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define EXPECT(truth)                                                          \
	((truth) ? (void)0 : pipeline_fail(#truth, __FILE__, __LINE__))

static inline _Noreturn void
pipeline_fail(const char *truth, const char *file, int line)
{
	fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, truth);
	abort();
}

/* The bytes under test, as a file, and where their database goes. */
struct pipeline {
	const char *text, *end;
	int fd;
	char input[32];
};

static inline void
pipeline_open(struct pipeline *p, const uint8_t *data, size_t size)
{
	p->text = (const char *)data;
	p->end = p->text + size;
	p->fd = memfd_create("fuzz", MFD_CLOEXEC);
	EXPECT(p->fd >= 0);
	EXPECT(write(p->fd, data, size) == (ssize_t)size);
	snprintf(p->input, sizeof(p->input), "/proc/self/fd/%d", p->fd);
}

/* The length of a line of the input, or -1 if it has no such line. */
static inline long
pipeline_line(const struct pipeline *p, unsigned long number)
{
	const char *text = p->text, *feed;

	for (; number > 1; number--) {
		feed = memchr(text, '\n', (size_t)(p->end - text));
		if (feed == NULL)
			return -1;
		text = feed + 1;
	}
	feed = memchr(text, '\n', (size_t)(p->end - text));
	return (feed == NULL ? p->end : feed) - text;
}

/*
 * "FILE:2:1: error: text", at a place that is in the input, and without
 * control characters.  Returns whether it is an error.
 */
static inline bool
pipeline_check_message(const struct pipeline *p, const char *message)
{
	size_t name = strlen(p->input);
	char *rest = (char *)message + name;

	EXPECT(strncmp(message, p->input, name) == 0 && *rest++ == ':');
	for (const char *c = message; *c != '\0'; c++)
		EXPECT(((unsigned char)*c >= ' ' && *c != 0x7f) || *c == '\t');
	if (*rest != ' ') {
		unsigned long line = strtoul(rest, &rest, 10), column;

		EXPECT(*rest == ':' && line > 0);
		column = strtoul(rest + 1, &rest, 10);
		EXPECT(*rest++ == ':' && column > 0);
		/* Within a name that is wrapped, the byte's place is counted
		 * on from where the name begins. */
		EXPECT((long)column <= pipeline_line(p, line) + 1 ||
		       strstr(rest, "is not a service name") != NULL);
	}
	if (strncmp(rest, " warning: ", 10) == 0)
		return false;
	EXPECT(strncmp(rest, " error: ", 8) == 0);
	return true;
}

/* Returns whether there is an error among them. */
static inline bool
pipeline_check_messages(const struct pipeline *p, char *messages)
{
	/* The first ones will do: finding their lines takes time. */
	int left = 100;
	bool error = false;
	char *next;

	for (; (next = strchr(messages, '\n')) != NULL; messages = next + 1) {
		*next = '\0';
		if (left > 0)
			error |= pipeline_check_message(p, messages);
		else
			error |= strstr(messages, " error: ") != NULL;
		left--;
	}
	EXPECT(*messages == '\0');
	return error;
}

/* The database is sound, and counts what it has.  Returns what it assigns. */
static inline size_t
pipeline_check_database(int fd, size_t *answered)
{
	struct reader *reader;
	struct counts counts;
	size_t assigned;

	EXPECT(reader_take(&reader, fd) == 0);
	EXPECT(verify_database(reader, &counts) == 0);
	*answered = counts.ports + counts.names;
	assigned = strtoul(reader_meta(reader)[META_ASSIGNED], NULL, 10);
	reader_free(reader);
	return assigned;
}

/* All that was said, to be freed. */
static inline char *
pipeline_messages(int said)
{
	off_t size = lseek(said, 0, SEEK_END);
	char *messages = malloc((size_t)size + 1);

	EXPECT(messages != NULL);
	EXPECT(pread(said, messages, (size_t)size, 0) == size);
	messages[size] = '\0';
	return messages;
}

/* What came of a registry file. */
struct pipeline_result {
	size_t assigned, answered; /* 0 if it is refused */
	bool silent;               /* there was nothing to say */
};

/*
 * Compiles the bytes, as the process without rights does: done or refused, with
 * a reason; no fault is the system's.
 */
static inline struct pipeline_result
pipeline_compile(const struct pipeline *p, struct import *import)
{
	struct pipeline_result result = {0};
	struct diag silent = {.file = p->input};
	int to = memfd_create("to", MFD_CLOEXEC);
	int said = memfd_create("said", MFD_CLOEXEC), kept = dup(said), code;
	struct source source;
	char *messages;

	EXPECT(to >= 0 && kept >= 0);
	EXPECT(source_load(&source, p->input, &silent) == 0);
	import_take(import, p->input, &source);
	code = compile(import, to, said);
	EXPECT(code == 0 || code == RESULT_REFUSED);
	messages = pipeline_messages(kept);
	result.silent = messages[0] == '\0';
	EXPECT(pipeline_check_messages(p, messages) == (code != 0));
	if (code == 0)
		result.assigned = pipeline_check_database(to, &result.answered);
	else
		close(to);
	free(messages);
	close(kept);
	import_end(import, 0);
	return result;
}

/*
 * What a local file knows is left to it: of the same file, all, unless it
 * begins with a byte order mark, which glibc takes for a part of the name.
 */
static inline void
pipeline_yield(const struct pipeline *p)
{
	struct import import = {.form = FORM_SERVICES, .local = p->input};
	struct diag silent = {.file = p->input};
	struct pipeline_result result;

	if (p->end - p->text >= 3 && memcmp(p->text, "\xef\xbb\xbf", 3) == 0)
		return;
	EXPECT(local_load(&import.local_files, p->input, NULL, &silent) == 0);
	result = pipeline_compile(p, &import);
	/* Lines that it passes over, with a warning, it does not know. */
	if (result.silent)
		EXPECT(result.answered == 0);
}

/* For LLVMFuzzerTestOneInput to return. */
static inline int
pipeline_run(enum form form, const uint8_t *data, size_t size)
{
	struct import import = {.form = form};
	struct pipeline p;

	pipeline_open(&p, data, size);
	if (pipeline_compile(&p, &import).assigned > 0 && form == FORM_SERVICES)
		pipeline_yield(&p);
	close(p.fd);
	return 0;
}

#endif
