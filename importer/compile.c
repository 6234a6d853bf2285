/* SPDX-License-Identifier: MIT */
#include "importer/compile.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "importer/forms/form.h"
#include "importer/store.h"
#include "importer/update/gate.h"

/* Everything that is made of a file on the way. */
struct work {
	struct import *import;
	const struct registry_file *file;
	struct diag diag; /* of that file, into memory */
	char *said;
	size_t said_size;
	enum form form;
	struct registry registry;
	struct collation collation;
	struct services services; /* of a registry that is such a file */
	struct answers answers;
};

static int
read_registry(struct work *work, struct import *import,
	      struct registry_file *file)
{
	*work = (struct work){
		.import = import,
		.file = file,
		.diag = {.file = file->name, .quiet = import->quiet},
		.form = import->form,
	};
	work->diag.out = open_memstream(&work->said, &work->said_size);
	if (work->diag.out == NULL)
		return -errno;
	return form_read(&work->form, &file->source, &work->registry,
			 &work->diag);
}

/* What the active database was made from may be the very file; a date that lies
 * ahead would make every other one seem old. */
static bool
is_current(const struct work *work)
{
	const char *const *meta;

	if (!work->import->if_stale)
		return false;
	meta = reader_meta(work->import->active);
	return strcmp(work->file->digest, meta[META_DIGEST]) == 0 ||
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
	work->answers.overlay = import->overlay == CHOICE_ON;
	if (import->local == NULL)
		return 0;
	result = local_parse(&import->local_files, &diag);
	if (result == 0 && work->answers.overlay)
		result = answers_overlay(&work->answers,
					 &import->local_files.services, &diag);
	diag_end(&diag);
	return result;
}

/* What is odd about a line was said when it was read as rows. */
static int
collate_lines(struct work *work)
{
	const struct import *import = work->import;
	const struct local *local = &import->local_files;
	bool all_pairs = import->all_pairs == CHOICE_ON;
	struct diag silent = {.out = NULL};
	int result = services_add(&work->services, &work->file->source,
				  work->file->name, &silent);

	if (result == 0)
		result = services_sort(&work->services);
	if (result != 0)
		return result;
	collation_count(&work->collation, &work->services, local, all_pairs);
	if (!all_pairs)
		local_withhold(local, &work->services);
	return answers_add(&work->answers, &work->services, local, &work->diag);
}

static int
collate_registry(struct work *work)
{
	int result =
		work->form == FORM_SERVICES
			? collate_lines(work)
			: collation_make(&work->collation, &work->registry,
					 &work->import->local_files,
					 work->import->all_pairs == CHOICE_ON);

	if (result == 0)
		result = answers_sort(&work->answers, &work->diag);
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
	/* LMDB opens it with O_CREAT: where it has not been looked up before,
	 * SELinux logs that no file may be made in that folder.  The size is
	 * address space alone: the copy has no larger map than it needs. */
	result = access(path, F_OK) == 0
			 ? writer_new(&writer, path, DATABASE_MAX)
			 : -errno;
	if (result == 0)
		result = contents_store(contents, writer);
	if (result == 0)
		result = writer_copy(writer, to);
	writer_free(writer);
	close(scratch);
	return result;
}

static int
store_database(const struct work *work, int to)
{
	const struct contents contents = {
		.registry = &work->registry,
		.local = &work->import->local_files,
		.collation = &work->collation,
		.answers = &work->answers,
		.form = form_name(work->form),
		.digest = work->file->digest,
		.names_only = work->import->names_only,
	};

	return write_database(&contents, to);
}

static int
compile_registry(struct work *work, int to)
{
	int result = 0;

	if (is_current(work))
		return RESULT_CURRENT;
	if (work->import->fetched)
		result = gate_recognise(&work->registry, work->form,
					&work->diag);
	if (result == 0)
		result = read_local(work);
	if (result == 0)
		result = collate_registry(work);
	return result == 0 ? store_database(work, to) : result;
}

static int
compile_newest(struct work works[static 2], struct import *import, int to,
	       struct work **chosen)
{
	struct work *work = works;
	int result = read_registry(work, import, &import->files[0]);

	/* Of two of a day, the first, which was fetched and may say more of
	 * people. */
	if (import->file_count == 2) {
		int second =
			read_registry(&works[1], import, &import->files[1]);

		if (result != 0 ||
		    (second == 0 && strcmp(works[1].registry.date,
					   works[0].registry.date) > 0)) {
			work = &works[1];
			result = second;
		}
	}
	*chosen = work;
	if (result == 0)
		result = compile_registry(work, to);
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
	diag_end(&work->diag);
	if (work->diag.out != NULL)
		fclose(work->diag.out);
	free(work->said);
	answers_free(&work->answers);
	services_free(&work->services);
	collation_free(&work->collation);
	registry_free(&work->registry);
}

int
compile(struct import *import, int to, int said)
{
	struct work works[2] = {0}, *chosen;
	int result = compile_newest(works, import, to, &chosen);

	diag_end(&chosen->diag);
	if (chosen->diag.out != NULL &&
	    (fflush(chosen->diag.out) != 0 ||
	     dprintf(said, "%s", chosen->said) < 0) &&
	    result == 0)
		result = -errno;
	if (close(said) != 0 && result == 0)
		result = -errno;
	for (size_t i = 0; i < 2; i++)
		work_free(&works[i]);
	return result;
}
