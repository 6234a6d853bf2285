#include "importer/update/newest.h"

#include <string.h>
#include <unistd.h>

#include "importer/forms/form.h"

/* The date of a registry file, "" if it has none or is no good. */
static void
read_date(const char *path, char date[static DATE_SIZE])
{
	struct diag silent = {.out = NULL, .file = path};
	struct registry registry = {0};
	struct source source;
	enum form form;

	memset(date, 0, DATE_SIZE);
	if (source_read(&source, path, &silent) != 0)
		return;
	form = form_recognise(&source);
	if (form != FORM_UNKNOWN &&
	    form_read(form, &source, &registry, &silent) == 0 &&
	    silent.errors == 0)
		memcpy(date, registry.date, DATE_SIZE);
	registry_free(&registry);
	source_free(&source);
}

const char *
newest_find(const char *shipped, const char *fetched)
{
	char shipped_date[DATE_SIZE];
	char fetched_date[DATE_SIZE];

	if (access(fetched, F_OK) != 0)
		return shipped;
	read_date(fetched, fetched_date);
	if (fetched_date[0] == '\0')
		return shipped;
	read_date(shipped, shipped_date);
	return strcmp(fetched_date, shipped_date) >= 0 ? fetched : shipped;
}
