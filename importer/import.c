#include "importer/import.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "db/reader.h"
#include "importer/form.h"
#include "importer/publish.h"

/* A registry that lost more than a tenth is more likely cut than shrunk. */
#define LEAST_PERCENT 90

/* Everything that an import reads, and what it makes of it. */
struct work {
	struct ianaports_diag diag;
	struct ianaports_source source;
	char digest[IANAPORTS_DIGEST_SIZE];
	struct ianaports_registry registry;
	struct ianaports_local *local;
	struct ianaports_collation collation;
	struct ianaports_overlay overlay;
	size_t old_assigned; /* in the database in force */
	bool old_overlay;
	enum ianaports_form form;
};

static bool
is_wanted(const struct ianaports_import *import, enum ianaports_form form)
{
	if (import->text)
		return form == IANAPORTS_FORM_COLUMNS ||
		       form == IANAPORTS_FORM_PAGE;
	return form != IANAPORTS_FORM_UNKNOWN;
}

static int
read_registry(const struct ianaports_import *import, struct work *work)
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

/*
 * A database that is absent or damaged has nothing to say; but one that a lack
 * of memory or descriptors keeps us from has.
 */
static int
read_old(const struct ianaports_import *import, struct work *work)
{
	struct ianaports_reader *reader;
	const char *const *meta;
	int result;

	result = ianaports_reader_open(&reader, import->output);
	if (result == -ENOENT || result == -EBADMSG ||
	    result == -EPROTONOSUPPORT)
		return 0;
	if (result != 0)
		return result;
	meta = ianaports_reader_meta(reader);
	work->old_assigned = strtoul(meta[IANAPORTS_META_ASSIGNED], NULL, 10);
	work->old_overlay = meta[IANAPORTS_META_OVERLAY][0] != '\0';
	ianaports_reader_free(reader);
	return 0;
}

static int
read_local(const struct ianaports_import *import, struct work *work)
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
	result = ianaports_local_read(work->local, import->local, &diag);
	if (result == 0 && overlay)
		result = ianaports_overlay_make(&work->overlay, work->local,
						&diag);
	return result;
}

static int
refuse_size(struct work *work)
{
	ianaports_diag_error(&work->diag, 0, 0,
			     "more than a database holds: %d names on a port,"
			     " a million rows and names, %d MiB",
			     IANAPORTS_ALIASES_MAX + 1,
			     IANAPORTS_DATABASE_MAX >> 20);
	return IANAPORTS_REFUSED;
}

static int
collate(struct work *work)
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

static int
compare_old(const struct ianaports_import *import, struct work *work)
{
	size_t new = work->collation.record_count, old = work->old_assigned;

	if (import->force || new * 100 >= old * LEAST_PERCENT)
		return 0;
	ianaports_diag_error(&work->diag, 0, 0,
			     "%zu services where the database in force has"
			     " %zu; --force takes them all the same",
			     new, old);
	return IANAPORTS_REFUSED;
}

static int
publish(const struct ianaports_import *import, const struct work *work,
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

static int
run(struct ianaports_import *import, struct work *work)
{
	struct ianaports_contents contents = {
		.registry = &work->registry,
		.collation = &work->collation,
		.overlay = &work->overlay,
		.digest = work->digest,
	};
	int result;

	result = read_old(import, work);
	if (result == 0)
		result = read_registry(import, work);
	if (result == 0)
		result = read_local(import, work);
	if (result == 0)
		result = collate(work);
	if (result == 0)
		result = compare_old(import, work);
	if (result != 0)
		return result;
	contents.local = work->local;
	contents.form = ianaports_form_name(work->form);
	import->found_form = work->form;
	import->rows = work->registry.row_count;
	import->people = work->registry.person_count;
	import->assigned = work->collation.record_count;
	import->records = ianaports_contents_records(&contents);
	import->names = work->collation.name_count;
	memcpy(import->date, work->registry.date, sizeof(import->date));
	import->overlaid = work->overlay.record_count;
	return publish(import, work, &contents);
}

int
ianaports_import_run(struct ianaports_import *import)
{
	struct work work = {
		.diag = {.out = import->diagnostics,
			 .file = import->input,
			 .quiet = import->quiet},
	};
	int result = run(import, &work);

	if (result == -E2BIG)
		result = refuse_size(&work);
	ianaports_overlay_free(&work.overlay);
	ianaports_collation_free(&work.collation);
	if (work.local != NULL)
		ianaports_local_free(work.local);
	free(work.local);
	ianaports_registry_free(&work.registry);
	ianaports_source_free(&work.source);
	return result;
}
