/* SPDX-License-Identifier: MIT */
#include "importer/compare/audit.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db/transport.h"
#include "importer/input/array.h"
#include "importer/registry/collate.h"

struct work {
	struct audit *audit;
	const struct services *services;
	struct collation collation;
	/* By line: an earlier one has its pair, or the registry has a name of
	 * it otherwise. */
	bool *repeated, *odd;
	/* By name, the first of those alike: it has no port at IANA, as names
	 * of DNS-SD. */
	bool *portless;
};

static const struct record *
find_record(const struct work *work, const struct service *line)
{
	return collation_find(&work->collation, line->port, line->transport);
}

/* Whether the registry's name, with and without the transport, is that port. */
static bool
leads_back(const struct work *work, const char *name,
	   const struct service *line)
{
	const unsigned int asked[] = {line->transport, TRANSPORT_ANY};

	for (size_t i = 0; i < 2; i++) {
		const struct record *record =
			collation_answer(&work->collation, name, asked[i]);

		if (record == NULL || record->port != line->port)
			return false;
	}
	return line->transport != TRANSPORT_ANY;
}

static int
add_strings(struct strings *strings, const char *text, size_t size)
{
	if (!array_grow(&strings->text, strings->size, size, &strings->capacity,
			1))
		return -ENOMEM;
	memcpy(strings->text + strings->size, text, size);
	strings->size += size;
	return 0;
}

static int
add_string(struct strings *strings, const char *text)
{
	return add_strings(strings, text, strlen(text) + 1);
}

static void
free_finding(struct finding *finding)
{
	free(finding->pairs.text);
	free(finding->registry.text);
}

/* Takes a finding over, unless making it has failed; result as it stands. */
static int
add(struct audit *audit, struct finding *finding, int result)
{
	if (!array_grow(&audit->findings, audit->count, 1, &audit->capacity,
			sizeof(*finding)))
		result = -ENOMEM;
	if (result != 0) {
		free_finding(finding);
		return result;
	}
	audit->findings[audit->count++] = *finding;
	audit->counts[finding->kind]++;
	return 0;
}

/* A finding on a line, with the names that the registry has there. */
static int
add_line(const struct work *work, const struct service *line,
	 enum finding_kind kind)
{
	const struct record *record = find_record(work, line);
	struct finding finding = {
		.kind = kind, .line = line->line, .name = line->names};
	int result = add_string(&finding.pairs, line->pair);

	if (result == 0 && record != NULL)
		result = add_strings(&finding.registry, record->names,
				     record->size);
	return add(work->audit, &finding, result);
}

/* The registry's first pair of a name on each transport; of a longer one than
 * it may have, none. */
static int
list_pairs(const struct work *work, const char *name, struct strings *pairs,
	   unsigned int *transports)
{
	int result = 0;

	*transports = 0;
	for (unsigned int t = TRANSPORT_TCP; t <= TRANSPORT_DCCP && result == 0;
	     t++) {
		const struct record *record =
			collation_answer(&work->collation, name, t);
		char pair[16];

		if (record == NULL)
			continue;
		*transports |= 1u << t;
		snprintf(pair, sizeof(pair), "%u/%s", record->port,
			 transport_name(t));
		result = add_string(pairs, pair);
	}
	return result;
}

/* All lines of one name, which stands at some places among the names. */
static int
check_name(const struct work *work, size_t first, size_t end)
{
	const struct service_name *names = work->services->names;
	const struct service *lines = work->services->lines;
	struct finding finding = {
		.kind = FINDING_OTHER_PAIRS,
		.line = lines[names[first].line].line,
		.name = names[first].name,
	};
	unsigned int known, transports = 0;
	int result = list_pairs(work, finding.name, &finding.registry, &known);
	bool odd = false;

	for (size_t i = first; i < end && result == 0; i++) {
		const struct service *line = &lines[names[i].line];

		transports |= 1u << line->transport;
		odd = odd || !leads_back(work, finding.name, line);
		if (i == first || names[i].line != names[i - 1].line)
			result = add_string(&finding.pairs, line->pair);
	}
	if (!odd && transports == known) {
		free_finding(&finding);
		return result;
	}
	for (size_t i = first; i < end; i++)
		work->odd[names[i].line] = true;
	if (known == 0 && !work->portless[first])
		finding.kind = FINDING_UNKNOWN_NAME;
	return add(work->audit, &finding, result);
}

static int
check_names(const struct work *work)
{
	const struct services *services = work->services;
	int result = 0;

	for (size_t i = 0, end; i < services->name_count && result == 0;
	     i = end) {
		for (end = i + 1; end < services->name_count; end++)
			if (name_compare(services->names[end].name,
					 services->names[i].name) != 0)
				break;
		result = check_name(work, i, end);
	}
	return result;
}

static int
check_lines(const struct work *work)
{
	const struct services *services = work->services;
	int result = 0;

	for (size_t i = 0; i < services->count && result == 0; i++) {
		const struct service *line = &services->lines[i];
		const struct record *record = find_record(work, line);

		if (work->repeated[i])
			continue;
		if (record == NULL)
			result = add_line(work, line, FINDING_UNKNOWN_PAIR);
		else if (!names_have(record->names, record->size, line->names))
			result = add_line(work, line, FINDING_OTHER_NAME);
		else if (!work->odd[i] &&
			 strcmp(record->names, line->names) == 0)
			result = add_line(work, line, FINDING_REDUNDANT);
	}
	return result;
}

static int
by_line(const void *a, const void *b)
{
	const struct finding *left = a, *right = b;
	int order = number_compare(left->line, right->line);

	if (order == 0)
		order = number_compare(left->kind, right->kind);
	return order != 0 ? order : strcmp(left->name, right->name);
}

static int
prepare(struct work *work, const struct registry *registry)
{
	const struct services *services = work->services;

	work->repeated = calloc(services->count + 1, sizeof(bool));
	work->odd = calloc(services->count + 1, sizeof(bool));
	work->portless = calloc(services->name_count + 1, sizeof(bool));
	if (work->repeated == NULL || work->odd == NULL ||
	    work->portless == NULL)
		return -ENOMEM;
	for (size_t i = 1; i < services->count; i++)
		if (strcmp(services->by_port[i - 1]->pair,
			   services->by_port[i]->pair) == 0)
			work->repeated[services->by_port[i] - services->lines] =
				true;
	for (size_t i = 0; i < registry->row_count; i++)
		if (!registry->rows[i].numbered)
			work->portless[services_find(
				services,
				registry->rows[i].field[COLUMN_NAME])] = true;
	return 0;
}

int
audit_run(struct audit *audit, const struct services *services,
	  const struct registry *registry)
{
	struct work work = {.audit = audit, .services = services};
	int result = collation_make(&work.collation, registry, NULL, true);

	*audit = (struct audit){.findings = NULL};
	if (result == 0)
		result = prepare(&work, registry);
	if (result == 0)
		result = check_names(&work);
	if (result == 0)
		result = check_lines(&work);
	if (result == 0 && audit->count > 0)
		qsort(audit->findings, audit->count, sizeof(*audit->findings),
		      by_line);
	collation_free(&work.collation);
	free(work.repeated);
	free(work.odd);
	free(work.portless);
	if (result != 0)
		audit_free(audit);
	return result;
}

void
audit_free(struct audit *audit)
{
	for (size_t i = 0; i < audit->count; i++)
		free_finding(&audit->findings[i]);
	free(audit->findings);
	*audit = (struct audit){.findings = NULL};
}
