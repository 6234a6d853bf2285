/* SPDX-License-Identifier: MIT */
#include "cli/output/roll.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/output/card.h"
#include "cli/output/entry.h"
#include "cli/output/field.h"
#include "cli/query/naming.h"
#include "importer/input/grow.h"
#include "importer/input/range.h"

/* What IANA adds to the description of a service that it has renamed. */
static const char renamed[] = "IANA assigned this well-formed service name";

static int
compare_sizes(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int
compare(const void *a, const void *b)
{
	const struct item *left = a, *right = b;
	int order = compare_sizes(left->rank, right->rank);

	if (order == 0)
		order = compare_sizes(left->port, right->port);
	return order != 0 ? order : compare_sizes(left->order, right->order);
}

void
roll_add(struct roll *roll, const struct item *item)
{
	roll->items =
		cli_memory(array_grow(roll->items, roll->count, 1,
				      &roll->capacity, sizeof(*roll->items)));
	roll->items[roll->count++] = *item;
}

void
roll_sort(struct roll *roll)
{
	qsort(roll->items, roll->count, sizeof(*roll->items), compare);
}

static bool
is_alike(const struct item *a, const struct item *b)
{
	static const enum column columns[] = {COLUMN_NAME, COLUMN_PORT,
					      COLUMN_DESCRIPTION,
					      COLUMN_UNAUTHORIZED};

	if (a->row == NULL || b->row == NULL || a->found != b->found ||
	    a->last != b->last)
		return false;
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		if (strcmp(a->row->field[columns[i]],
			   b->row->field[columns[i]]) != 0)
			return false;
	return true;
}

/* Those that a row states and that were asked for. */
static unsigned int
get_transports(const struct item *item)
{
	unsigned int stated = transports_stated(item->row);

	return item->transports == 0 ? stated : stated & item->transports;
}

/* The transports of an item and of those alike that follow on its port. */
static unsigned int
gather(const struct roll *roll, size_t at)
{
	struct item *item = &roll->items[at];
	unsigned int transports = 0;

	for (size_t i = at; i < roll->count; i++) {
		struct item *other = &roll->items[i];

		if (other->port != item->port || other->rank != item->rank ||
		    (item->port == NO_PORT && !is_alike(item, other)))
			break;
		if (other->taken || !is_alike(item, other))
			continue;
		other->taken = true;
		transports |= get_transports(other);
	}
	return transports;
}

/*
 * The description; before it what the name is an alias of, and behind it how
 * others use the port.
 */
static char *
describe(const struct rows *rows, const struct row *row)
{
	const char *description = row->field[COLUMN_DESCRIPTION];
	const char *unauthorized = row->field[COLUMN_UNAUTHORIZED];
	const char *end = strstr(description, renamed);
	const struct row *canonical = row_canonical(rows, row);
	const char *alias = "", *of = "";

	if (end == NULL)
		end = description + strlen(description);
	if (canonical != NULL && strcmp(canonical->field[COLUMN_NAME],
					row->field[COLUMN_NAME]) != 0) {
		alias = "alias of ";
		of = canonical->field[COLUMN_NAME];
	}
	/* As almost all do. */
	if (of[0] == '\0' && *end == '\0' && unauthorized[0] == '\0')
		return cli_memory(strdup(description));
	return cli_format("%s%s%s%.*s%s%s", alias, of,
			  of[0] == '\0' || end == description ? "" : "; ",
			  (int)(end - description), description,
			  unauthorized[0] == '\0' ? "" : "; ", unauthorized);
}

static const char *
or_dash(const char *text)
{
	return text[0] == '\0' ? "-" : text;
}

static void
add_row(struct libscols_table *table, const struct roll *roll, size_t at)
{
	const struct item *item = &roll->items[at];
	const char *const *field = item->row->field;
	char transports[TRANSPORTS_SIZE], ports[RANGE_SIZE] = "";
	char *description = describe(roll->rows, item->row);
	const char *cells[] = {
		NULL,
		NULL,
		or_dash(field[COLUMN_NAME]),
		item->found == NULL ? description : item->found,
		item->part == NULL ? description : item->part,
	};

	if (item->port != NO_PORT)
		range_print(ports, (struct range){item->port, item->last});
	cells[0] = or_dash(ports);
	transports_print(transports, gather(roll, at), "", ",");
	cells[1] = or_dash(transports);
	cli_table_add(table, cells, item->found == NULL ? 4 : 5,
		      item->found == NULL &&
			      row_state(item->row) != STATE_ASSIGNED);
	free(description);
}

/* "/etc/services: ssmtp smtps urd" */
static void
add_line(struct libscols_table *table, const struct service *line)
{
	char port[8], *text = NULL;
	size_t size;
	FILE *out = cli_memory(open_memstream(&text, &size));
	const char *cells[] = {port, or_dash(line->protocol), line->names,
			       NULL};

	snprintf(port, sizeof(port), "%u", line->port);
	fputs(line->file, out);
	for (const char *name = line->names, *before = ": ";
	     (name = service_next(line, name)) != NULL; before = " ")
		fprintf(out, "%s%s", before, name);
	fclose(out);
	cells[3] = cli_memory(text);
	cli_table_add(table, cells, 4, false);
	free(text);
}

static void
print_table(struct roll *roll, const struct terminal *page,
	    const char *const *words, size_t count)
{
	static const struct cli_column with_found[] = {
		{"PORT", true, false},        {"TRANSPORT", false, false},
		{"SERVICE", false, false},    {"FOUND IN", false, false},
		{"DESCRIPTION", false, true}, {0}};
	static const struct cli_column plain[] = {{"PORT", true, false},
						  {"TRANSPORT", false, false},
						  {"SERVICE", false, false},
						  {"DESCRIPTION", false, true},
						  {0}};
	bool found = roll->count > 0 && roll->items[0].found != NULL;
	struct libscols_table *table =
		cli_table_new(page, found ? with_found : plain);

	cli_table_simplify(table, roll->view->headless, false);
	for (size_t i = 0; i < roll->count; i++) {
		const struct item *item = &roll->items[i];

		if (item->row == NULL)
			add_line(table, item->line);
		else if (!item->taken)
			add_row(table, roll, i);
	}
	cli_table_print(table, page, words, count);
}

/* A line for each transport of an item, or for none. */
static void
add_fields(struct libscols_table *table, const struct roll *roll,
	   const struct sources *sources, const struct item *item)
{
	const struct view *view = roll->view;
	unsigned int transports = item->row != NULL
					  ? get_transports(item)
					  : 1u << item->line->transport;

	if (transports == 0)
		transports = 1u << TRANSPORT_ANY;
	for (unsigned int t = TRANSPORT_ANY; t <= TRANSPORT_DCCP; t++) {
		char *cells[VIEW_MOST];

		if ((transports >> t & 1) == 0)
			continue;
		for (size_t i = 0; i < view->count; i++)
			cells[i] = field_text(view->chosen[i], item, t,
					      roll->rows, sources);
		cli_table_add(table, (const char *const *)cells, view->count,
			      false);
		for (size_t i = 0; i < view->count; i++)
			free(cells[i]);
	}
}

static void
print_fields(const struct roll *roll, const struct terminal *page,
	     const char *const *words, size_t count)
{
	struct libscols_table *table = view_table(roll->view, page);
	struct local own = {.paths = NULL};
	struct sources sources;

	if (roll->site == NULL)
		site_read(&own, roll->rows);
	sources_open(&sources, roll->rows,
		     roll->site == NULL ? &own : roll->site);
	for (size_t i = 0; i < roll->count; i++)
		add_fields(table, roll, &sources, &roll->items[i]);
	cli_table_print(table, page, words, count);
	local_free(&own);
}

static void
print_json(const struct roll *roll)
{
	struct json json;

	json_begin(&json, roll->rows->registry.date, true);
	json_list(&json, "services");
	for (size_t i = 0; i < roll->count; i++) {
		const struct item *item = &roll->items[i];

		if (item->row == NULL || item->again)
			continue;
		json_object(&json, NULL);
		entry_json(&json, roll->rows, item->row);
		if (item->found != NULL)
			json_text(&json, "found", item->found);
		json_close(&json);
	}
	json_close(&json);
	if (roll->site != NULL)
		json_list(&json, "local");
	for (size_t i = 0; i < roll->count; i++)
		if (roll->items[i].line != NULL)
			site_json(&json, roll->items[i].line);
	json_end(&json);
}

void
roll_free(const struct roll *roll)
{
	for (size_t i = 0; i < roll->count; i++)
		free(roll->items[i].part);
	free(roll->items);
}

int
roll_print(struct roll *roll, bool json, const char *const *words, size_t count)
{
	struct terminal page;
	int result;

	terminal_begin(&page);
	if (json)
		print_json(roll);
	else if (roll->view->count > 0)
		print_fields(roll, &page, words, count);
	else
		print_table(roll, &page, words, count);
	result = terminal_end(&page);
	if (result == 0 && roll->count == 0)
		result = cli_nothing();
	roll_free(roll);
	return result;
}
