#include "importer/local.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "db/key.h"
#include "db/transport.h"
#include "importer/services.h"

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int
add_name(struct ianaports_local *local, const struct ianaports_cell *name)
{
	char *folded;

	if (local->name_count == local->name_capacity) {
		size_t capacity = 2 * local->name_capacity + 256;
		char **larger =
			reallocarray(local->names, capacity, sizeof(*larger));

		if (larger == NULL)
			return -ENOMEM;
		local->names = larger;
		local->name_capacity = capacity;
	}
	folded = malloc(name->length + 1);
	if (folded == NULL)
		return -ENOMEM;
	for (size_t i = 0; i < name->length; i++)
		folded[i] = (char)ianaports_fold((unsigned char)name->text[i]);
	folded[name->length] = '\0';
	local->names[local->name_count++] = folded;
	return 0;
}

static bool
read_port(const struct ianaports_cell *cell, uint16_t *port)
{
	unsigned long number = 0;

	if (cell->length == 0 || cell->length > 5)
		return false;
	for (size_t i = 0; i < cell->length; i++) {
		if (cell->text[i] < '0' || cell->text[i] > '9')
			return false;
		number = number * 10 + (unsigned long)(cell->text[i] - '0');
	}
	*port = (uint16_t)number;
	return number <= UINT16_MAX;
}

static unsigned int
find_transport(const struct ianaports_cell *cell)
{
	char name[8];

	if (cell->length >= sizeof(name))
		return 0;
	memcpy(name, cell->text, cell->length);
	name[cell->length] = '\0';
	return ianaports_transport_find(name);
}

/* Names count on whatever transport, pairs only on one that we answer. */
static int
add_service(struct ianaports_local *local,
	    const struct ianaports_service *service,
	    struct ianaports_diag *diag)
{
	const struct ianaports_cell *cell = &service->port;
	uint16_t port;
	int result;

	if (!read_port(cell, &port)) {
		ianaports_diag_warning(diag, cell->line, cell->column,
				       "'%.*s' is no port; line passed over",
				       (int)cell->length, cell->text);
		return 0;
	}
	local->pairs[port] |=
		(unsigned char)(1u << find_transport(&service->protocol));
	result = add_name(local, &service->name);
	for (size_t i = 0; i < service->alias_count && result == 0; i++)
		result = add_name(local, &service->aliases[i]);
	return result;
}

static int
read_services(struct ianaports_local *local,
	      const struct ianaports_source *source,
	      struct ianaports_diag *diag)
{
	struct ianaports_services services = {.source = source};
	struct ianaports_service service;
	size_t kept = 0;
	int result = 0;

	while (result == 0 && ianaports_services_next(&services, &service)) {
		if (service.fault == NULL)
			result = add_service(local, &service, diag);
		else
			ianaports_diag_warning(diag, service.line, 1,
					       "%s; line passed over",
					       service.fault);
	}
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
	struct ianaports_source source;
	int result;

	*local = (struct ianaports_local){.path = path};
	result = ianaports_source_read(&source, path, diag);
	if (result != 0)
		return result;
	local->status = source.status;
	memcpy(local->digest, source.digest, sizeof(local->digest));
	result = read_services(local, &source, diag);
	ianaports_source_free(&source);
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

void
ianaports_local_free(struct ianaports_local *local)
{
	for (size_t i = 0; i < local->name_count; i++)
		free(local->names[i]);
	free(local->names);
	local->names = NULL;
	local->name_count = 0;
}
