/* SPDX-License-Identifier: MIT */
/* ianaports import: a registry file becomes the active database. */
#include "importer/import.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/output/changes.h"
#include "cli/root.h"
#include "config.h"
#include "importer/compare/compare.h"
#include "importer/forms/form.h"
#include "importer/input/escape.h"
#include "importer/registry/load.h"
#include "importer/root.h"
#include "importer/services/local.h"
#include "importer/update/vault.h"

enum {
	OPTION_LOCAL = 256,
	OPTION_NO_LOCAL,
	OPTION_OVERLAY,
	OPTION_NO_OVERLAY,
	OPTION_ALL_PAIRS,
	OPTION_NO_ALL_PAIRS,
	OPTION_NAMES_ONLY,
	OPTION_FORMAT,
	OPTION_DRY_RUN,
	OPTION_IF_STALE,
	OPTION_PREVIOUS,
	OPTION_ROOT,
};

static const struct argp_option options[] = {
	{"output", 'o', "DB", 0, "Write this database, not " IANAPORTS_DATABASE,
	 0},
	{"local", OPTION_LOCAL, "FILE", 0,
	 "Leave what this services(5) file knows to it, not what"
	 " /etc/services or else /usr/etc/services knows; several are asked in"
	 " their order",
	 0},
	{"no-local", OPTION_NO_LOCAL, NULL, 0, "Take the registry alone", 0},
	{"overlay", OPTION_OVERLAY, NULL, 0,
	 "Put the lines of that file into the database as well, so that"
	 " 'services: ianaports files' answers what 'files ianaports' does",
	 0},
	{"no-overlay", OPTION_NO_OVERLAY, NULL, 0,
	 "Do not; without either option it stays as it is", 0},
	{"all-pairs", OPTION_ALL_PAIRS, NULL, 0,
	 "Tell the name of every port, even one that means another port when"
	 " it is asked for",
	 0},
	{"no-all-pairs", OPTION_NO_ALL_PAIRS, NULL, 0,
	 "Do not; without either option it stays as it is", 0},
	{"names-only", OPTION_NAMES_ONLY, NULL, 0,
	 "Leave out all that programs never ask for: the registry's rows and"
	 " people",
	 0},
	{"format", OPTION_FORMAT, "FORM", 0,
	 "csv, xml, xhtml, text or services; else told from the content", 0},
	{"force", 'f', NULL, 0,
	 "Take a registry that is much smaller than the active one", 0},
	{"dry-run", OPTION_DRY_RUN, NULL, 0,
	 "Do all but replace the database, and show what would change, as"
	 " 'ianaports diff' does",
	 0},
	{"if-stale", OPTION_IF_STALE, NULL, 0,
	 "Do nothing if the database was made from a registry as new, and from"
	 " the local file as it is",
	 0},
	{"previous", OPTION_PREVIOUS, NULL, 0,
	 "Go back to the registry before the one last fetched", 0},
	{"root", OPTION_ROOT, "DIR", 0, ROOT_HELP, 0},
	{"quiet", 'q', NULL, 0, "Print errors only", 0},
	{"verbose", 'v', NULL, 0, "Print what was imported", 0},
	{0},
};

static const char summary[] =
	"Compile IANA's port registry into the database that the name service"
	" switch reads."
	"\v"
	"FILE is in any form that IANA publishes (CSV, XML, XHTML, plain text,"
	" the web page saved as text) or a services(5) file; '-' is standard"
	" input. Without FILE, the newer is taken of the registry that was"
	" installed (" IANAPORTS_REGISTRY ") and the one that was fetched"
	" ('ianaports update').\n"
	"\n"
	"A file with an error in it is refused whole, and the active database "
	"stays.";

struct words {
	struct import import;
	const char *file;
	char *locals; /* paths of --local, with a colon between, or NULL */
	bool verbose, default_local, relative, previous;
};

