/* SPDX-License-Identifier: MIT */
#include "importer/compile.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "importer/forms/form.h"
#include "importer/store.h"
#include "importer/update/gate.h"

/* Everything that is made on the way. */
struct work {
	struct import *import;
	struct diag diag; /* of the registry file */
	enum form form;
	struct registry registry;
	struct collation collation;
	struct overlay overlay;
};

static int
parse_registry(struct work *work, struct registry_file *file)
{
	work->form = work->import->form;
	return form_read(&work->form, &file->source, &work->registry,
			 &work->diag);
}

/* The date of a registry, "" if it has none or is no good. */
static void
find_date(const struct work *work, struct registry_file *file,
	  char date[static DATE_SIZE])
{
	struct work trial = {.import = work->import,
			     .diag = {.out = NULL, .file = file->name}};

	memset(date, 0, DATE_SIZE);
	if (parse_registry(&trial, file) == 0)
		memcpy(date, trial.registry.date, DATE_SIZE);
	registry_free(&trial.registry);
}

/* Of two of a day, the first, which was fetched and may say more of people. */
static struct registry_file *
choose_file(const struct work *work)
{
	struct registry_file *files = work->import->files;
	char first[DATE_SIZE], second[DATE_SIZE];

	if (work->import->file_count < 2)
		return &files[0];
	find_date(work, &files[0], first);
	if (first[0] == '\0')
		return &files[1];
	find_date(work, &files[1], second);
	return strcmp(first, second) >= 0 ? &files[0] : &files[1];
}

/* What the active database was made from may be the very file; a date that lies
 * ahead would make every other one seem old. */
static bool
is_current(const struct work *work, const struct registry_file *file)
{
	const char *const *meta;

	if (!work->import->if_stale)
		return false;
	meta = reader_meta(work->import->active);
	return strcmp(file->digest, meta[META_DIGEST]) == 0 ||
	       (!date_is_ahead(meta[META_DATE]) &&
		strcmp(work->registry.date, meta[META_DATE]) <= 0);
}

static int
read_local(struct work *work)
{
	struct import *import = work->import;
	struct diag diag = {.out = work->diag.out,
			    .file = import->local,
			    .quiet = import->quiet};
	int result = 0;

	/* The overlay stays wanted while there is no file. */
	work->overlay.wanted = import->overlay == CHOICE_ON;
	if (import->local == NULL)
		return 0;
	result = local_parse(&import->local_files, &diag);
	if (result == 0 && work->overlay.wanted)
		result = overlay_make(&work->overlay,
				      &import->local_files.services, &diag);
	diag_end(&diag);
	return result;
}

static int
collate_registry(struct work *work)
{
	int result = collation_make(&work->collation, &work->registry,
				    &work->import->local_files,
				    work->import->all_pairs == CHOICE_ON);

	if (result == 0 && work->collation.pair_count == 0) {
		diag_error(&work->diag, 0, 0,
			   "no service with a port in the registry");
		result = RESULT_REFUSED;
	}
	return result;
}

/* LMDB wants a path, and copies what it wrote there without its gaps. */
static int
write_database(const struct contents *contents, int to)
{
	struct writer *writer = NULL;
	char path[64];
	int result, scratch = memfd_create("scratch", MFD_CLOEXEC);

	if (scratch < 0)
		return -errno;
	snprintf(path, sizeof(path), "/proc/self/fd/%d", scratch);
	result = writer_new(&writer, path, contents_size(contents));
	if (result == 0)
		result = contents_store(contents, writer);
	if (result == 0)
		result = writer_copy(writer, to);
	writer_free(writer);
	close(scratch);
	return result;
}

static int
store_database(const struct work *work, const struct registry_file *file,
	       int to)
{
	const struct contents contents = {
		.registry = &work->registry,
		.local = &work->import->local_files,
		.collation = &work->collation,
		.overlay = &work->overlay,
		.form = form_name(work->form),
		.digest = file->digest,
		.names_only = work->import->names_only,
	};

	return write_database(&contents, to);
}

static int
compile_newest(struct work *work, int to)
{
	struct registry_file *file = choose_file(work);
	int result;

	work->diag.file = file->name;
	result = parse_registry(work, file);
	if (result == 0 && is_current(work, file))
		return RESULT_CURRENT;
	if (result == 0 && work->import->fetched)
		result = gate_recognise(&work->registry, work->form,
					&work->diag);
	if (result == 0)
		result = read_local(work);
	if (result == 0)
		result = collate_registry(work);
	if (result == 0)
		result = store_database(work, file, to);
	if (result != -E2BIG)
		return result;
	diag_error(&work->diag, 0, 0,
		   "more than a database holds: %d names on a port,"
		   " a million rows and names, %d MiB",
		   ALIASES_MAX + 1, DATABASE_MAX >> 20);
	return RESULT_REFUSED;
}

static void
work_free(struct work *work)
{
	overlay_free(&work->overlay);
	collation_free(&work->collation);
	registry_free(&work->registry);
}

int
compile(struct import *import, int to, int said)
{
	struct work work = {
		.import = import,
		.diag = {.out = fdopen(said, "w"), .quiet = import->quiet},
	};
	int result;

	if (work.diag.out == NULL)
		return -errno;
	result = compile_newest(&work, to);
	diag_end(&work.diag);
	if (fclose(work.diag.out) != 0 && result == 0)
		result = -errno;
	work_free(&work);
	return result;
}
