/* SPDX-License-Identifier: MIT */
/* ianaports status: whether programs are answered, from what, how old it is. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/cli.h"
#include "cli/output/json.h"
#include "cli/query/machine.h"
#include "config.h"
#include "db/format.h"
#include "importer/input/escape.h"
#include "importer/services/local.h"

enum { OPTION_CHECK = 512, OPTION_MAX_AGE };

#define DAY_SECONDS 86400
#define DAYS_MOST   36500

static const struct argp_option options[] = {
	{"check", OPTION_CHECK, NULL, 0,
	 "Print only what is to be done; exit with 1 if anything is", 0},
	{"max-age", OPTION_MAX_AGE, "DAYS", 0,
	 "Take a registry older than that for too old: 60d, 8w", 0},
	{0},
};

static const char summary[] =
	"Say whether programs are answered, from which registry, and what is to"
	" be done."
	"\v"
	"Whether the module is installed, takes the database and is on the"
	" services line is asked of the module and of glibc themselves. With"
	" --db another database is described, without the machine.\n"
	"\n"
	"Exits with 1 if --check finds anything to be done, with 3 if there is"
	" no database that can be read.";

struct words {
	struct cli_options options;
	bool check;
	int days; /* of --max-age, or -1 */
};

/* All that is to be said; what is unknown is NULL or -1. */
struct status {
	const char *path;
	struct reader *reader;
	struct machine *machine; /* NULL for another database than its own */
	bool vendor;             /* programs have the vendor's copy */
	enum local_state local;
	int days; /* of the registry's age */
	unsigned int problems;
};

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
	[NO_DATABASE] = {"no_database", "no database to read:"
					" run 'ianaports import'"},
	[NO_MODULE] = {"no_module",
		       "the module is not found: install libnss_ianaports.so.2"
		       " and run 'ldconfig'"},
	[REFUSED] = {"refused", "the module takes a file of root's that nobody"
				" else may write: run 'ianaports import' as"
				" root"},
	[DISABLED] = {"not_enabled",
		      "not on the services line: run 'ianaports enable'"},
	[UNANSWERED] = {"not_answered", "something on the services line before"
					" ianaports ends the search, or a cache"
					" is old: see nsswitch.conf(5),"
					" nscd(8)"},
	[LOCAL_FILE] = {"local_changed", "the local file is not as it was:"
					 " run 'ianaports import'"},
	[TOO_OLD] = {"too_old", "the registry is too old:"
				" run 'ianaports update'"},
};

