#include "importer/import.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "db/reader.h"
#include "importer/forms/form.h"
#include "importer/publish.h"
#include "importer/registry/load.h"
#include "importer/update/gate.h"
#include "importer/work.h"

static bool
is_wanted(const struct import *import, enum form form)
{
	if (import->text)
		return form == FORM_COLUMNS || form == FORM_PAGE;
	return form != FORM_UNKNOWN;
}

int
work_read_registry(const struct import *import, struct work *work)
{
	struct diag *diag = &work->diag;
	int result;

	result = source_read(&work->source, import->input, diag);
	if (result != 0)
		return result;
	source_digest(&work->source, work->digest);
	work->form = import->form;
	if (work->form == FORM_UNKNOWN)
		work->form = form_recognise(&work->source);
	if (!is_wanted(import, work->form)) {
		diag_error(diag, 1, 1, "no registry in a form that is known");
		return RESULT_REFUSED;
	}
	result = form_read(work->form, &work->source, &work->registry, diag);
	if (result != 0)
		return result;
	return diag->errors == 0 ? 0 : RESULT_REFUSED;
}

/* A database that a lack of memory or descriptors keeps us from has a say. */
int
work_read_old(const struct import *import, struct work *work)
{
	struct reader *reader;
	const char *const *meta;
	int result;

	result = reader_try(&reader, import->output);
	if (result != 0 || reader == NULL)
		return result;
	meta = reader_meta(reader);
	work->old_assigned = strtoul(meta[META_ASSIGNED], NULL, 10);
	work->old_overlay = meta[META_OVERLAY][0] != '\0';
	if (work->fetched) {
		work->old_local = strdup(meta[META_LOCAL_PATH]);
		result = work->old_local == NULL
				 ? -ENOMEM
				 : registry_load(&work->in_force, reader);
	}
	reader_free(reader);
	return result == -EBADMSG ? 0 : result;
}

int
work_read_local(const struct import *import, struct work *work)
{
	bool overlay = import->overlay == OVERLAY_AS_BEFORE
			       ? work->old_overlay
			       : import->overlay == OVERLAY_ON;
	struct diag diag = {
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
	result = local_read(work->local, import->local, import->root, &diag);
	if (result == 0 && overlay)
		result = overlay_make(&work->overlay, &work->local->services,
				      &diag);
	/* What a file protects stays protected while it is away. */
	if (result == RESULT_REFUSED && work->fetched)
		diag_error(&diag, 0, 0,
			   "the active database stays, for the sake of what"
			   " its local file protects; 'ianaports import' takes"
			   " another (--local) or none (--no-local)");
	diag_end(&diag);
	return result;
}

static int
refuse_size(struct work *work)
{
	diag_error(&work->diag, 0, 0,
		   "more than a database holds: %d names on a port,"
		   " a million rows and names, %d MiB",
		   ALIASES_MAX + 1, DATABASE_MAX >> 20);
	return RESULT_REFUSED;
}

int
work_collate(struct work *work)
{
	int result =
		collation_make(&work->collation, &work->registry, work->local);

	if (result == 0 && work->collation.record_count == 0) {
		diag_error(&work->diag, 0, 0,
			   "no service with a port in the registry");
		result = RESULT_REFUSED;
	}
	return result;
}

int
work_compare(const struct import *import, struct work *work)
{
	size_t new = work->collation.record_count, old = work->old_assigned;

	if (import->force || new * 100 >= old * LEAST_PERCENT)
		return 0;
	diag_error(&work->diag, 0, 0,
		   "%zu services where the database in force has"
		   " %zu; --force takes them all the same",
		   new, old);
	return RESULT_REFUSED;
}

static int
publish(const struct import *import, const struct work *work,
	const struct contents *contents)
{
	struct publication publication;
	int result;

	if (import->dry_run)
		return import->review == NULL
			       ? 0
			       : import->review(import, &work->registry);
	result = publication_begin(&publication, import->output);
	if (result == 0)
		result = publication_commit(&publication, contents);
	publication_end(&publication);
	return result;
}

void
work_describe(struct import *import, const struct work *work,
	      struct contents *contents)
{
	*contents = (struct contents){
		.registry = &work->registry,
		.local = work->local,
		.collation = &work->collation,
		.overlay = &work->overlay,
		.form = form_name(work->form),
		.digest = work->digest,
	};
	import->found_form = work->form;
	import->rows = work->registry.row_count;
	import->people = work->registry.person_count;
	import->assigned = work->collation.record_count;
	import->records = contents_records(contents);
	import->names = work->collation.name_count;
	memcpy(import->date, work->registry.date, sizeof(import->date));
	import->overlaid =
		work->overlay.wanted ? work->local->services.count : 0;
}

static int
run(struct import *import, struct work *work)
{
	struct contents contents;
	int result;

	result = work_read_old(import, work);
	if (result == 0)
		result = work_read_registry(import, work);
	if (result == 0)
		result = work_read_local(import, work);
	if (result == 0)
		result = work_collate(work);
	if (result == 0)
		result = work_compare(import, work);
	if (result != 0)
		return result;
	work_describe(import, work, &contents);
	return publish(import, work, &contents);
}

int
work_end(struct work *work, int result)
{
	if (result == -E2BIG)
		result = refuse_size(work);
	diag_end(&work->diag);
	overlay_free(&work->overlay);
	collation_free(&work->collation);
	if (work->local != NULL)
		local_free(work->local);
	free(work->local);
	registry_free(&work->registry);
	registry_free(&work->in_force);
	source_free(&work->source);
	free(work->old_local);
	return result;
}

int
import_run(struct import *import)
{
	struct work work = {
		.diag = {.out = import->diagnostics,
			 .file = import->input,
			 .quiet = import->quiet},
	};

	return work_end(&work, run(import, &work));
}