/* The database is to know where a relative path leads, whoever reads it. */
static void
add_local(struct words *words, const char *path)
{
	bool relative = path[0] != '/';
	char *here = relative ? cli_memory(get_current_dir_name()) : NULL;
	char *old = words->locals;

	if (strchr(path, ':') != NULL ||
	    (relative && strchr(here, ':') != NULL))
		exit(cli_refuse(
			path,
			"the path contains a colon, which separates files"));
	if (asprintf(&words->locals, "%s%s%s%s%s", old == NULL ? "" : old,
		     old == NULL ? "" : ":", relative ? here : "",
		     relative ? "/" : "", path) < 0)
		cli_memory(NULL);
	free(here);
	free(old);
	words->import.local = words->locals;
	words->default_local = false;
	words->relative = words->relative || relative;
}

static enum form
find_form(const char *name)
{
	enum form form = form_find(name);

	if (form == FORM_UNKNOWN)
		exit(cli_refuse(name, "unknown format; expected csv, xml,"
				      " xhtml, text or services"));
	return form;
}

/* Takes an option that says no more than itself. */
static bool
choose(struct import *import, int key)
{
	switch (key) {
	case OPTION_OVERLAY:
		import->overlay = CHOICE_ON;
		return true;
	case OPTION_NO_OVERLAY:
		import->overlay = CHOICE_OFF;
		return true;
	case OPTION_ALL_PAIRS:
		import->all_pairs = CHOICE_ON;
		return true;
	case OPTION_NO_ALL_PAIRS:
		import->all_pairs = CHOICE_OFF;
		return true;
	case OPTION_NAMES_ONLY:
		import->names_only = true;
		return true;
	case 'f':
		import->force = true;
		return true;
	case OPTION_DRY_RUN:
		import->dry_run = true;
		return true;
	case OPTION_IF_STALE:
		import->if_stale = true;
		return true;
	default:
		return false;
	}
}

static error_t
parse(int key, char *argument, struct argp_state *state)
{
	struct words *words = state->input;
	struct import *import = &words->import;

	switch (key) {
	case 'o':
		import->output = argument;
		return 0;
	case OPTION_LOCAL:
		add_local(words, argument);
		return 0;
	case OPTION_NO_LOCAL:
		free(words->locals);
		words->locals = NULL;
		import->local = NULL;
		words->default_local = words->relative = false;
		return 0;
	case OPTION_FORMAT:
		import->form = find_form(argument);
		return 0;
	case OPTION_PREVIOUS:
		words->previous = true;
		return 0;
	case OPTION_ROOT:
		import->root = argument;
		return 0;
	case 'q':
		import->quiet = true;
		words->verbose = false;
		return 0;
	case 'v':
		words->verbose = true;
		import->quiet = false;
		return 0;
	case ARGP_KEY_ARG:
		if (state->arg_num > 0)
			exit(cli_refuse(argument,
					"only one file can be given"));
		words->file = argument;
		return 0;
	case ARGP_KEY_END:
		if (words->previous && state->arg_num > 0)
			argp_error(state, "--previous takes no file");
		if (words->relative && import->root != NULL)
			argp_error(state, "--root takes an absolute --local");
		return 0;
	default:
		return choose(import, key) ? 0 : ARGP_ERR_UNKNOWN;
	}
}

/* Shows what an import would change. */
static int
review(const struct import *import)
{
	struct comparison comparison;
	const struct edition old = {import->title, &comparison.registry[0]};
	const struct edition new = {import_source(import)->name,
				    &comparison.registry[1]};
	const struct terminal plain = {.screen = -1};
	int result;

	/* The first import, or one that replaces a damaged database. */
	if (import->active == NULL) {
		escape_line(stdout, "%s: no database to compare with",
			    import->title);
		return 0;
	}
	result = comparison_load(&comparison, import->active, import->made);
	if (result == 0) {
		changes_print(&comparison.changes, &old, &new, CHANGE_ALL,
			      &plain);
		comparison_free(&comparison);
	}
	if (result != -ENODATA)
		return result;
	escape_line(stdout,
		    "%s: without the registry's rows, nothing to compare",
		    import->title);
	return 0;
}

