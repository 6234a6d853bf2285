/* SPDX-License-Identifier: MIT */
/* ianaports status: whether programs are answered, from what, how old it is. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/cli.h"
#include "cli/output/json.h"
#include "cli/query/machine.h"
#include "cli/usage.h"
#include "config.h"
#include "db/format.h"
#include "importer/input/escape.h"
#include "importer/services/local.h"

#define DAY_SECONDS 86400
#define DAYS_MOST   36500

enum problem {
	NO_DATABASE,
	NO_MODULE,
	REFUSED,
	DISABLED,
	UNANSWERED,
	LOCAL_FILE,
	TOO_OLD,
	PROBLEMS
};

static const struct {
	const char *code, *advice;
} problems[PROBLEMS] = {
	{"no_database", "no database that can be read: run 'ianaports import'"},
	{"no_module", "the module is not found: install libnss_ianaports.so.2,"
		      " run ldconfig"},
	{"refused", "the module takes root's files alone: as root run"
		    " 'ianaports import'"},
	{"not_enabled", "not on the services line: run 'ianaports enable'"},
	{"not_answered", "an action on the services line, or a cache, stands"
			 " before ianaports"},
	{"local_changed", "the local file is not as it was: run 'ianaports"
			  " import'"},
	{"too_old", "the registry is too old: run 'ianaports update'"},
};

/* All that is to be said; what is unknown is NULL or -1. */
struct status {
	const char *path;
	struct reader *reader;
	const struct machine *machine; /* NULL for another database */
	enum local_state local;
	int days; /* of the registry's age */
	bool problems[PROBLEMS];
};

static const struct {
	const char *title, *key;
	enum meta field;
	bool number;
} lines[] = {
	{"schema", "database_schema", META_SCHEMA, true},
	{"registry date", "date", META_DATE, false},
	{"registry form", "form", META_FORM, false},
	{"registry SHA-256", "digest", META_DIGEST, false},
	{"registry rows", "rows", META_ROWS, true},
	{"people", "people", META_PEOPLE, true},
	{"pairs assigned", "assigned", META_ASSIGNED, true},
	{"pairs answered", "records", META_RECORDS, true},
	{"names answered", "names", META_NAMES, true},
	{"local file", "local", META_LOCAL_PATH, false},
	{"its size", "local_size", META_LOCAL_SIZE, true},
	{"its time", "local_mtime", META_LOCAL_MTIME, false},
	{"its SHA-256", "local_digest", META_LOCAL_DIGEST, false},
	{"its lines overlaid", "overlay", META_OVERLAY, true},
	{"all pairs answered", "all_pairs", META_ALL_PAIRS, true},
	/* Pairs that are not answered, by what their name is instead. */
	{"untold: elsewhere", "untold_elsewhere", META_ELSEWHERE, true},
	{"untold: local", "untold_local", META_TO_LOCAL, true},
	{"untold: nowhere", "untold_nowhere", META_NOWHERE, true},
};

static const char *const states[] = {
	[LOCAL_NONE] = NULL,
	[LOCAL_UNCHANGED] = "unchanged",
	[LOCAL_CHANGED] = "changed",
	[LOCAL_MISSING] = "missing",
	[LOCAL_UNREADABLE] = "unreadable",
};

#define LINES (sizeof(lines) / sizeof(lines[0]))

/* "60d", "8w", or days alone. */
static void
read_days(void *to, const char *text)
{
	char *end;
	long number = strtol(text, &end, 10);
	long days = *end == 'w' ? 7 : 1;

	if (*end == 'd' || *end == 'w')
		end++;
	if (text[0] < '0' || text[0] > '9' || *end != '\0' ||
	    number > DAYS_MOST / days)
		exit(cli_refuse(text, "expected a number of days, as 60d"));
	*(int *)to = (int)(number * days);
}

/* -1 if the date is not known. */
static int
find_age(const char *date)
{
	struct tm day = {0};

	if (strptime(date, "%Y-%m-%d", &day) == NULL)
		return -1;
	return (int)((time(NULL) - timegm(&day)) / DAY_SECONDS);
}

