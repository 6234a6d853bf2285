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
	return strcmp(((const struct local_name *)a)->folded,
		      ((const struct local_name *)b)->folded);
}

static int
add_name(struct local *local, const struct cell *name, unsigned int transport)
{
	struct local_name *names;
	char *folded;

	names = array_grow(local->names, local->name_count, 1,
			   &local->name_capacity, sizeof(*names));
	if (names == NULL)
		return -ENOMEM;
	local->names = names;
	folded = malloc(name->length + 1);
	if (folded == NULL)
		return -ENOMEM;
	for (size_t i = 0; i < name->length; i++)
		folded[i] = (char)fold_case((unsigned char)name->text[i]);
	folded[name->length] = '\0';
	local->names[local->name_count++] =
		(struct local_name){folded, 1u << transport};
	return 0;
}

/* What glibc passes over, or reads in a way that may not be meant. */
static bool
read_port(const struct service *service, uint16_t *port, struct diag *diag)
{
	const struct cell *cell = &service->port;
	uint16_t plain;

	if (service_files_port(service, port)) {
		if (!service_port(service, &plain))
			diag_warning(diag, cell->line, cell->column,
				     "'%.*s' is port %u to glibc",
				     (int)cell->length, cell->text, *port);
		else if (service->protocol.length == 0)
			diag_warning(diag, cell->line, cell->column,
				     "no transport behind the port");
		return true;
	}
	if (service->fault != NULL)
		diag_warning(diag, service->line, 1, "%s; line passed over",
			     service->fault);
	else
		diag_warning(diag, cell->line, cell->column,
			     "'%.*s' is no port; line passed over",
			     (int)cell->length, cell->text);
	return false;
}

/* Names count on whatever transport, pairs only on one that we answer. */
static int
add_service(struct local *local, const struct service *service,
	    struct diag *diag)
{
	unsigned int transport;
	uint16_t port;
	int result;

	if (!read_port(service, &port, diag))
		return 0;
	transport = service_transport(service);
	local->pairs[port] |= (unsigned char)(1u << transport);
	result = add_name(local, &service->name, transport);
	for (size_t i = 0; i < service->alias_count && result == 0; i++)
		result = add_name(local, &service->aliases[i], transport);
	return result;
}

int
local_parse(struct local *local, struct diag *diag)
{
	struct services services = {.source = &local->source};
	struct service service;
	size_t kept = 0;
	int result = 0;

	while (result == 0 && services_next(&services, &service))
		result = add_service(local, &service, diag);
	if (local->name_count == 0)
		return result;
	qsort(local->names, local->name_count, sizeof(*local->names),
	      compare_names);
	for (size_t i = 0; i < local->name_count; i++) {
		struct local_name *name = &local->names[i];

		if (kept > 0 &&
		    compare_names(name, &local->names[kept - 1]) == 0) {
			local->names[kept - 1].transports |= name->transports;
			free(name->folded);
		} else {
			local->names[kept++] = *name;
		}
	}
	local->name_count = kept;
	return result;
}

int
local_read(struct local *local, const char *path, struct diag *diag)
{
	int result;

	*local = (struct local){.path = path};
	result = source_load(&local->source, path, diag);
	if (result != 0)
		return result;
	result = local_parse(local, diag);
	if (result != 0)
		local_free(local);
	return result;
}

bool
local_has_pair(const struct local *local, uint16_t port, unsigned int transport)
{
	return (local->pairs[port] >> transport & 1) != 0;
}

static const struct local_name *
find_name(const struct local *local, const char *name)
{
	const struct local_name key = {(char *)name, 0};

	return local->name_count == 0
		       ? NULL
		       : bsearch(&key, local->names, local->name_count,
				 sizeof(key), compare_names);
}

bool
local_has_name(const struct local *local, const char *name)
{
	return find_name(local, name) != NULL;
}

bool
local_answers(const struct local *local, const char *name,
	      unsigned int transport)
{
	const struct local_name *found = find_name(local, name);

	return found != NULL && (found->transports >> transport & 1) != 0;
}

enum local_state
local_compare(const char *const *meta)
{
	const char *path = meta[META_LOCAL_PATH];
	struct diag silent = {.out = NULL, .file = path};
	struct source source;
	char digest[DIGEST_SIZE];
	bool same;

	if (path[0] == '\0')
		return LOCAL_NONE;
	if (source_load(&source, path, &silent) != 0)
		return LOCAL_MISSING;
	source_digest(&source, digest);
	source_free(&source);
	same = strcmp(digest, meta[META_LOCAL_DIGEST]) == 0;
	return same ? LOCAL_UNCHANGED : LOCAL_CHANGED;
}

void
local_free(struct local *local)
{
	for (size_t i = 0; i < local->name_count; i++)
		free(local->names[i].folded);
	free(local->names);
	source_free(&local->source);
	local->names = NULL;
	local->name_count = 0;
}
