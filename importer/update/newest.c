#include "importer/update/newest.h"

#include <string.h>
#include <unistd.h>

#include "importer/forms/form.h"

/* The date of a registry file, "" if it has none or is no good. */
static void
read_date(const char *path, char date[static IANAPORTS_DATE_SIZE])
{
	struct ianaports_diag silent = {.out = NULL, .file = path};
	struct ianaports_registry registry = {0};
	struct ianaports_source source;
	enum ianaports_form form;

	memset(date, 0, IANAPORTS_DATE_SIZE);
	if (ianaports_source_read(&source, path, &silent) != 0)
		return;
	form = ianaports_form_recognise(&source);
	if (form != IANAPORTS_FORM_UNKNOWN &&
	    ianaports_form_read(form, &source, &registry, &silent) == 0 &&
	    silent.errors == 0)
		memcpy(date, registry.date, IANAPORTS_DATE_SIZE);
	ianaports_registry_free(&registry);
	ianaports_source_free(&source);
}

const char *
ianaports_newest(const char *shipped, const char *fetched)
{
	char shipped_date[IANAPORTS_DATE_SIZE];
	char fetched_date[IANAPORTS_DATE_SIZE];

	if (access(fetched, F_OK) != 0)
		return shipped;
	read_date(fetched, fetched_date);
	if (fetched_date[0] == '\0')
		return shipped;
	read_date(shipped, shipped_date);
	return strcmp(fetched_date, shipped_date) >= 0 ? fetched : shipped;
}