static const struct {
	const char *title, *key;
	enum meta field;
	bool number;
} lines[] = {
	{"schema", "schema", META_SCHEMA, true},
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
	{"name means other", "untold_elsewhere", META_ELSEWHERE, true},
	{"name is local", "untold_local", META_TO_LOCAL, true},
	{"name means none", "untold_nowhere", META_NOWHERE, true},
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
static int
read_days(const char *text)
{
	char *end;
	long number = strtol(text, &end, 10);
	long days = *end == 'w' ? 7 : 1;

	if (*end == 'd' || *end == 'w')
		end++;
	if (text[0] < '0' || text[0] > '9' || *end != '\0' ||
	    number > DAYS_MOST / days)
		exit(cli_refuse(text, "expected a number of days, as 60d"));
	return (int)(number * days);
}

static error_t
parse(int key, char *argument, struct argp_state *state)
{
	struct words *words = state->input;

	switch (key) {
	case OPTION_CHECK:
		words->check = true;
		return 0;
	case OPTION_MAX_AGE:
		words->days = read_days(argument);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
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

/* The first that stands in the way of others hides them. */
static void
find_problems(struct status *status, int days_most)
{
	const struct machine *machine = status->machine;
	bool found[PROBLEMS] = {
		[NO_DATABASE] = status->reader == NULL,
		[LOCAL_FILE] = status->local > LOCAL_UNCHANGED,
		[TOO_OLD] = status->reader != NULL && days_most >= 0 &&
			    (status->days < 0 || status->days > days_most),
	};

	if (machine != NULL) {
		found[NO_MODULE] = !machine->installed;
		found[REFUSED] = !found[NO_DATABASE] && machine->refusal != 0;
		found[DISABLED] = !machine->enabled;
		found[UNANSWERED] = !found[NO_DATABASE] && !found[NO_MODULE] &&
				    !found[REFUSED] && !found[DISABLED] &&
				    !machine->answered;
	}
	for (enum problem p = 0; p < PROBLEMS; p++)
		status->problems |= (unsigned int)found[p] << p;
}

static void
print_line(const char *title, const char *text)
{
	escape_line(stdout, "%-18s %s", title, text);
}

/* "seconds.nanoseconds" as a date. */
static void
print_time(const char *title, const char *text)
{
	time_t seconds = (time_t)strtoll(text, NULL, 10);
	char date[64];
	struct tm broken;

	if (gmtime_r(&seconds, &broken) == NULL ||
	    strftime(date, sizeof(date), "%F %T UTC", &broken) == 0)
		print_line(title, text);
	else
		print_line(title, date);
}

static void
print_machine(const struct machine *machine, bool vendor)
{
	print_line("services line", machine->services == NULL
					    ? "none: files alone"
					    : machine->services);
	print_line("module", !machine->installed ? "not found"
			     : machine->refusal == 0
				     ? "takes the database"
				     : strerror(machine->refusal));
	print_line("programs",
		   !machine->answered ? "are not answered"
		   : vendor ? "are answered from " IANAPORTS_VENDOR_DATABASE
			    : "are answered");
}

static void
print_database(const struct status *status)
{
	const char *const *meta = reader_meta(status->reader);

	print_line("database", status->path);
	printf("%-18s LMDB %s, %u-bit\n", "written by",
	       reader_lmdb(status->reader), reader_bits(status->reader));
	for (size_t i = 0; i < LINES; i++) {
		const char *text = meta[lines[i].field];

		if (lines[i].field == META_ROWS && text[0] == '\0')
			text = "none: names and ports alone";
		if (text[0] == '\0')
			continue;
		if (lines[i].field == META_LOCAL_MTIME)
			print_time(lines[i].title, text);
		else if (lines[i].field == META_PEOPLE && text[0] == '0')
			print_line(lines[i].title,
				   "0; 'ianaports update' fetches them and"
				   " their addresses");
		else
			print_line(lines[i].title, text);
		if (lines[i].field == META_DATE && status->days >= 0)
			printf("%-18s %d days\n", "registry age", status->days);
	}
	if (states[status->local] != NULL)
		print_line("since the import", states[status->local]);
}

static void
print_text(const struct status *status, bool check)
{
	if (!check && status->machine != NULL)
		print_machine(status->machine, status->vendor);
	if (!check && status->reader != NULL)
		print_database(status);
	for (enum problem p = 0; p < PROBLEMS; p++)
		if ((status->problems >> p & 1) != 0)
			print_line("to do", problems[p].advice);
	if (status->problems == 0 && !check && status->machine != NULL)
		print_line("to do", "nothing");
}

static void
put_bool(struct json_object *document, const char *key,
	 const struct machine *machine, bool value)
{
	json_put(document, key,
		 machine == NULL ? NULL : json_object_new_boolean(value));
}

static void
put_machine(struct json_object *document, const struct machine *machine)
{
	static const struct machine none;
	const struct machine *known = machine == NULL ? &none : machine;

	json_text(document, "services_line", known->services);
	put_bool(document, "enabled", machine, known->enabled);
	put_bool(document, "installed", machine, known->installed);
	put_bool(document, "accepted", machine,
		 known->installed && known->refusal == 0);
	put_bool(document, "answered", machine, known->answered);
}

/* An empty field is null, so that every key is always there. */
static void
print_json(const struct status *status)
{
	static const char *const nothing[META_FIELDS];
	struct json_object *document = json_object_new_object();
	struct json_object *list = json_object_new_array();
	const struct reader *reader = status->reader;
	const char *const *meta =
		reader == NULL ? nothing : reader_meta(reader);

	for (enum problem p = 0; p < PROBLEMS; p++)
		if ((status->problems >> p & 1) != 0)
			json_add(list,
				 json_object_new_string(problems[p].code));
	json_text(document, "database", status->path);
	json_put(document, "problems", list);
	put_machine(document, status->machine);
	json_text(document, "lmdb",
		  reader == NULL ? NULL : reader_lmdb(reader));
	json_put(document, "lmdb_bits",
		 reader == NULL
			 ? NULL
			 : json_object_new_int((int)reader_bits(reader)));
	for (size_t i = 0; i < LINES; i++) {
		const char *text = meta[lines[i].field];

		if (text != NULL && text[0] != '\0' && lines[i].number)
			json_number(document, lines[i].key,
				    strtoll(text, NULL, 10));
		else
			json_text(document, lines[i].key, text);
	}
	json_text(document, "local_state", states[status->local]);
	json_put(document, "age_days",
		 status->days < 0 ? NULL : json_object_new_int(status->days));
	json_print(document);
}

/* The module takes the vendor's copy where there is no other. */
static void
ask_machine(struct status *status, struct machine *machine)
{
	struct reader *vendor = NULL;

	if (status->reader == NULL)
		status->vendor =
			reader_open(&vendor, IANAPORTS_VENDOR_DATABASE) == 0;
	machine_ask(machine, status->vendor ? vendor : status->reader);
	if (status->vendor)
		reader_free(vendor);
	status->machine = machine;
}

int
cli_status(int argc, char **argv)
{
	static const struct argp argp = {options, parse, NULL, summary,
					 NULL,    NULL,  NULL};
	struct words words = {.days = -1};
	struct machine machine;
	struct status status = {.days = -1};
	int result, finished;

	cli_words(&argp, &words, &words.options, true, argc, argv);
	status.path = words.options.database;
	result = cli_open(&status.reader, status.path);
	if (strcmp(status.path, IANAPORTS_DATABASE) == 0) {
		ask_machine(&status, &machine);
	} else if (result != 0) {
		return result;
	}
	if (result == 0) {
		status.local = local_compare(reader_meta(status.reader));
		status.days = find_age(reader_meta(status.reader)[META_DATE]);
	}
	find_problems(&status, words.days);
	if (words.options.json)
		print_json(&status);
	else
		print_text(&status, words.check);
	finished = cli_finish();
	if (status.machine != NULL)
		machine_free(&machine);
	reader_free(status.reader);
	if (finished != 0 || result != 0)
		return finished != 0 ? finished : result;
	return words.check && status.problems != 0 ? EXIT_REFUSED : 0;
}
