/* SPDX-License-Identifier: MIT */
#include "importer/update/gate.h"

#include <stdlib.h>
#include <string.h>

/* One that lost more than a tenth is more likely cut than shrunk. */
#define LEAST_PERCENT 90

static bool
has_service(const struct registry *registry, const char *name)
{
	for (size_t i = 0; i < registry->row_count; i++)
		if (registry->rows[i].numbered &&
		    strcmp(registry->rows[i].field[COLUMN_NAME], name) == 0)
			return true;
	return false;
}

/* Its first service that is missing, or NULL. */
static const char *
missing(const struct registry *registry)
{
	static const char *const names[] = {"ssh", "http", "domain"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!has_service(registry, names[i]))
			return names[i];
	return NULL;
}

int
gate_recognise(const struct registry *registry, enum form form,
	       struct diag *diag)
{
	const char *name = missing(registry);

	if (form == FORM_SERVICES)
		diag_error(diag, 0, 0, "a services(5) file, not the registry");
	else if (name != NULL)
		diag_error(diag, 0, 0, "no service '%s' on a port", name);
	else if (registry->date[0] == '\0')
		diag_error(diag, 0, 0, "no date in the registry");
	else
		return 0;
	return RESULT_REFUSED;
}

static int
compare_counts(const char *made, const char *active, const char *what,
	       struct diag *diag)
{
	size_t new = strtoul(made, NULL, 10), old = strtoul(active, NULL, 10);

	if (new * 100 >= old * LEAST_PERCENT)
		return 0;
	diag_error(diag, 0, 0,
		   "%zu %s, but the active database has %zu; --force takes "
		   "them anyway",
		   new, what, old);
	return RESULT_REFUSED;
}

int
gate_compare(const char *const *made, const char *const *active, bool fetched,
	     struct diag *diag)
{
	if (fetched && !date_is_ahead(active[META_DATE]) &&
	    strcmp(made[META_DATE], active[META_DATE]) < 0) {
		diag_error(diag, 0, 0,
			   "registry of %s, older than the active one, of"
			   " %s; --force takes it anyway",
			   made[META_DATE], active[META_DATE]);
		return RESULT_REFUSED;
	}
	if (fetched && compare_counts(made[META_ROWS], active[META_ROWS],
				      "rows", diag) != 0)
		return RESULT_REFUSED;
	return compare_counts(made[META_ASSIGNED], active[META_ASSIGNED],
			      "pairs", diag);
}
