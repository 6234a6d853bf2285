/* SPDX-License-Identifier: MIT */
#include "cli/output/roll.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/output/card.h"
#include "cli/output/entry.h"
#include "cli/output/field.h"
#include "cli/output/text.h"
#include "cli/query/naming.h"
#include "importer/input/array.h"
#include "importer/input/range.h"

/* What IANA adds to the description of a service that it has renamed. */
static const char renamed[] = "IANA assigned this well-formed service name";

static int
compare(const void *a, const void *b)
{
	const struct item *left = a, *right = b;
	int order = number_compare(left->rank, right->rank);

	if (order == 0)
		order = number_compare(left->port, right->port);
	return order != 0 ? order : number_compare(left->order, right->order);
}

void
roll_add(struct roll *roll, const struct item *item)
{
	if (!array_grow(&roll->items, roll->count, 1, &roll->capacity,
			sizeof(*item)))
		cli_memory(NULL);
	roll->items[roll->count++] = *item;
}

void
roll_sort(struct roll *roll)
{
	if (roll->count > 0)
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

/* The columns of the table that needs no option. */
static const struct table_column own_columns[] = {
	{"PORT", true, false},
	{"TRANSPORT", false, false},
	{"SERVICE", false, false},
	{"DESCRIPTION", false, true},
	{0},
};
static const struct table_column found_columns[] = {
	{"PORT", true, false},        {"TRANSPORT", false, false},
	{"SERVICE", false, false},    {"FOUND IN", false, false},
	{"DESCRIPTION", false, true}, {0},
};

static void
add_row(struct table *table, const struct roll *roll, size_t at)
{
	const struct item *item = &roll->items[at];
	char *transports = transports_text(gather(roll, at), "", ",");
	char ports[RANGE_SIZE] = "";
	char *description = describe(roll->rows, item->row);
	const char *told = item->part == NULL ? description : item->part;
	const char *cells[] = {ports, transports, item->row->field[COLUMN_NAME],
			       item->found == NULL ? told : item->found, told};

	if (item->port != NO_PORT)
		range_print(ports, (struct range){item->port, item->last});
	table_add(table, cells,
		  item->found == NULL &&
			  row_state(item->row) != STATE_ASSIGNED);
	free(description);
	free(transports);
}

/* "/etc/services: ssmtp smtps urd" */
static void
add_line(struct table *table, const struct service *line)
{
	char *port = cli_format("%u", line->port);
	char *text = cli_format("%s", line->file);
	const char *before = ": ";

	for (const char *name = line->names;
	     (name = service_next(line, name)) != NULL; before = " ")
		text = cli_append(text, "%s%s", before, name);
	table_add(table,
		  (const char *[]){port, line->protocol, line->names, text},
		  false);
	free(port);
	free(text);
}

/* A line for each transport of an item, or for none. */
static void
add_fields(struct table *table, const struct roll *roll,
	   const struct sources *sources, const struct item *item)
{
	const struct view *view = table->view;
	unsigned int transports = item->row != NULL
					  ? get_transports(item)
					  : 1u << item->line->transport;

	if (transports == 0)
		transports = 1u << TRANSPORT_ANY;
	for (unsigned int t = TRANSPORT_ANY; t <= TRANSPORT_DCCP; t++) {
		char *cells[FIELDS] = {NULL};

		if ((transports >> t & 1) == 0)
			continue;
		for (size_t i = 0; i < view->count; i++)
			if (cells[view->chosen[i]] == NULL)
				cells[view->chosen[i]] =
					field_text(view->chosen[i], item, t,
						   roll->rows, sources);
		table_add(table, (const char *const *)cells, false);
		for (size_t i = 0; i < FIELDS; i++)
			free(cells[i]);
	}
}

static void
print_fields(const struct roll *roll, const struct terminal *page)
{
	struct local own = {.paths = NULL};
	struct sources sources;
	struct table table;

	if (roll->site == NULL)
		site_read(&own, roll->rows);
	sources_open(&sources, roll->rows,
		     roll->site == NULL ? &own : roll->site);
	table_begin(&table, roll->view, page);
	for (size_t i = 0; i < roll->count; i++)
		add_fields(&table, roll, &sources, &roll->items[i]);
	table_end(&table, roll->words, roll->word_count);
	local_free(&own);
}

static void
print_table(const struct roll *roll, const struct terminal *page)
{
	bool found = roll->count > 0 && roll->items[0].found != NULL;
	struct view view = {.columns = found ? found_columns : own_columns,
			    .headless = roll->view->headless};
	struct table table;

	view_choose(&view);
	table_begin(&table, &view, page);
	for (size_t i = 0; i < roll->count; i++) {
		const struct item *item = &roll->items[i];

		if (item->row == NULL)
			add_line(&table, item->line);
		else if (!item->taken)
			add_row(&table, roll, i);
	}
	table_end(&table, roll->words, roll->word_count);
}

static int
compare_names(const void *a, const void *b)
{
	return strcasecmp(*(const char *const *)a, *(const char *const *)b);
}

/* Each once and in order. */
static void
print_names(const struct roll *roll)
{
	const char **names =
		cli_memory(calloc(roll->count + 1, sizeof(*names)));

	for (size_t i = 0; i < roll->count; i++)
		names[i] = roll->items[i].line != NULL
				   ? roll->items[i].line->names
				   : roll->items[i].row->field[COLUMN_NAME];
	qsort(names, roll->count, sizeof(*names), compare_names);
	for (size_t i = 0; i < roll->count; i++)
		if (names[i][0] != '\0' &&
		    (i == 0 || strcasecmp(names[i - 1], names[i]) != 0))
			text_wrap(stdout, names[i], false, 0, 0);
	free(names);
}

static void
print_json(const struct roll *roll)
{
	struct json json;

	json_begin(&json, roll->rows->registry.date, true);
	json_open_list(&json, "services");
	for (size_t i = 0; i < roll->count; i++) {
		const struct item *item = &roll->items[i];

		if (item->row == NULL || item->again)
			continue;
		json_open_object(&json, NULL);
		entry_json(&json, roll->rows, item->row);
		if (item->found != NULL)
			json_text(&json, "found", item->found);
		json_close(&json);
	}
	json_close(&json);
	if (roll->site != NULL)
		json_open_list(&json, "local");
	for (size_t i = 0; i < roll->count; i++)
		if (roll->items[i].line != NULL)
			site_json(&json, roll->items[i].line);
	json_end(&json);
}

int
roll_print(struct roll *roll)
{
	struct terminal page;
	int result;

	terminal_begin(&page);
	if (roll->json)
		print_json(roll);
	else if (roll->view->names)
		print_names(roll);
	else if (roll->view->count > 0)
		print_fields(roll, &page);
	else
		print_table(roll, &page);
	result = terminal_end(&page);
	if (result == 0 && roll->count == 0)
		result = cli_say(EXIT_REFUSED, "nothing found");
	for (size_t i = 0; i < roll->count; i++)
		free(roll->items[i].part);
	free(roll->items);
	return result;
}
