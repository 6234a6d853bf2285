/* SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "importer/input/escape.h"
#include "importer/registry/load.h"
#include "importer/services/services.h"

/* As much of a word as a line of complaint has room for. */
#define WORD_MOST 40

static char *
format_list(const char *format, va_list arguments)
{
	char *text;

	return cli_memory(vasprintf(&text, format, arguments) < 0 ? NULL
								  : text);
}

int
cli_say(int code, const char *format, ...)
{
	va_list arguments;
	char *text;

	va_start(arguments, format);
	text = format_list(format, arguments);
	va_end(arguments);
	escape_line(stderr, "ianaports: %s", text);
	free(text);
	return code;
}

int
cli_refuse(const char *word, const char *format, ...)
{
	size_t length = strlen(word);
	va_list arguments;
	char *why;

	/* Not in the midst of a character. */
	if (length > WORD_MOST)
		for (length = WORD_MOST;
		     length > 0 && (word[length] & 0xc0) == 0x80;)
			length--;
	va_start(arguments, format);
	why = format_list(format, arguments);
	va_end(arguments);
	cli_say(EXIT_USAGE, "'%.*s%s': %s", (int)length, word,
		word[length] == '\0' ? "" : "...", why);
	free(why);
	return EXIT_USAGE;
}

int
cli_complain(const char *path, int result)
{
	const char *why;

	switch (-result) {
	case ENOENT:
		why = "no database here; 'ianaports import' makes one";
		break;
	case EBADMSG:
		why = "damaged, or no database of ianaports";
		break;
	case ENODATA:
		why = "has names and ports alone, not the registry's rows;"
		      " 'ianaports import' makes one that has";
		break;
	case EPROTONOSUPPORT:
		why = "made by another version; 'ianaports import' makes a"
		      " new one";
		break;
	case ENOTSUP:
		why = "made by a development version of LMDB, or by one that is"
		      " too new; 'ianaports import' makes a new one";
		break;
	case ENOKEY:
		why = "encrypted, or has checksums; 'ianaports import' makes a"
		      " new one";
		break;
	default:
		why = strerror(-result);
	}
	return cli_say(EXIT_SYSTEM, "%s: %s", path, why);
}

int
cli_fail(const char *database, int result)
{
	switch (result) {
	case 0:
	case RESULT_CURRENT:
		return 0;
	case RESULT_REFUSED:
		return EXIT_REFUSED;
	case RESULT_UNREACHED:
		return EXIT_NETWORK;
	case RESULT_UNCONFINED:
		return cli_say(EXIT_SYSTEM,
			       "cannot give up root's rights; is there a user"
			       " nobody, and the right to become it?");
	default:
		return cli_say(EXIT_SYSTEM, "%s: %s", database,
			       strerror(-result));
	}
}

struct reader *
cli_open(const char *path)
{
	struct reader *reader;
	int result = reader_open(&reader, path);

	if (result != 0)
		exit(cli_complain(path, result));
	return reader;
}

void
cli_load(struct registry *registry, const char *path)
{
	int result = registry_open_database(registry, path);

	if (result != 0)
		exit(cli_complain(path, result));
}

void
cli_read_services(struct services *services, struct source *source,
		  const char *path)
{
	struct diag diag = {.out = stderr, .file = path};
	int result = services_read_file(services, source, path, &diag);

	diag_end(&diag);
	if (result != 0)
		exit(result == RESULT_REFUSED ? cli_refused(path)
					      : cli_complain(path, result));
}

int
cli_refused(const char *path)
{
	return strcmp(path, "-") != 0 && access(path, R_OK) != 0 ? EXIT_SYSTEM
								 : EXIT_REFUSED;
}

int
cli_finish(void)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return 0;
	return cli_say(EXIT_SYSTEM, "standard output: %s", strerror(errno));
}

char *
cli_format(const char *format, ...)
{
	va_list arguments;
	char *text;

	va_start(arguments, format);
	text = format_list(format, arguments);
	va_end(arguments);
	return text;
}

char *
cli_append(char *text, const char *format, ...)
{
	va_list arguments;
	char *more, *whole;

	va_start(arguments, format);
	more = format_list(format, arguments);
	va_end(arguments);
	if (text == NULL)
		return more;
	whole = cli_format("%s%s", text, more);
	free(text);
	free(more);
	return whole;
}

void *
cli_memory(void *memory)
{
	if (memory == NULL) {
		fprintf(stderr, "ianaports: %s\n", strerror(ENOMEM));
		exit(EXIT_SYSTEM);
	}
	return memory;
}
