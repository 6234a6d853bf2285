#include "importer/import.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "db/reader.h"
#include "importer/forms/form.h"
#include "importer/input/epoch.h"
#include "importer/publish.h"
#include "importer/registry/load.h"
#include "importer/update/gate.h"
#include "importer/work.h"

static bool
is_wanted(const struct ianaports_import *import, enum ianaports_form form)
{
	if (import->text)
		return form == IANAPORTS_FORM_COLUMNS ||
		       form == IANAPORTS_FORM_PAGE;
	return form != IANAPORTS_FORM_UNKNOWN;
}

int
ianaports_work_read_registry(const struct ianaports_import *import,
			     struct ianaports_work *work)
{
	struct ianaports_diag *diag = &work->diag;
	int result;

	result = ianaports_source_read(&work->source, import->input, diag);
	if (result != 0)
		return result;
	ianaports_source_digest(&work->source, work->digest);
	work->form = import->form;
	if (work->form == IANAPORTS_FORM_UNKNOWN)
		work->form = ianaports_form_recognise(&work->source);
	if (!is_wanted(import, work->form)) {
		ianaports_diag_error(diag, 1, 1,
				     "no registry in a form that is known");
		return IANAPORTS_REFUSED;
	}
	result = ianaports_form_read(work->form, &work->source, &work->registry,
				     diag);
	if (result != 0)
		return result;
	return diag->errors == 0 ? 0 : IANAPORTS_REFUSED;
}

/* A database that a lack of memory or descriptors keeps us from has a say. */
int
ianaports_work_read_old(const struct ianaports_import *import,
			struct ianaports_work *work)
{
	struct ianaports_reader *reader;
	const char *const *meta;
	int result;

	result = ianaports_reader_try(&reader, import->output);
	if (result != 0 || reader == NULL)
		return result;
	meta = ianaports_reader_meta(reader);
	work->old_assigned = strtoul(meta[IANAPORTS_META_ASSIGNED], NULL, 10);
	work->old_overlay = meta[IANAPORTS_META_OVERLAY][0] != '\0';
	if (work->fetched) {
		work->old_local = strdup(meta[IANAPORTS_META_LOCAL_PATH]);
		result = work->old_local == NULL
				 ? -ENOMEM
				 : ianaports_registry_restore(&work->in_force,
							      reader);
	}
	ianaports_reader_free(reader);
	return result == -EBADMSG ? 0 : result;
}

/* Reads the local authority, which the database knows by its own path. */
static int
load_local(const struct ianaports_import *import, struct ianaports_work *work,
	   struct ianaports_diag *diag)
{
	struct timespec *time = &work->local->source.status.st_mtim;
	char *path;
	int result;

	if (asprintf(&path, "%s%s", import->root == NULL ? "" : import->root,
		     import->local) < 0)
		return -ENOMEM;
	diag->file = path;
	result = ianaports_local_read(work->local, path, diag);
	*time = ianaports_epoch_clamp(*time);
	work->local->path = import->local;
	diag->file = import->local;
	free(path);
	return result;
}

int
ianaports_work_read_local(const struct ianaports_import *import,
			  struct ianaports_work *work)
{
	bool overlay = import->overlay == IANAPORTS_OVERLAY_AS_BEFORE
			       ? work->old_overlay
			       : import->overlay == IANAPORTS_OVERLAY_ON;
	struct ianaports_diag diag = {
		.out = import->diagnostics,
		.file = import->local,
		.quiet = import->quiet,
	};
	int result;

	work->local = calloc(1, sizeof(*work->local));
	if (work->local == NULL)
		return -ENOMEM;
	/* It stays wanted while there is no file. */
	work->overlay.wanted = overlay;
	if (import->local == NULL)
		return 0;
	result = load_local(import, work, &diag);
	if (result == 0 && overlay)
		result = ianaports_overlay_make(&work->overlay, work->local,
						&diag);
	ianaports_diag_end(&diag);
	return result;
}

