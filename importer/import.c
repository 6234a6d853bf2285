/* SPDX-License-Identifier: MIT */
#include "importer/import.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "db/verify.h"
#include "importer/compile.h"
#include "importer/confine.h"
#include "importer/input/escape.h"
#include "importer/registry/load.h"
#include "importer/replace.h"
#include "importer/root.h"
#include "importer/update/gate.h"

/* Bytes of diagnostics that are passed on; an honest process has fewer. */
#define SAID_MOST (1 << 20)

const struct registry_file *
import_source(const struct import *import)
{
	const char *digest = reader_meta(import->made)[META_DIGEST];

	for (size_t i = 0; i < import->file_count; i++)
		if (strcmp(import->files[i].digest, digest) == 0)
			return &import->files[i];
	return NULL;
}

void
import_take(struct import *import, const char *name, struct source *source)
{
	struct registry_file *file = &import->files[import->file_count++];

	file->name = name;
	file->source = *source;
	source_digest(source, file->digest);
	*source = (struct source){0};
}

/* One that is damaged, or not of this version, is there all the same. */
static int
open_active(struct import *import)
{
	int result =
		reader_take(&import->active,
			    root_open(import->root, import->output, O_RDONLY));

	switch (result) {
	case -EBADMSG:
	case -EPROTONOSUPPORT:
	case -ENOTSUP:
	case -ENOKEY:
		import->unreadable = result;
		return 0;
	case -ENOENT:
		return 0;
	default:
		return result;
	}
}

int
import_begin(struct import *import)
{
	struct diag diag = {.out = import->diagnostics,
			    .file = import->title,
			    .quiet = import->quiet};
	int result;

	/* A dry run makes no folder. */
	if (!import->dry_run) {
		result = publication_begin(&import->publication, import->root,
					   import->output);
		if (result != 0)
			return result;
		if (import->publication.unlocked)
			diag_warning(&diag, 0, 0,
				     "no locks on this file system; run one "
				     "import at a time");
	}
	return open_active(import);
}

static const char *
active_meta(const struct import *import, enum meta field)
{
	return import->active == NULL ? "" : reader_meta(import->active)[field];
}

static enum choice
active_option(const struct import *import, enum meta field)
{
	return active_meta(import, field)[0] != '\0' ? CHOICE_ON : CHOICE_OFF;
}

/* What the active database has decides where nothing else was said. */
static void
follow_active(struct import *import)
{
	if (import->overlay == CHOICE_AS_BEFORE)
		import->overlay = active_option(import, META_OVERLAY);
	if (import->all_pairs == CHOICE_AS_BEFORE)
		import->all_pairs = active_option(import, META_ALL_PAIRS);
	if (import->fetched) {
		const char *paths = active_meta(import, META_LOCAL_PATH);

		import->local = import->active == NULL
					? local_find(import->root)
				: paths[0] == '\0' ? NULL
						   : paths;
	}
}

static int
read_local(struct import *import)
{
	struct diag diag = {.out = import->diagnostics, .file = import->local};
	int result;

	if (import->local == NULL)
		return 0;
	result = local_load(&import->local_files, import->local, import->root,
			    &diag);
	/* What a file protects stays protected while it is away. */
	if (result == RESULT_REFUSED && import->fetched)
		diag_error(&diag, 0, 0,
			   "the active database is kept, with what its local "
			   "file protects; 'ianaports import' takes another "
			   "(--local) or none (--no-local)");
	return result;
}

/* Whether a database has all that was asked for, but for its registry. */
static bool
is_as_asked(const struct import *import, const char *const *meta)
{
	return strcmp(meta[META_LOCAL_PATH],
		      import->local == NULL ? "" : import->local) == 0 &&
	       strcmp(meta[META_LOCAL_DIGEST], import->local_files.digest) ==
		       0 &&
	       (meta[META_ROWS][0] == '\0') == import->names_only &&
	       (meta[META_OVERLAY][0] != '\0') ==
		       (import->overlay == CHOICE_ON) &&
	       (meta[META_ALL_PAIRS][0] != '\0') ==
		       (import->all_pairs == CHOICE_ON);
}

/* No process is asked what the digests tell. */
static bool
is_current(const struct import *import)
{
	const char *digest = active_meta(import, META_DIGEST);

	if (!import->if_stale)
		return false;
	for (size_t i = 0; i < import->file_count; i++)
		if (strcmp(import->files[i].digest, digest) != 0)
			return false;
	return true;
}

/* What the process without rights is given. */
struct job {
	struct import *import;
	int kept[2]; /* files in memory: the database, and what is said */
};

static int
run_job(void *context)
{
	const struct job *job = context;

	return compile(job->import, job->kept[0], job->kept[1]);
}

