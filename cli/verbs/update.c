/* SPDX-License-Identifier: MIT */
/* ianaports update: the registry from IANA becomes the active database. */
#include "importer/update/update.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/nscd.h"
#include "cli/root.h"
#include "cli/usage.h"
#include "config.h"
#include "importer/compare/compare.h"
#include "importer/input/escape.h"
#include "importer/registry/load.h"

#define URL                                                                    \
	"https://www.iana.org/assignments/service-names-port-numbers/"         \
	"service-names-port-numbers.xml"
#define TIMEOUT      300
#define TIMEOUT_MOST 86400

struct words {
	struct update update;
	const char *authorities;
	bool verbose;
};

static void
read_timeout(void *to, const char *text)
{
	char *end;
	long seconds;

	errno = 0;
	seconds = strtol(text, &end, 10);
	if (errno != 0 || end == text || *end != '\0' || seconds < 1 ||
	    seconds > TIMEOUT_MOST)
		exit(cli_refuse(text, "expected a number from 1 to %d",
				TIMEOUT_MOST));
	*(long *)to = seconds;
}

/* Read here, since a process without rights may not be allowed to. */
static int
read_authorities(struct words *words, struct source *source)
{
	struct diag diag = {.out = stderr, .file = words->authorities};

	if (words->authorities == NULL)
		return 0;
	if (source_load(source, words->authorities, &diag) != 0)
		return EXIT_SYSTEM;
	words->update.request.authorities = source->text;
	words->update.request.authorities_size = source->length;
	return 0;
}

/* One line, drawn over itself: the bytes so far and in all, 0 if unknown. */
static void
draw_progress(int64_t got, int64_t all)
{
	static const char full[] = "########################################";
	int width = (int)strlen(full);

	if (all > 0)
		fprintf(stderr, "\r[%-*.*s] %3" PRId64 " %%", width,
			got <= all ? (int)(got * width / all) : 0, full,
			got * 100 / all);
	else if (got > 0)
		fprintf(stderr, "\r%" PRId64 " KiB", got >> 10);
}

static void
say_not_yet(const struct update *update, int result)
{
	const struct memo *memo = &update->memo;
	time_t when = memo->until;
	char text[64] = "";
	struct tm tm;

	if (update->wait == MEMO_FRESH) {
		escape_line(result == 0 ? stdout : stderr,
			    "%s: asked %d hours ago%s; once a day is enough, "
			    "and --force asks again",
			    memo->url, (int)((time(NULL) - memo->asked) / 3600),
			    result == 0 ? "" : " without success");
		return;
	}
	if (localtime_r(&when, &tm) != NULL)
		strftime(text, sizeof(text), "%F %R", &tm);
	escape_line(stderr, "%s: the server asks for no request before %s",
		    memo->url, text);
}

static int
say(const struct words *words)
{
	const struct update *update = &words->update;
	const struct import *import = &update->import;
	struct comparison comparison;
	const size_t *changes;
	const char *const *meta;
	int result;

	if (update->outcome == UPDATED_SAME) {
		escape_line(stdout, "unchanged, registry of %s",
			    update->memo.date);
		return 0;
	}
	/* Without an active database, or rows in it, all is new. */
	result = comparison_load(&comparison, import->active, import->made);
	if (result == -ENODATA)
		result = comparison_load(&comparison, NULL, import->made);
	if (result != 0)
		return result;
	changes = comparison.changes.counts;
	escape_line(stdout, "+%zu \u2212%zu ~%zu, registry of %s",
		    changes[CHANGE_ADDED], changes[CHANGE_REMOVED],
		    changes[CHANGE_RENAMED] + changes[CHANGE_MOVED] +
			    changes[CHANGE_CHANGED],
		    update->memo.date);
	comparison_free(&comparison);
	if (!words->verbose)
		return 0;
	meta = reader_meta(import->made);
	escape_line(stdout, "%s: %zu bytes, %s rows, %s people",
		    update->request.url, import->files[0].source.length,
		    meta[META_ROWS], meta[META_PEOPLE]);
	escape_line(stdout, "%s: %s of %s pairs, %s names", import->title,
		    meta[META_RECORDS], meta[META_ASSIGNED], meta[META_NAMES]);
	return 0;
}

/* Returns the exit code. */
static int
finish(const struct words *words, int result)
{
	const struct update *update = &words->update;

	if (update->outcome == UPDATED_NOT_YET) {
		if (result != 0 || !update->import.quiet)
			say_not_yet(update, result);
		return result < 0 ? EXIT_SYSTEM
				  : cli_fail(update->import.title, result);
	}
	if (result == RESULT_UNREACHED)
		cli_say(0, "%s: %s", update->request.url, update->reply.reason);
	if (result == 0 && !update->import.quiet)
		result = say(words);
	return result == 0 ? cli_finish()
			   : cli_fail(update->import.title, result);
}

static void
read_words(struct words *words, int argc, char **argv)
{
	struct update *update = &words->update;
	const struct cli_option options[] = {
		{"url", '\0', "URL",
		 "Fetch this: by https, from a file (file:///...), or by http"
		 " from this machine itself",
		 .text = &update->request.url},
		{"cacert", '\0', "FILE",
		 "Trust the authorities in this PEM file, not the system's",
		 .text = &words->authorities},
		{"timeout", '\0', "SECONDS",
		 "Give up after that long, not after 300 seconds",
		 .take = read_timeout, .to = &update->request.timeout},
		ROOT_OPTIONS(&update->import),
		{"force", 'f', NULL,
		 "Ask although a day has not passed; take a registry that is"
		 " older or much smaller than the active one",
		 .flag = &update->import.force},
		{"quiet", 'q', NULL, "Print errors only",
		 .flag = &update->import.quiet},
		{"verbose", 'v', NULL, "Print more about what was fetched",
		 .flag = &words->verbose},
		{0}};
	const struct usage usage = {
		.summary = "Fetch the registry from IANA, check it, and make it"
			   " the active database.",
		.notes = "At most one request a day is sent, and nothing is"
			 " transferred or changed if the registry is what it"
			 " was. Started by root, it is fetched and parsed"
			 " without root's rights. What was fetched is kept"
			 " beside the database; 'ianaports import --previous'"
			 " goes back.",
		.examples = "update -v\nupdate --root /srv/image",
		.options = options};

	usage_parse(&usage, argc, argv);
}

int
cli_update(int argc, char **argv)
{
	struct words words = {
		.update = {.import = {.output = IANAPORTS_DATABASE,
				      .diagnostics = stderr},
			   .request = {.url = URL, .timeout = TIMEOUT}},
	};
	struct update *update = &words.update;
	struct import *import = &update->import;
	struct source authorities = {0};
	const char *fault;
	int result;

	read_words(&words, argc, argv);
	fault = url_fault(update->request.url);
	if (fault != NULL)
		return cli_refuse(update->request.url, "%s", fault);
	result = root_refuse(import->root);
	if (result == 0)
		result = read_authorities(&words, &authorities);
	if (result != 0)
		return result;
	import->title = root_path(import->root, import->output);
	if (!import->quiet && isatty(STDERR_FILENO))
		update->progress = draw_progress;
	result = update_run(update);
	if (update->progress != NULL)
		fputs("\r\033[K", stderr);
	result = finish(&words, result);
	if (update->outcome == UPDATED_ANEW &&
	    strcmp(import->title, IANAPORTS_DATABASE) == 0)
		nscd_drop();
	source_free(&authorities);
	return import_end(import, result);
}
