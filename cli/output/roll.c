#include "cli/output/roll.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/output/card.h"
#include "cli/output/entry.h"
#include "cli/output/json.h"
#include "cli/output/table.h"

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
	const struct ianaports_item *left = a, *right = b;
	int order = compare_sizes(left->rank, right->rank);

	if (order == 0)
		order = compare_sizes(left->port, right->port);
	return order != 0 ? order : compare_sizes(left->order, right->order);
}

void
ianaports_roll_sort(struct ianaports_roll *roll)
{
	qsort(roll->items, roll->count, sizeof(*roll->items), compare);
}

static bool
is_alike(const struct ianaports_item *a, const struct ianaports_item *b)
{
	static const enum ianaports_column columns[] = {
		IANAPORTS_NAME, IANAPORTS_PORT, IANAPORTS_DESCRIPTION};

	if (a->row == NULL || b->row == NULL || a->found != b->found)
		return false;
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		if (strcmp(a->row->field[columns[i]],
			   b->row->field[columns[i]]) != 0)
			return false;
	return true;
}

/* The transports of an item and of those alike that follow on its port. */
static unsigned int
gather(const struct ianaports_roll *roll, size_t at)
{
	struct ianaports_item *item = &roll->items[at];
	unsigned int transports = 0;

	for (size_t i = at; i < roll->count; i++) {
		struct ianaports_item *other = &roll->items[i];

		if (other->port != item->port || other->rank != item->rank ||
		    (item->port == IANAPORTS_NO_PORT && !is_alike(item, other)))
			break;
		if (other->taken || !is_alike(item, other))
			continue;
		other->taken = true;
		transports |= ianaports_row_transports(other->row);
	}
	return transports;
}

/* The description, or what the name is an alias of and the description. */
static char *
describe(const struct ianaports_rows *rows, const struct ianaports_row *row)
{
	const char *description = row->field[IANAPORTS_DESCRIPTION];
	const char *end = strstr(description, renamed);
	const struct ianaports_row *canonical = NULL;
	const char *alias = "", *of = "";
	char *text;

	if (end == NULL)
		end = description + strlen(description);
	if (row->numbered && ianaports_row_state(row) == IANAPORTS_ASSIGNED)
		canonical = ianaports_row_canonical(rows, row);
	if (canonical != NULL && strcmp(canonical->field[IANAPORTS_NAME],
					row->field[IANAPORTS_NAME]) != 0) {
		alias = "alias of ";
		of = canonical->field[IANAPORTS_NAME];
	}
	if (asprintf(&text, "%s%s%s%.*s", alias, of,
		     of[0] == '\0' || end == description ? "" : "; ",
		     (int)(end - description), description) < 0)
		ianaports_cli_memory(NULL);
	return text;
}

static const char *
or_dash(const char *text)
{
	return text[0] == '\0' ? "-" : text;
}

static void
add_row(struct libscols_table *table, const struct ianaports_roll *roll,
	size_t at)
{
	const struct ianaports_item *item = &roll->items[at];
	const char *const *field = item->row->field;
	char transports[IANAPORTS_TRANSPORTS_SIZE];
	char *description = describe(roll->rows, item->row);
	const char *cells[] = {
		or_dash(field[IANAPORTS_PORT]),
		NULL,
		or_dash(field[IANAPORTS_NAME]),
		item->found == NULL ? description : item->found,
		description,
	};

	ianaports_transports_print(transports, gather(roll, at), "", ",");
	cells[1] = or_dash(transports);
	ianaports_cli_table_add(table, cells, item->found == NULL ? 4 : 5,
				item->found == NULL &&
					ianaports_row_state(item->row) !=
						IANAPORTS_ASSIGNED);
	free(description);
}

/* "/etc/services: ssmtp smtps urd" */
static void
add_line(struct libscols_table *table, const struct ianaports_roll *roll,
	 const struct ianaports_site_line *line)
{
	char port[8], *text = NULL;
	size_t size;
	FILE *out = ianaports_cli_memory(open_memstream(&text, &size));
	const char *cells[] = {port, line->protocol, line->names[0], NULL};

	snprintf(port, sizeof(port), "%u", line->port);
	fputs(roll->site->path, out);
	for (size_t i = 1; line->names[i] != NULL; i++)
		fprintf(out, "%s%s", i == 1 ? ": " : " ", line->names[i]);
	fclose(out);
	cells[3] = ianaports_cli_memory(text);
	ianaports_cli_table_add(table, cells, 4, false);
	free(text);
}

void
ianaports_roll_print(struct ianaports_roll *roll,
		     const struct ianaports_page *page, char *const *words,
		     size_t count)
{
	static const struct ianaports_cli_column with_found[] = {
		{"PORT", true, false},        {"TRANSPORT", false, false},
		{"SERVICE", false, false},    {"FOUND IN", false, false},
		{"DESCRIPTION", false, true}, {0}};
	static const struct ianaports_cli_column plain[] = {
		{"PORT", true, false},
		{"TRANSPORT", false, false},
		{"SERVICE", false, false},
		{"DESCRIPTION", false, true},
		{0}};
	bool found = roll->count > 0 && roll->items[0].found != NULL;
	struct libscols_table *table =
		ianaports_cli_table_new(page, found ? with_found : plain);

	for (size_t i = 0; i < roll->count; i++) {
		const struct ianaports_item *item = &roll->items[i];

		if (item->row == NULL)
			add_line(table, roll, item->line);
		else if (!item->taken)
			add_row(table, roll, i);
	}
	ianaports_cli_table_print(table, page, words, count);
}

void
ianaports_roll_print_json(const struct ianaports_roll *roll)
{
	struct ianaports_json_stream stream = {0};

	ianaports_json_stream_array(&stream, "services");
	for (size_t i = 0; i < roll->count; i++) {
		const struct ianaports_item *item = &roll->items[i];
		struct json_object *entry;

		if (item->row == NULL)
			continue;
		entry = ianaports_entry_json(roll->rows, item->row);
		if (item->found != NULL)
			ianaports_json_text(entry, "found", item->found);
		ianaports_json_stream_add(&stream, entry);
		json_object_put(entry);
	}
	if (roll->site != NULL)
		ianaports_json_stream_array(&stream, "local");
	for (size_t i = 0; i < roll->count; i++) {
		struct json_object *line;

		if (roll->items[i].line == NULL)
			continue;
		line = ianaports_site_json(roll->items[i].line);
		ianaports_json_stream_add(&stream, line);
		json_object_put(line);
	}
	ianaports_json_stream_end(&stream);
}
