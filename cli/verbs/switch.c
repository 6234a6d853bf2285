/* SPDX-License-Identifier: MIT */
/* ianaports enable, disable: the services line of nsswitch.conf(5). */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/nsswitch.h"
#include "cli/usage.h"
#include "config.h"
#include "db/format.h"
#include "importer/input/escape.h"
#include "importer/input/source.h"
#include "importer/replace.h"
#include "importer/root.h"

#define CONF "/etc/nsswitch.conf"
/* What openSUSE's glibc reads while there is none. */
#define VENDOR_CONF "/usr/etc/nsswitch.conf"

/* Older authselect takes lines from a file beside the one that it writes. */
static int
refuse_authselect(const char *path)
{
	static const char user[] = "/user-nsswitch.conf";
	char *real = realpath(path, NULL), *beside = NULL;

	if (real != NULL &&
	    asprintf(&beside, "%.*s%s", (int)(strrchr(real, '/') - real), real,
		     user) >= 0 &&
	    access(beside, F_OK) == 0)
		cli_say(0,
			"%s: written by authselect; put ianaports on the"
			" services line of %s and run 'authselect"
			" apply-changes'",
			path, beside);
	else
		cli_say(0,
			"%s: written by authselect; put ianaports into a"
			" profile of your own, as 'man ianaports' shows",
			path);
	free(beside);
	free(real);
	return EXIT_REFUSED;
}

/* Files that something else writes are not ours to edit. */
static int
check_owner(const char *path, const struct source *source)
{
	struct stat status;

	if (memmem(source->text, source->length, "authselect", 10) != NULL)
		return refuse_authselect(path);
	if (lstat(path, &status) != 0)
		return cli_say(EXIT_SYSTEM, "%s: %s", path, strerror(errno));
	if (!S_ISREG(status.st_mode))
		return cli_say(EXIT_REFUSED,
			       "%s: no regular file; edit it by hand", path);
	return 0;
}

static int
replace(const char *path, const struct nsswitch *edit)
{
	const char *name;
	int result, folder_fd = root_open_folder(NULL, path, false, &name);
	mode_t mode = access(path, F_OK) == 0 ? MODE_AS_BEFORE : 0644;

	if (folder_fd < 0)
		return folder_fd;
	result = file_replace(folder_fd, name, edit->text, edit->length, mode);
	close(folder_fd);
	return result;
}

/* Without the CR that may be part of its end. */
static void
say_line(const char *sign, const char *line)
{
	size_t length = line == NULL ? 0 : strlen(line);

	if (length > 0 && line[length - 1] == '\r')
		length--;
	escape_line(stdout, "%s %.*s", sign, (int)length,
		    line == NULL ? "" : line);
}

static void
say_edit(const char *path, const struct nsswitch *edit)
{
	escape_line(stdout, "%s", path);
	say_line("-", edit->before);
	say_line("+", edit->after);
}

/*
 * Loads the file; none is as good as an empty one: glibc goes by its own lines
 * for what has none.  But where the distribution's file counts until then, a
 * new one would take all its lines away.
 */
static int
load(struct source *source, const char *path)
{
	struct diag diag = {.out = stderr, .file = path};

	if (access(path, F_OK) == 0 || errno != ENOENT)
		return source_load(source, path, &diag) != 0
			       ? EXIT_SYSTEM
			       : check_owner(path, source);
	if (strcmp(path, CONF) == 0 && access(VENDOR_CONF, F_OK) == 0) {
		cli_say(0, "%s: missing; copy " VENDOR_CONF " there first",
			path);
		return EXIT_REFUSED;
	}
	source->text = cli_memory(calloc(1, 1));
	return 0;
}

static int
edit_file(const char *path, enum nsswitch_place place)
{
	struct nsswitch edit = {.text = NULL};
	struct source source = {.text = NULL};
	int result = load(&source, path);

	if (result != 0)
		goto out;
	nsswitch_edit(&edit, source.text, source.length, place);
	if (edit.refusal != NULL) {
		result = cli_say(EXIT_REFUSED, "%s: %s; edit it by hand", path,
				 edit.refusal);
	} else if (edit.length == source.length &&
		   memcmp(edit.text, source.text, edit.length) == 0) {
		escape_line(stdout, "%s: unchanged: %s", path,
			    edit.after == NULL ? "no services line"
					       : edit.after);
	} else {
		result = replace(path, &edit);
		if (result != 0)
			result = cli_say(EXIT_SYSTEM, "%s: %s", path,
					 strerror(-result));
		else
			say_edit(path, &edit);
	}
	nsswitch_free(&edit);
out:
	source_free(&source);
	return result;
}

/* Without the overlay, the fast order would rename local ports. */
static int
check_overlay(const char *path)
{
	struct reader *reader = cli_open(path);
	bool overlaid = reader_meta(reader)[META_OVERLAY][0] != '\0';

	reader_free(reader);
	if (overlaid)
		return 0;
	return cli_say(EXIT_REFUSED,
		       "%s: has no overlay of the local file; 'ianaports import"
		       " --overlay' makes one",
		       path);
}

/* Of both verbs. */
#define OPTION_CONF(path)                                                      \
	{                                                                      \
		"conf", '\0', "FILE", "Edit this file, not " CONF,             \
			.text = (path)                                         \
	}

int
cli_enable(int argc, char **argv)
{
	const char *conf = CONF, *database = IANAPORTS_DATABASE;
	bool fast = false;
	const struct cli_option options[] = {
		OPTION_CONF(&conf),
		{"fast", '\0', NULL,
		 "Put ianaports first; the database must have an overlay of the"
		 " local file (import --overlay)",
		 .flag = &fast},
		{"db", '\0', "DB",
		 "With --fast: look for the overlay here, not"
		 " in " IANAPORTS_DATABASE,
		 .text = &database},
		{0}};
	const struct usage usage = {
		.summary = "Put ianaports on the services line of " CONF
			   ", behind every other service: what the local files"
			   " know keeps its meaning.",
		.examples = "enable\nenable --fast",
		.options = options};
	int result = 0;

	usage_parse(&usage, argc, argv);
	if (fast)
		result = check_overlay(database);
	if (result != 0)
		return result;
	result = edit_file(conf, fast ? NSSWITCH_FIRST : NSSWITCH_LAST);
	if (result == 0 && strcmp(conf, CONF) == 0)
		cli_say_answered();
	return result == 0 ? cli_finish() : result;
}

int
cli_disable(int argc, char **argv)
{
	const char *conf = CONF;
	const struct cli_option options[] = {OPTION_CONF(&conf), {0}};
	const struct usage usage = {
		.summary = "Take ianaports off the services line of " CONF ".",
		.examples = "disable\ndisable --conf copy",
		.options = options};
	int result;

	usage_parse(&usage, argc, argv);
	result = edit_file(conf, NSSWITCH_GONE);
	return result == 0 ? cli_finish() : result;
}
