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
#include "cli/usage.h"
#include "config.h"
#include "importer/compare/compare.h"
#include "importer/forms/form.h"
#include "importer/input/escape.h"
#include "importer/registry/load.h"
#include "importer/root.h"
#include "importer/services/local.h"
#include "importer/update/vault.h"

struct words {
	struct import import;
	const char *file;
	char *locals;      /* paths of --local, with a colon between, or NULL */
	char *kept;        /* path of what update keeps, which messages name */
	const char *taken; /* the registry last taken up, or NULL */
	bool verbose, default_local, relative, previous;
};

/* The database is to know where a relative path leads, whoever reads it. */
static void
add_local(void *to, const char *path)
{
	struct words *words = to;
	bool relative = path[0] != '/';
	char *here = relative ? cli_memory(get_current_dir_name()) : NULL;

	if (strchr(path, ':') != NULL ||
	    (relative && strchr(here, ':') != NULL))
		exit(cli_refuse(
			path,
			"the path contains a colon, which separates files"));
	words->locals = cli_append(
		words->locals, "%s%s%s%s", words->locals == NULL ? "" : ":",
		relative ? here : "", relative ? "/" : "", path);
	free(here);
	words->import.local = words->locals;
	words->default_local = false;
	words->relative = words->relative || relative;
}

static void
drop_local(void *to, const char *value)
{
	struct words *words = to;

	(void)value;
	free(words->locals);
	words->locals = NULL;
	words->import.local = NULL;
	words->default_local = words->relative = false;
}

static void
set_form(void *to, const char *name)
{
	enum form *form = to;

	*form = form_find(name);
	if (*form == FORM_UNKNOWN)
		exit(cli_refuse(name, "unknown format; expected csv, xml,"
				      " xhtml, text or services"));
}

static void
switch_on(void *to, const char *value)
{
	(void)value;
	*(enum choice *)to = CHOICE_ON;
}

static void
switch_off(void *to, const char *value)
{
	(void)value;
	*(enum choice *)to = CHOICE_OFF;
}