/* What stands in the way of others hides them. */
static void
find_problems(struct status *status, int days_most)
{
	const struct machine *machine = status->machine;
	bool *is = status->problems;

	is[NO_DATABASE] = status->reader == NULL;
	is[LOCAL_FILE] = status->local > LOCAL_UNCHANGED;
	is[TOO_OLD] = status->reader != NULL && days_most >= 0 &&
		      (status->days < 0 || status->days > days_most);
	if (machine == NULL)
		return;
	is[NO_MODULE] = !machine->installed;
	is[REFUSED] =
		!is[NO_DATABASE] && machine->installed && !machine->accepted;
	is[DISABLED] = !machine->enabled;
	is[UNANSWERED] = !is[NO_DATABASE] && !is[NO_MODULE] && !is[REFUSED] &&
			 !is[DISABLED] && !machine->answered;
}

static void
print_line(const char *title, const char *text)
{
	escape_line(stdout, "%-18s %s", title, text);
}

static void
print_answered(const struct machine *machine)
{
	print_line("programs",
		   !machine->answered ? "are not answered"
		   : machine->vendor
			   ? "are answered from " IANAPORTS_VENDOR_DATABASE
			   : "are answered");
}

static void
print_machine(const struct machine *machine)
{
	print_line("services line", machine->services == NULL
					    ? "none: files alone"
					    : machine->services);
	print_line("module", !machine->installed ? "not found"
			     : machine->accepted ? "takes the database"
						 : "refuses the database");
	print_answered(machine);
}

/* Whether that is the digest of the registry that ships. */
static bool
is_shipped(const char *digest)
{
	return digest != NULL && strcmp(digest, IANAPORTS_SHIPPED) == 0;
}

static void
print_field(const struct status *status, size_t line, const char *text)
{
	time_t seconds = (time_t)strtoll(text, NULL, 10);
	struct tm broken;
	char date[64];

	if (lines[line].field == META_ROWS && text[0] == '\0')
		text = "none: names and ports alone";
	if (lines[line].field == META_PEOPLE && seconds == 0)
		text = "0; 'ianaports update' fetches them and their addresses";
	if (lines[line].field == META_LOCAL_MTIME &&
	    gmtime_r(&seconds, &broken) != NULL &&
	    strftime(date, sizeof(date), "%F %T UTC", &broken) > 0)
		text = date;
	print_line(lines[line].title, text);
	if (lines[line].field == META_DATE && status->days >= 0)
		printf("%-18s %d days\n", "registry age", status->days);
	if (lines[line].field == META_DIGEST && is_shipped(text))
		print_line("registry is",
			   "a snapshot put together; 'ianaports update' fetches"
			   " IANA's");
}

static void
print_database(const struct status *status)
{
	const char *const *meta = reader_meta(status->reader);

	print_line("database", status->path);
	printf("%-18s LMDB %s, %u-bit\n", "written by",
	       reader_lmdb(status->reader), reader_bits(status->reader));
	for (size_t i = 0; i < LINES; i++)
		if (lines[i].field == META_ROWS ||
		    meta[lines[i].field][0] != '\0')
			print_field(status, i, meta[lines[i].field]);
	if (states[status->local] != NULL)
		print_line("since the import", states[status->local]);
}

/* Whether there is anything. */
static bool
print_advice(const struct status *status)
{
	bool any = false;

	for (size_t p = 0; p < PROBLEMS; p++) {
		if (status->problems[p])
			print_line("to do", problems[p].advice);
		any = any || status->problems[p];
	}
	return any;
}

static void
print_text(const struct status *status, bool check)
{
	if (!check && status->machine != NULL)
		print_machine(status->machine);
	if (!check && status->reader != NULL)
		print_database(status);
	if (!print_advice(status) && !check && status->machine != NULL)
		print_line("to do", "nothing");
}

static void
put_machine(struct json *json, const struct machine *machine)
{
	json_open_object(json, "machine");
	json_text(json, "services_line", machine->services);
	json_truth(json, "enabled", machine->enabled);
	json_truth(json, "installed", machine->installed);
	json_truth(json, "accepted", machine->accepted);
	json_truth(json, "answered", machine->answered);
	json_close(json);
}