static int
refuse_size(struct ianaports_work *work)
{
	ianaports_diag_error(&work->diag, 0, 0,
			     "more than a database holds: %d names on a port,"
			     " a million rows and names, %d MiB",
			     IANAPORTS_ALIASES_MAX + 1,
			     IANAPORTS_DATABASE_MAX >> 20);
	return IANAPORTS_REFUSED;
}

int
ianaports_work_collate(struct ianaports_work *work)
{
	int result = ianaports_collate(&work->collation, &work->registry,
				       work->local);

	if (result == 0 && work->collation.record_count == 0) {
		ianaports_diag_error(&work->diag, 0, 0,
				     "no service with a port in the registry");
		result = IANAPORTS_REFUSED;
	}
	return result;
}

int
ianaports_work_compare(const struct ianaports_import *import,
		       struct ianaports_work *work)
{
	size_t new = work->collation.record_count, old = work->old_assigned;

	if (import->force || new * 100 >= old * IANAPORTS_LEAST_PERCENT)
		return 0;
	ianaports_diag_error(&work->diag, 0, 0,
			     "%zu services where the database in force has"
			     " %zu; --force takes them all the same",
			     new, old);
	return IANAPORTS_REFUSED;
}

static int
publish(const struct ianaports_import *import,
	const struct ianaports_work *work,
	const struct ianaports_contents *contents)
{
	struct ianaports_publication publication;
	int result;

	if (import->dry_run)
		return import->review == NULL
			       ? 0
			       : import->review(import, &work->registry);
	result = ianaports_publication_begin(&publication, import->output);
	if (result == 0)
		result = ianaports_publication_commit(&publication, contents);
	ianaports_publication_end(&publication);
	return result;
}

void
ianaports_work_describe(struct ianaports_import *import,
			const struct ianaports_work *work,
			struct ianaports_contents *contents)
{
	*contents = (struct ianaports_contents){
		.registry = &work->registry,
		.local = work->local,
		.collation = &work->collation,
		.overlay = &work->overlay,
		.form = ianaports_form_name(work->form),
		.digest = work->digest,
	};
	import->found_form = work->form;
	import->rows = work->registry.row_count;
	import->people = work->registry.person_count;
	import->assigned = work->collation.record_count;
	import->records = ianaports_contents_records(contents);
	import->names = work->collation.name_count;
	memcpy(import->date, work->registry.date, sizeof(import->date));
	import->overlaid = work->overlay.record_count;
}

static int
run(struct ianaports_import *import, struct ianaports_work *work)
{
	struct ianaports_contents contents;
	int result;

	result = ianaports_work_read_old(import, work);
	if (result == 0)
		result = ianaports_work_read_registry(import, work);
	if (result == 0)
		result = ianaports_work_read_local(import, work);
	if (result == 0)
		result = ianaports_work_collate(work);
	if (result == 0)
		result = ianaports_work_compare(import, work);
	if (result != 0)
		return result;
	ianaports_work_describe(import, work, &contents);
	return publish(import, work, &contents);
}

int
ianaports_work_end(struct ianaports_work *work, int result)
{
	if (result == -E2BIG)
		result = refuse_size(work);
	ianaports_diag_end(&work->diag);
	ianaports_overlay_free(&work->overlay);
	ianaports_collation_free(&work->collation);
	if (work->local != NULL)
		ianaports_local_free(work->local);
	free(work->local);
	ianaports_registry_free(&work->registry);
	ianaports_registry_free(&work->in_force);
	ianaports_source_free(&work->source);
	free(work->old_local);
	return result;
}

int
ianaports_import_run(struct ianaports_import *import)
{
	struct ianaports_work work = {
		.diag = {.out = import->diagnostics,
			 .file = import->input,
			 .quiet = import->quiet},
	};

	return ianaports_work_end(&work, run(import, &work));
}