static void
describe(const struct import *import)
{
	const char *const *meta = reader_meta(import->made);
	bool whole = meta[META_ROWS][0] != '\0';

	escape_line(
		stdout, "%s: %s, registry of %s: %s%s%s%s",
		import_source(import)->name, meta[META_FORM],
		meta[META_DATE][0] == '\0' ? "unknown date" : meta[META_DATE],
		meta[META_ROWS], whole ? " rows, " : "names and ports alone",
		meta[META_PEOPLE], whole ? " people" : "");
	escape_line(stdout, "%s: %s of %s services, %s names%s%s%s",
		    import->title, meta[META_RECORDS], meta[META_ASSIGNED],
		    meta[META_NAMES],
		    import->local == NULL ? "" : "; the rest is left to ",
		    import->local == NULL ? "" : import->local,
		    import->dry_run ? " (not written)" : "");
}

/* A file of the system's; one that is missing may be as good. */
static int
take_below(struct import *import, const char *path, bool needed)
{
	const char *name = root_path(import->root, path);
	struct diag diag = {.out = stderr, .file = name};
	struct source source;
	int fd = root_open(import->root, path, O_RDONLY), result;

	if (fd == -ENOENT && !needed)
		return 0;
	result = source_take(&source, fd, &diag);
	if (result == 0)
		import_take(import, name, &source);
	return result;
}

/* The newer of the registry that was installed and the one that was fetched.
 */
static int
take_newest(struct import *import)
{
	char *fetched = cli_memory(vault_path(import->output, VAULT_CURRENT));
	int result = take_below(import, fetched, false);

	import->at_hand = true;
	if (result == 0)
		result = take_below(import, IANAPORTS_REGISTRY,
				    import->file_count == 0);
	free(fetched);
	return result;
}

static int
take_registry(struct words *words)
{
	struct diag diag = {.out = stderr, .file = words->file};
	struct source source;
	int result;

	if (words->file == NULL)
		return take_newest(&words->import);
	result = source_load(&source, words->file, &diag);
	if (result == 0)
		import_take(&words->import, words->file, &source);
	return result;
}

/* Imports registry.previous and makes it the one last fetched. */
static int
go_back(struct import *import)
{
	char *path = cli_memory(vault_path(import->output, VAULT_PREVIOUS));
	struct vault vault;
	int result = vault_open(&vault, import->root, import->output);

	if (result == 0)
		result = take_below(import, path, false);
	if (result == 0 && import->file_count == 0) {
		escape_line(stderr,
			    "ianaports: %s: no earlier registry is kept",
			    root_path(import->root, path));
		result = RESULT_REFUSED;
	}
	if (result == 0)
		result = import_run(import);
	if (result == 0 && !import->dry_run)
		result = vault_swap(&vault);
	vault_close(&vault);
	free(path);
	return result;
}

static int
run(struct words *words)
{
	struct import *import = &words->import;
	int result;

	if (words->default_local)
		import->local = local_find(import->root);
	if (words->previous)
		return go_back(import);
	result = take_registry(words);
	return result == 0 ? import_run(import) : result;
}

int
cli_import(int argc, char **argv)
{
	static const struct argp argp = {options, parse, "[FILE]", summary,
					 NULL,    NULL,  NULL};
	struct words words = {
		.import = {.output = IANAPORTS_DATABASE, .diagnostics = stderr},
		.default_local = true,
	};
	struct import *import = &words.import;
	int result;

	cli_words(&argp, &words, NULL, false, argc, argv);
	result = root_refuse(import->root);
	if (result != 0)
		return result;
	import->title = root_path(import->root, import->output);
	result = run(&words);
	if (result == 0 && import->dry_run && !import->quiet)
		result = review(import);
	if (result == 0 && words.verbose)
		describe(import);
	result = cli_fail(import->title, import_end(import, result));
	free(words.locals);
	return result == 0 ? cli_finish() : result;
}
