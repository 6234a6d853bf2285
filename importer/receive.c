#include "importer/import.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "importer/compare/compare.h"
#include "importer/confine.h"
#include "importer/update/gate.h"
#include "importer/work.h"

/* What the process without rights is given, and where its results go. */
struct confined {
	struct import *import; /* in memory that is shared */
	struct work *work;
	int from, to;
};

static int
count_changes(struct import *import, const struct work *work)
{
	struct comparison comparison;
	int result =
		comparison_make(&comparison, &work->in_force, &work->registry);

	if (result != 0)
		return result;
	memcpy(import->changes, comparison.changes.counts,
	       sizeof(import->changes));
	comparison_free(&comparison);
	return 0;
}

/* In the process without rights: from the file to a database. */
static int
compile(void *context)
{
	struct confined *confined = context;
	struct import *import = confined->import;
	struct work *work = confined->work;
	struct contents contents;
	int result;

	if (dup2(confined->from, STDIN_FILENO) < 0 ||
	    lseek(STDIN_FILENO, 0, SEEK_SET) != 0)
		return -errno;
	import->input = "-";
	result = work_read_registry(import, work);
	if (result == 0)
		result = work_collate(work);
	if (result == 0)
		result =
			gate_check(&work->registry, work->form, &work->in_force,
				   import->force, &work->diag);
	if (result == 0)
		result = work_compare(import, work);
	if (result == 0)
		result = count_changes(import, work);
	if (result == 0) {
		work_describe(import, work, &contents);
		result = contents_write(&contents, confined->to);
	}
	diag_end(&work->diag);
	return result;
}

/* Takes what was found, no more, from memory that the other wrote. */
static void
take_results(struct import *import, const struct import *found)
{
	import->rows = found->rows;
	import->people = found->people;
	import->assigned = found->assigned;
	import->records = found->records;
	import->names = found->names;
	memcpy(import->date, found->date, sizeof(import->date) - 1);
	memcpy(import->changes, found->changes, sizeof(import->changes));
}

static int
compile_confined(struct import *import, struct work *work, int from, int to)
{
	struct confined confined = {
		.import = confine_memory(sizeof(*import)),
		.work = work,
		.from = from,
		.to = to,
	};
	int result;

	if (confined.import == NULL)
		return -ENOMEM;
	*confined.import = *import;
	result = confine_run(compile, &confined);
	take_results(import, confined.import);
	confine_free(confined.import, sizeof(*import));
	return result;
}

/* The local files are those of the active database, be they there or not. */
static void
choose_local(struct import *import, const struct work *work)
{
	import->local = work->old_local == NULL      ? local_find(import->root)
			: work->old_local[0] == '\0' ? NULL
						     : work->old_local;
}

int
import_fetched(struct import *import, int fd, int (*keep)(void *context),
	       void *context)
{
	struct work work = {
		.diag = {.out = import->diagnostics,
			 .file = import->input,
			 .quiet = import->quiet},
		.fetched = true,
	};
	struct publication publication;
	int to = memfd_create("ianaports", MFD_CLOEXEC);
	int result = publication_begin(&publication, import->output);

	if (result == 0 && to < 0)
		result = -errno;
	if (result == 0)
		result = work_read_old(import, &work);
	if (result == 0) {
		choose_local(import, &work);
		result = work_read_local(import, &work);
	}
	if (result == 0)
		result = compile_confined(import, &work, fd, to);
	if (result == 0)
		result = keep(context);
	if (result == 0)
		result = publication_take(&publication, to);
	publication_end(&publication);
	if (to >= 0)
		close(to);
	import->local = NULL;
	return work_end(&work, result);
}
