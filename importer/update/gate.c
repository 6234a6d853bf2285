#include "importer/update/gate.h"

#include <string.h>

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

static bool
is_cut(const struct registry *registry, const struct registry *in_force)
{
	return registry->row_count * 100 < in_force->row_count * LEAST_PERCENT;
}

int
gate_check(const struct registry *registry, enum form form,
	   const struct registry *in_force, bool force, struct diag *diag)
{
	const char *name = missing(registry);

	if (form == FORM_SERVICES)
		diag_error(diag, 0, 0, "a services(5) file, not the registry");
	else if (name != NULL)
		diag_error(diag, 0, 0, "no service '%s' on a port", name);
	else if (registry->date[0] == '\0')
		diag_error(diag, 0, 0, "no date in the registry");
	else if (!force && strcmp(registry->date, in_force->date) < 0)
		diag_error(diag, 0, 0,
			   "registry of %s, older than the one in"
			   " force, of %s; --force takes it all the"
			   " same",
			   registry->date, in_force->date);
	else if (!force && is_cut(registry, in_force))
		diag_error(diag, 0, 0,
			   "%zu rows where the database in force has"
			   " %zu; --force takes them all the same",
			   registry->row_count, in_force->row_count);
	else
		return 0;
	return RESULT_REFUSED;
}
