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
#include "importer/import.h"

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
	char input[32], folder[64], output[80];
};

static inline void
pipeline_open(struct pipeline *p, const uint8_t *data, size_t size)
{
	const char *root = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";

	p->text = (const char *)data;
	p->end = p->text + size;
	p->fd = memfd_create("fuzz", MFD_CLOEXEC);
	EXPECT(p->fd >= 0);
	EXPECT(write(p->fd, data, size) == (ssize_t)size);
	snprintf(p->input, sizeof(p->input), "/proc/self/fd/%d", p->fd);
	snprintf(p->folder, sizeof(p->folder), "%s/ianaports-fuzz-XXXXXX",
		 root);
	EXPECT(mkdtemp(p->folder) != NULL);
	snprintf(p->output, sizeof(p->output), "%s/db", p->folder);
}

/* Nothing but the database is left behind. */
static inline void
pipeline_close(struct pipeline *p)
{
	unlink(p->output);
	EXPECT(rmdir(p->folder) == 0);
	close(p->fd);
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
		       strstr(rest, "is no service name") != NULL);
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

/* What was reported to be in the database is there, and it is sound. */
static inline void
pipeline_check_database(const struct pipeline *p, const struct import *import)
{
	struct reader *reader;
	struct counts counts;

	EXPECT(reader_open(&reader, p->output) == 0);
	EXPECT(verify_database(reader, &counts) == 0);
	EXPECT(counts.ports == import->records);
	EXPECT(counts.names == import->names);
	EXPECT(counts.rows == import->rows);
	EXPECT(counts.people == import->people);
	reader_free(reader);
}

/*
 * An import is done or refused, with a reason; no fault is the system's.
 * Returns whether there was something to say.
 */
static inline bool
pipeline_import(const struct pipeline *p, struct import *import)
{
	char *messages = NULL;
	size_t length;
	int result;

	import->diagnostics = open_memstream(&messages, &length);
	EXPECT(import->diagnostics != NULL);
	result = import_run(import);
	EXPECT(fclose(import->diagnostics) == 0);
	EXPECT(result == 0 || result == RESULT_REFUSED);
	EXPECT(pipeline_check_messages(p, messages) == (result != 0));
	EXPECT((access(p->output, F_OK) == 0) == (result == 0));
	if (result == 0)
		pipeline_check_database(p, import);
	free(messages);
	return length > 0;
}

/*
 * What a local authority knows is left to it: of the same file, all, unless it
 * begins with a byte order mark, which glibc takes for a part of the name.
 */
static inline void
pipeline_yield(const struct pipeline *p, struct import *import)
{
	if (p->end - p->text >= 3 && memcmp(p->text, "\xef\xbb\xbf", 3) == 0)
		return;
	import->local = p->input;
	import->force = true;
	/* Lines that it passes over, with a warning, it does not know. */
	if (!pipeline_import(p, import))
		EXPECT(import->records == 0 && import->names == 0);
}

/* For LLVMFuzzerTestOneInput to return. */
static inline int
pipeline_run(enum form form, const uint8_t *data, size_t size)
{
	struct pipeline p;
	struct import import = {
		.input = p.input,
		.output = p.output,
		.form = form,
	};

	pipeline_open(&p, data, size);
	pipeline_import(&p, &import);
	if (form == FORM_SERVICES && import.assigned > 0)
		pipeline_yield(&p, &import);
	pipeline_close(&p);
	return 0;
}

#endif