/* An empty field is null, so that every key is always there. */
static void
print_json(const struct status *status)
{
	static const char *const nothing[META_FIELDS];
	struct reader *reader = status->reader;
	const char *const *meta =
		reader == NULL ? nothing : reader_meta(reader);
	struct json json;

	json_begin(&json, meta[META_DATE], false);
	json_text(&json, "database", status->path);
	json_open_list(&json, "problems");
	for (size_t p = 0; p < PROBLEMS; p++)
		if (status->problems[p])
			json_text(&json, NULL, problems[p].code);
	json_close(&json);
	if (status->machine == NULL)
		json_text(&json, "machine", NULL);
	else
		put_machine(&json, status->machine);
	json_text(&json, "lmdb", reader == NULL ? "" : reader_lmdb(reader));
	json_number(&json, "lmdb_bits",
		    reader == NULL ? -1 : (int64_t)reader_bits(reader));
	for (size_t i = 0; i < LINES; i++) {
		const char *text = meta[lines[i].field];

		if (lines[i].field == META_DATE)
			continue;
		if (lines[i].number)
			json_number(&json, lines[i].key,
				    text == NULL || text[0] == '\0'
					    ? -1
					    : strtoll(text, NULL, 10));
		else
			json_text(&json, lines[i].key, text);
	}
	json_truth(&json, "shipped", is_shipped(meta[META_DIGEST]));
	json_text(&json, "local_state", states[status->local]);
	json_number(&json, "age_days", status->days);
	json_end(&json);
}

/* Of this machine, if it is its database.  Returns 0, or the exit code where
 * the database cannot be opened. */
static int
take(struct status *status, struct machine *machine, int days_most)
{
	int result = reader_open(&status->reader, status->path);

	if (result != 0)
		result = cli_complain(status->path, result);
	status->days = -1;
	if (strcmp(status->path, IANAPORTS_DATABASE) == 0) {
		machine_ask(machine, status->reader);
		status->machine = machine;
	} else if (result != 0) {
		return result;
	}
	if (result == 0) {
		status->local = local_compare(reader_meta(status->reader));
		status->days = find_age(reader_meta(status->reader)[META_DATE]);
	}
	find_problems(status, days_most);
	return result;
}

void
cli_say_answered(void)
{
	struct machine machine = {.services = NULL};
	struct status status = {.path = IANAPORTS_DATABASE};

	take(&status, &machine, -1);
	print_answered(&machine);
	print_advice(&status);
	free(machine.services);
	reader_free(status.reader);
}

int
cli_status(int argc, char **argv)
{
	bool check = false, json = false;
	int days = -1, result, finished;
	struct machine machine = {.services = NULL};
	struct status status = {.reader = NULL};
	const struct cli_option options[] = {
		{"check", '\0', NULL,
		 "Print only what is to be done; exit with 1 if anything is",
		 .flag = &check},
		{"max-age", '\0', "DAYS",
		 "Take a registry older than that for too old: 60d, 8w",
		 .take = read_days, .to = &days},
		{0}};
	const struct usage usage = {
		.summary = "Say whether programs are answered, from which"
			   " registry, and what to do next.",
		.notes = "With --db another database is described, without the"
			 " machine.\n"
			 "Exits with 1 if --check finds anything to be done.",
		.examples = "status\nstatus --check --max-age 60d",
		.options = options,
		.database = &status.path,
		.json = &json};

	usage_parse(&usage, argc, argv);
	result = take(&status, &machine, days);
	if (result != 0 && status.machine == NULL)
		return result;
	if (json)
		print_json(&status);
	else
		print_text(&status, check);
	finished = cli_finish();
	free(machine.services);
	reader_free(status.reader);
	if (finished != 0 || result != 0)
		return finished != 0 ? finished : result;
	return check && memchr(status.problems, 1, PROBLEMS) != NULL
		       ? EXIT_REFUSED
		       : 0;
}
