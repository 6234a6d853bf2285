#include "importer/audit.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/key.h"
#include "db/transport.h"
#include "importer/collate.h"
#include "importer/grow.h"
#include "importer/services.h"

/* A line of the file, and what the registry has on its pair. */
struct question {
	const struct ianaports_service *service;
	const struct ianaports_collation *registry;
	const struct ianaports_record *record; /* or NULL */
	uint16_t port;
	unsigned int transport;
};

static int
compare_record(const void *key, const void *element)
{
	const struct question *question = key;
	const struct ianaports_record *record = element;

	if (question->port != record->port)
		return question->port < record->port ? -1 : 1;
	return (int)question->transport - (int)record->transport;
}

static bool
is_same(const char *name, const struct ianaports_cell *cell)
{
	for (size_t i = 0; i < cell->length; i++)
		if (ianaports_fold((unsigned char)name[i]) !=
		    ianaports_fold((unsigned char)cell->text[i]))
			return false;
	return name[cell->length] == '\0';
}

static bool
has_name(const struct ianaports_record *record,
	 const struct ianaports_cell *cell)
{
	const char *name = record->names;

	for (unsigned int i = 0; i <= record->aliases; i++) {
		if (is_same(name, cell))
			return true;
		name += strlen(name) + 1;
	}
	return false;
}

/* The first key of the registry's names that is this one; NULL for none. */
static const struct ianaports_name *
find_name(const struct ianaports_collation *registry,
	  const struct ianaports_cell *cell)
{
	size_t low = 0, high = registry->name_count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		const char *name = registry->names[middle].name;
		size_t i = 0;
		int order = 0;

		for (; order == 0 && i < cell->length; i++)
			order = (unsigned char)name[i] -
				ianaports_fold((unsigned char)cell->text[i]);
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < registry->name_count &&
	    is_same(registry->names[low].name, cell))
		return &registry->names[low];
	return NULL;
}

/* The names of a record, separated by blanks. */
static char *
list_names(const struct ianaports_record *record)
{
	char *list = malloc(record->size);

	if (list == NULL)
		return NULL;
	memcpy(list, record->names, record->size);
	for (size_t i = 0; i + 1 < record->size; i++)
		if (list[i] == '\0')
			list[i] = ' ';
	return list;
}

/* Where the registry has a name: its first pair on each transport. */
static char *
list_pairs(const struct ianaports_collation *registry,
	   const struct ianaports_name *name)
{
	const struct ianaports_name *end =
		registry->names + registry->name_count;
	char list[4 * sizeof("65535/sctp")] = "", *out = list;

	for (const struct ianaports_name *next = name;
	     next < end && strcmp(next->name, name->name) == 0; next++)
		out += sprintf(out, "%s%u/%s", out == list ? "" : " ",
			       registry->records[next->record].port,
			       ianaports_transport_name(next->transport));
	return strdup(list);
}

static int
add(struct ianaports_audit *audit, enum ianaports_finding_kind kind,
    const struct question *question, const struct ianaports_cell *name,
    char *registry)
{
	const struct ianaports_service *service = question->service;
	struct ianaports_finding *list =
		ianaports_array_grow(audit->findings, audit->count, 1,
				     &audit->capacity, sizeof(*list));
	struct ianaports_finding finding = {
		.kind = kind,
		.line = service->line,
		.name = strndup(name->text, name->length),
		.registry = registry,
	};

	if (list != NULL)
		audit->findings = list;
	if (asprintf(&finding.pair, "%u/%.*s", question->port,
		     (int)service->protocol.length, service->protocol.text) < 0)
		finding.pair = NULL;
	if (list == NULL || registry == NULL || finding.name == NULL ||
	    finding.pair == NULL) {
		free(finding.name);
		free(finding.pair);
		free(registry);
		return -ENOMEM;
	}
	list[audit->count++] = finding;
	audit->counts[kind]++;
	return 0;
}

/* A name or alias of the line; *known says whether the registry has it there.
 */
static int
check_name(struct ianaports_audit *audit, const struct question *question,
	   const struct ianaports_cell *cell, bool *known)
{
	const struct ianaports_name *name;

	if (question->record != NULL && has_name(question->record, cell))
		return 0;
	*known = false;
	name = find_name(question->registry, cell);
	if (name == NULL)
		return add(audit, IANAPORTS_UNKNOWN_NAME, question, cell,
			   strdup(""));
	return add(audit, IANAPORTS_OTHER_PORT, question, cell,
		   list_pairs(question->registry, name));
}

static int
check_line(struct ianaports_audit *audit, const struct question *question)
{
	const struct ianaports_service *service = question->service;
	const struct ianaports_record *record = question->record;
	bool known = record != NULL;
	int result = 0;

	if (record == NULL)
		result = add(audit, IANAPORTS_UNKNOWN_PAIR, question,
			     &service->name, strdup(""));
	else if (!has_name(record, &service->name))
		result = add(audit, IANAPORTS_OTHER_NAME, question,
			     &service->name, list_names(record));
	if (result == 0)
		result = check_name(audit, question, &service->name, &known);
	for (size_t i = 0; i < service->alias_count && result == 0; i++)
		result = check_name(audit, question, &service->aliases[i],
				    &known);
	if (result == 0 && known)
		result = add(audit, IANAPORTS_REDUNDANT, question,
			     &service->name, list_names(record));
	return result;
}

static int
check_file(struct ianaports_audit *audit, const struct ianaports_source *file,
	   const struct ianaports_collation *registry,
	   struct ianaports_diag *diag)
{
	struct ianaports_services services = {.source = file};
	struct ianaports_service service;
	int result = 0;

	while (result == 0 && ianaports_services_next(&services, &service)) {
		struct question question = {
			.service = &service,
			.registry = registry,
			.transport = ianaports_service_transport(&service),
		};

		if (service.fault != NULL ||
		    !ianaports_service_port(&service, &question.port)) {
			ianaports_diag_warning(diag, service.line, 1,
					       "line passed over");
			continue;
		}
		audit->lines++;
		if (registry->record_count > 0)
			question.record = bsearch(&question, registry->records,
						  registry->record_count,
						  sizeof(*registry->records),
						  compare_record);
		result = check_line(audit, &question);
	}
	return result;
}

int
ianaports_audit_run(struct ianaports_audit *audit,
		    const struct ianaports_source *file,
		    const struct ianaports_registry *registry,
		    struct ianaports_diag *diag)
{
	struct ianaports_local *none = calloc(1, sizeof(*none));
	struct ianaports_collation collation = {.records = NULL};
	int result = -ENOMEM;

	*audit = (struct ianaports_audit){.findings = NULL};
	if (none != NULL)
		result = ianaports_collate(&collation, registry, none);
	if (result == 0)
		result = check_file(audit, file, &collation, diag);
	ianaports_collation_free(&collation);
	free(none);
	if (result != 0)
		ianaports_audit_free(audit);
	return result;
}

void
ianaports_audit_free(struct ianaports_audit *audit)
{
	for (size_t i = 0; i < audit->count; i++) {
		free(audit->findings[i].name);
		free(audit->findings[i].pair);
		free(audit->findings[i].registry);
	}
	free(audit->findings);
	*audit = (struct ianaports_audit){.findings = NULL};
}