/*
 * What the process says may have been said by the bytes that it read, and goes
 * to root's terminal.  It has ended.
 */
static void
pass_on(const struct import *import, int said)
{
	char *text = malloc(SAID_MOST);
	ssize_t got = text == NULL ? -1 : pread(said, text, SAID_MOST, 0);

	if (import->diagnostics != NULL && got > 0)
		escape_print(import->diagnostics, text, (size_t)got);
	free(text);
}

static int
run_compile(struct import *import, struct job *job)
{
	long seconds = import->seconds == 0 ? IMPORT_SECONDS : import->seconds;
	const struct confinement confinement = {
		.job = run_job,
		.context = job,
		.kept = job->kept,
		.kept_count = 2,
		.seconds = seconds,
	};
	struct diag diag = {.out = import->diagnostics,
			    .file = import->files[0].name};
	int result = confine_run(&confinement);

	pass_on(import, job->kept[1]);
	if (result != -ETIMEDOUT)
		return result;
	diag_error(&diag, 0, 0, "not read within %ld seconds", seconds);
	return RESULT_REFUSED;
}

/* Whoever else holds the file can no more change it. */
static int
seal_memory(int fd)
{
	return fcntl(fd, F_ADD_SEALS,
		     F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW |
			     F_SEAL_SEAL) == 0
		       ? 0
		       : -errno;
}

/* Whether a database is what was asked for, and as a whole what it says. */
static int
verify_made(const struct import *import)
{
	struct counts counts;
	int result;

	if (import_source(import) == NULL ||
	    !is_as_asked(import, reader_meta(import->made)))
		return -EBADMSG;
	result = verify_database(import->made, &counts);
	return result == 0 ? registry_verify(import->made) : result;
}

static int
compile_and_verify(struct import *import)
{
	struct job job = {.import = import};
	int result = 0;

	job.kept[0] = memfd_create("database", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	job.kept[1] = memfd_create("said", MFD_CLOEXEC);
	if (job.kept[0] < 0 || job.kept[1] < 0)
		result = -errno;
	if (result == 0)
		result = run_compile(import, &job);
	/* It may not say so where it was not asked. */
	if (result == RESULT_CURRENT && !import->if_stale)
		result = -EBADMSG;
	if (result == 0)
		result = seal_memory(job.kept[0]);
	if (result == 0)
		result = reader_take(&import->made, job.kept[0]);
	else if (job.kept[0] >= 0)
		close(job.kept[0]);
	if (job.kept[1] >= 0)
		close(job.kept[1]);
	return result == 0 ? verify_made(import) : result;
}

/* A database that cannot be read may protect something all the same. */
static int
compare_with_active(const struct import *import)
{
	struct diag diag = {.out = import->diagnostics,
			    .file = import_source(import)->name,
			    .quiet = import->quiet};

	if (import->force)
		return 0;
	if (import->active != NULL)
		return gate_compare(reader_meta(import->made),
				    reader_meta(import->active),
				    import->fetched, &diag);
	diag.file = import->title;
	if (import->unreadable == -EPROTONOSUPPORT)
		diag_warning(
			&diag, 0, 0,
			"made by another version; replaced without comparison");
	else if (import->unreadable != 0 && import->at_hand)
		diag_warning(&diag, 0, 0,
			     "damaged; replaced without comparison");
	else if (import->unreadable != 0) {
		diag_error(&diag, 0, 0,
			   "the active database cannot be read or compared; "
			   "--force replaces it anyway");
		return RESULT_REFUSED;
	}
	return 0;
}

int
import_compile(struct import *import)
{
	int result;

	follow_active(import);
	result = read_local(import);
	if (result != 0)
		return result;
	/* Without a database to be compared with, none is current. */
	import->if_stale = import->if_stale && import->active != NULL &&
			   is_as_asked(import, reader_meta(import->active));
	if (is_current(import))
		return RESULT_CURRENT;
	result = compile_and_verify(import);
	return result == 0 ? compare_with_active(import) : result;
}

int
import_publish(struct import *import)
{
	const struct publication *publication = &import->publication;
	size_t size;
	const void *bytes = reader_bytes(import->made, &size);

	return import->dry_run
		       ? 0
		       : file_replace(publication->folder_fd, publication->name,
				      bytes, size, 0644);
}

int
import_end(struct import *import, int result)
{
	publication_end(&import->publication);
	reader_free(import->active);
	reader_free(import->made);
	for (size_t i = 0; i < import->file_count; i++)
		source_free(&import->files[i].source);
	local_free(&import->local_files);
	return result;
}

int
import_run(struct import *import)
{
	int result = import_begin(import);

	if (result == 0)
		result = import_compile(import);
	return result == 0 ? import_publish(import) : result;
}