/* Shows what an import would change. */
static int
review(const struct import *import)
{
	struct comparison comparison;
	const struct edition old = {import->title, &comparison.registry[0]};
	const struct edition new = {import_source(import)->name,
				    &comparison.registry[1]};
	struct terminal page;
	int result;

	/* The first import, or one that replaces a damaged database. */
	if (import->active == NULL) {
		escape_line(stdout, "%s: no database to compare with",
			    import->title);
		return 0;
	}
	result = comparison_load(&comparison, import->active, import->made);
	if (result == 0) {
		terminal_begin(&page);
		changes_print(&comparison.changes, &old, &new, CHANGE_ALL,
			      &page);
		comparison_free(&comparison);
		return terminal_end(&page) == 0 ? 0 : -EIO;
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
	escape_line(stdout, "%s: %s of %s pairs, %s names%s%s%s", import->title,
		    meta[META_RECORDS], meta[META_ASSIGNED], meta[META_NAMES],
		    import->local == NULL ? "" : "; the rest is left to ",
		    import->local == NULL ? "" : import->local,
		    import->dry_run ? " (not written)" : "");
}

/* A file of the system's, if it is there; the path has to last. */
static int
take_below(struct words *words, const char *path)
{
	struct import *import = &words->import;
	const char *name = root_path(import->root, path);
	struct diag diag = {.out = stderr, .file = name};
	struct source source;
	int fd = root_open(import->root, path, O_RDONLY), result;

	if (fd == -ENOENT)
		return 0;
	words->taken = name;
	result = source_take(&source, fd, &diag);
	if (result == 0)
		import_take(import, name, &source);
	return result;
}

/* The newer of the registry that was installed and the one that was fetched.
 */
static int
take_newest(struct words *words)
{
	struct import *import = &words->import;
	int result;

	words->kept = cli_memory(vault_path(import->output, VAULT_CURRENT));
	import->at_hand = true;
	result = take_below(words, words->kept);
	if (result == 0)
		result = take_below(words, IANAPORTS_REGISTRY);
	if (result != 0 || import->file_count > 0)
		return result;
	exit(cli_say(EXIT_SYSTEM,
		     "%s: no registry is installed; 'ianaports update' fetches"
		     " one, 'ianaports import FILE' takes a file",
		     root_path(import->root, IANAPORTS_REGISTRY)));
}

static int
take_registry(struct words *words)
{
	struct diag diag = {.out = stderr, .file = words->file};
	struct source source;
	int result;

	if (words->file == NULL)
		return take_newest(words);
	words->taken = words->file;
	result = source_load(&source, words->file, &diag);
	if (result == 0)
		import_take(&words->import, words->file, &source);
	return result;
}

/* Imports registry.previous and makes it the one last fetched. */
static int
go_back(struct words *words)
{
	struct import *import = &words->import;
	struct vault vault;
	int result = vault_open(&vault, import->root, import->output);

	words->kept = cli_memory(vault_path(import->output, VAULT_PREVIOUS));
	if (result == 0)
		result = take_below(words, words->kept);
	if (result == 0 && import->file_count == 0) {
		cli_say(0, "%s: no earlier registry is kept",
			root_path(import->root, words->kept));
		result = RESULT_REFUSED;
	}
	if (result == 0)
		result = import_run(import);
	if (result == 0 && !import->dry_run)
		result = vault_swap(&vault);
	vault_close(&vault);
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
		return go_back(words);
	result = take_registry(words);
	return result == 0 ? import_run(import) : result;
}

/* The exit code of a refusal, told: a file that cannot be read is no input. */
static int
find_code(const struct words *words)
{
	const struct local *local = &words->import.local_files;
	int code = EXIT_REFUSED;

	if (words->taken != NULL)
		code = cli_refused(words->taken);
	for (size_t i = 0; i < local->file_count && code == EXIT_REFUSED; i++)
		code = cli_refused(local->files[i].name);
	return code;
}

static void
parse(struct words *words, const struct cli_option *options, int argc,
      char **argv)
{
	const struct usage usage = {
		.summary = "Compile IANA's port registry into the database that"
			   " the name service switch reads.",
		.arguments = "[FILE]",
		.notes = "FILE is in any form that IANA publishes (CSV, XML,"
			 " XHTML, plain text, the web page saved as text) or a"
			 " services(5) file; '-' is standard input. Without"
			 " FILE, the newer is taken of the registry that was"
			 " installed (" IANAPORTS_REGISTRY ") and the one that"
			 " was fetched ('ianaports update').\n"
			 "A file with an error in it is refused whole, and the"
			 " active database stays.",
		.examples = "import\n"
			    "import -v service-names-port-numbers.xml",
		.options = options};
	size_t count = usage_parse(&usage, argc, argv);

	if (count > 1)
		exit(cli_refuse(argv[2], "only one file can be given"));
	words->file = argv[1];
	if (words->previous && count > 0)
		exit(cli_refuse("--previous", "takes no file"));
	if (words->relative && words->import.root != NULL)
		exit(cli_refuse("--root", "takes an absolute --local"));
}

static void
read_words(struct words *words, int argc, char **argv)
{
	struct import *import = &words->import;
	const struct cli_option options[] = {
		ROOT_OPTIONS(import),
		{"local", '\0', "FILE",
		 "Leave what this services(5) file knows to it, not what"
		 " /etc/services or else /usr/etc/services knows; several are"
		 " asked in their order",
		 .take = add_local, .to = words},
		{"no-local", '\0', NULL, "Take the registry alone",
		 .take = drop_local, .to = words},
		{"overlay", '\0', NULL,
		 "Put the lines of that file into the database as well, so that"
		 " 'services: ianaports files' answers what 'files ianaports'"
		 " does",
		 .take = switch_on, .to = &import->overlay},
		{"no-overlay", '\0', NULL,
		 "Do not; without either option it stays as it is",
		 .take = switch_off, .to = &import->overlay},
		{"all-pairs", '\0', NULL,
		 "Tell the name of every port, even one that means another"
		 " port when it is asked for",
		 .take = switch_on, .to = &import->all_pairs},
		{"no-all-pairs", '\0', NULL,
		 "Do not; without either option it stays as it is",
		 .take = switch_off, .to = &import->all_pairs},
		{"names-only", '\0', NULL,
		 "Leave out all that programs never ask for: the registry's"
		 " rows and people",
		 .flag = &import->names_only},
		{"format", '\0', "FORM",
		 "csv, xml, xhtml, text or services; else told from the"
		 " content",
		 .take = set_form, .to = &import->form},
		{"force", 'f', NULL,
		 "Take a registry that is much smaller than the active one",
		 .flag = &import->force},
		{"dry-run", '\0', NULL,
		 "Do all but replace the database, and show what would change,"
		 " as 'ianaports diff' does",
		 .flag = &import->dry_run},
		{"if-stale", '\0', NULL,
		 "Do nothing if the database was made from a registry as new,"
		 " and from the local file as it is",
		 .flag = &import->if_stale},
		{"previous", '\0', NULL,
		 "Go back to the registry before the one last fetched",
		 .flag = &words->previous},
		{"quiet", 'q', NULL, "Print errors only",
		 .flag = &import->quiet},
		{"verbose", 'v', NULL, "Print what was imported",
		 .flag = &words->verbose},
		{0}};

	parse(words, options, argc, argv);
}

int
cli_import(int argc, char **argv)
{
	struct words words = {
		.import = {.output = IANAPORTS_DATABASE, .diagnostics = stderr},
		.default_local = true,
	};
	struct import *import = &words.import;
	int result;

	read_words(&words, argc, argv);
	result = root_refuse(import->root);
	if (result != 0)
		return result;
	import->title = root_path(import->root, import->output);
	result = run(&words);
	if (result == 0 && import->dry_run && !import->quiet)
		result = review(import);
	if (result == 0 && words.verbose)
		describe(import);
	if (result == RESULT_REFUSED)
		result = find_code(&words);
	else
		result = cli_fail(import->title, result);
	import_end(import, result);
	free(words.kept);
	free(words.locals);
	return result == 0 ? cli_finish() : result;
}
