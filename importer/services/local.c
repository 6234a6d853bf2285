#include "importer/services/local.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "db/key.h"
#include "importer/input/grow.h"
#include "importer/services/services.h"

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int
add_name(struct ianaports_local *local, const struct ianaports_cell *name)
{
	char **names, *folded;

	names = ianaports_array_grow(local->names, local->name_count, 1,
				     &local->name_capacity, sizeof(*names));
	if (names == NULL)
		return -ENOMEM;
	local->names = names;
	folded = malloc(name->length + 1);
	if (folded == NULL)
		return -ENOMEM;
	for (size_t i = 0; i < name->length; i++)
		folded[i] = (char)ianaports_fold((unsigned char)name->text[i]);
	folded[name->length] = '\0';
	local->names[local->name_count++] = folded;
	return 0;
}

/* What glibc passes over, or reads in a way that may not be meant. */
static bool
read_port(const struct ianaports_service *service, uint16_t *port,
	  struct ianaports_diag *diag)
{
	const struct ianaports_cell *cell = &service->port;
	uint16_t plain;

	if (ianaports_service_files_port(service, port)) {
		if (!ianaports_service_port(service, &plain))
			ianaports_diag_warning(diag, cell->line, cell->column,
					       "'%.*s' is port %u to glibc",
					       (int)cell->length, cell->text,
					       *port);
		else if (service->protocol.length == 0)
			ianaports_diag_warning(diag, cell->line, cell->column,
					       "no transport behind the port");
		return true;
	}
	if (service->fault != NULL)
		ianaports_diag_warning(diag, service->line, 1,
				       "%s; line passed over", service->fault);
	else
		ianaports_diag_warning(diag, cell->line, cell->column,
				       "'%.*s' is no port; line passed over",
				       (int)cell->length, cell->text);
	return false;
}

/* Names count on whatever transport, pairs only on one that we answer. */
static int
add_service(struct ianaports_local *local,
	    const struct ianaports_service *service,
	    struct ianaports_diag *diag)
{
	uint16_t port;
	int result;

	if (!read_port(service, &port, diag))
		return 0;
	local->pairs[port] |=
		(unsigned char)(1u << ianaports_service_transport(service));
	result = add_name(local, &service->name);
	for (size_t i = 0; i < service->alias_count && result == 0; i++)
		result = add_name(local, &service->aliases[i]);
	return result;
}

static int
read_services(struct ianaports_local *local, struct ianaports_diag *diag)
{
	struct ianaports_services services = {.source = &local->source};
	struct ianaports_service service;
	size_t kept = 0;
	int result = 0;

	while (result == 0 && ianaports_services_next(&services, &service))
		result = add_service(local, &service, diag);
	if (local->name_count == 0)
		return result;
	qsort(local->names, local->name_count, sizeof(*local->names),
	      compare_names);
	for (size_t i = 0; i < local->name_count; i++) {
		if (kept > 0 &&
		    strcmp(local->names[kept - 1], local->names[i]) == 0)
			free(local->names[i]);
		else
			local->names[kept++] = local->names[i];
	}
	local->name_count = kept;
	return result;
}

int
ianaports_local_read(struct ianaports_local *local, const char *path,
		     struct ianaports_diag *diag)
{
	int result;

	*local = (struct ianaports_local){.path = path};
	result = ianaports_source_load(&local->source, path, diag);
	if (result != 0)
		return result;
	result = read_services(local, diag);
	if (result != 0)
		ianaports_local_free(local);
	return result;
}

bool
ianaports_local_has_pair(const struct ianaports_local *local, uint16_t port,
			 unsigned int transport)
{
	return (local->pairs[port] >> transport & 1) != 0;
}

bool
ianaports_local_has_name(const struct ianaports_local *local, const char *name)
{
	return local->name_count > 0 &&
	       bsearch(&name, local->names, local->name_count,
		       sizeof(*local->names), compare_names) != NULL;
}

enum ianaports_local_state
ianaports_local_compare(const char *const *meta)
{
	const char *path = meta[IANAPORTS_META_LOCAL_PATH];
	struct ianaports_diag silent = {.out = NULL, .file = path};
	struct ianaports_source source;
	char digest[IANAPORTS_DIGEST_SIZE];
	bool same;

	if (path[0] == '\0')
		return IANAPORTS_LOCAL_NONE;
	if (ianaports_source_load(&source, path, &silent) != 0)
		return IANAPORTS_LOCAL_MISSING;
	ianaports_source_digest(&source, digest);
	ianaports_source_free(&source);
	same = strcmp(digest, meta[IANAPORTS_META_LOCAL_DIGEST]) == 0;
	return same ? IANAPORTS_LOCAL_UNCHANGED : IANAPORTS_LOCAL_CHANGED;
}

void
ianaports_local_free(struct ianaports_local *local)
{
	for (size_t i = 0; i < local->name_count; i++)
		free(local->names[i]);
	free(local->names);
	ianaports_source_free(&local->source);
	local->names = NULL;
	local->name_count = 0;
}
