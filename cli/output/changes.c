/* SPDX-License-Identifier: MIT */
#include "cli/output/changes.h"

#include <stdio.h>

#include "cli/output/entry.h"
#include "cli/output/text.h"
#include "db/transport.h"
#include "importer/input/range.h"
#include "importer/registry/columns.h"

#define RED   "\033[31m"
#define GREEN "\033[32m"
#define PLAIN "\033[0m"

/* "22/tcp ssh", with "-" for a port or name that is missing. */
static void
print_place(const struct change *change, const char *name)
{
	const char *protocol = transport_name(change->transport);
	struct range range = {change->first, change->last};
	char ports[RANGE_SIZE] = "-";

	if (change->numbered)
		range_print(ports, range);
	printf("%s%s%s ", ports, protocol == NULL ? "" : "/",
	       protocol == NULL ? "" : protocol);
	text_escape(name[0] == '\0' ? "-" : name, true);
}

/* One field of a change: its column, what it was and what it is. */
struct difference {
	enum column column;
	const char *old, *new;
};

static size_t
list_differences(const struct change *change,
		 struct difference list[static COLUMNS])
{
	size_t count = 0;

	if (change->kind == CHANGE_RENAMED)
		list[count++] = (struct difference){COLUMN_NAME, change->from,
						    change->to};
	if (change->old == NULL || change->new == NULL)
		return count;
	for (enum column i = COLUMN_PORT; i < COLUMNS; i++)
		if ((change->fields >> i & 1) != 0 ||
		    (i == COLUMN_PORT && change->kind == CHANGE_MOVED))
			list[count++] =
				(struct difference){i, change->old->field[i],
						    change->new->field[i]};
	return count;
}

/* Old texts are red and new ones green, as in git(1). */
static void
print_value(const char *text, const char *colour, const struct terminal *page)
{
	fputs(page->colour ? colour : "", stdout);
	putchar('"');
	text_escape(text, true);
	putchar('"');
	fputs(page->colour ? PLAIN : "", stdout);
}

static void
print_change(const struct change *change, const struct terminal *page)
{
	const char *colour = !page->colour                    ? ""
			     : change->kind == CHANGE_ADDED   ? GREEN
			     : change->kind == CHANGE_REMOVED ? RED
							      : "";
	struct difference list[COLUMNS];
	size_t count = list_differences(change, list);

	printf("%s%-8s ", colour, change_name(change->kind));
	print_place(change, change_service(change));
	putchar(':');
	if (count == 0) {
		putchar(' ');
		text_escape(change_row(change)->field[COLUMN_DESCRIPTION],
			    true);
	}
	for (size_t i = 0; i < count; i++) {
		const char *separator = page->terminal ? "\n        "
					: i > 0        ? ";"
						       : "";

		printf("%s %s ", separator, column_keys[list[i].column]);
		print_value(list[i].old, RED, page);
		fputs(" -> ", stdout);
		print_value(list[i].new, GREEN, page);
	}
	puts(colour[0] == '\0' ? "" : PLAIN);
}

/* "new.csv (2026-02-13)" */
static void
print_edition(const struct edition *edition)
{
	const char *date = edition->registry->date;

	text_escape(edition->path, true);
	printf(" (%s)", date[0] == '\0' ? "no date" : date);
}

void
changes_print(const struct changes *changes, const struct edition *old,
	      const struct edition *new, unsigned int kinds,
	      const struct terminal *page)
{
	const char *separator = "\n";

	print_edition(old);
	fputs(" -> ", stdout);
	print_edition(new);
	for (enum change_kind i = 0; i < CHANGE_KINDS; i++) {
		if ((kinds >> i & 1) == 0)
			continue;
		printf("%s%zu %s", separator, changes->counts[i],
		       change_name(i));
		separator = ", ";
	}
	putchar('\n');
	for (size_t i = 0; i < changes->count; i++)
		print_change(&changes->list[i], page);
}

static const struct table_column columns[] = {
	{"CHANGE", false, false},    {"PORT", true, false},
	{"TRANSPORT", false, false}, {"NAME", false, false},
	{"FIELD", false, false},     {"OLD", false, true},
	{"NEW", false, true},        {0},
};

const struct view changes_view = {
	.columns = columns,
};

static void
add_change(struct table *table, const struct change *change)
{
	struct difference list[COLUMNS];
	size_t count = list_differences(change, list);
	const char *protocol = transport_name(change->transport);
	char ports[RANGE_SIZE] = "";

	if (change->numbered)
		range_print(ports, (struct range){change->first, change->last});
	/* Of a row that came or went, what it is. */
	if (count == 0) {
		const char *text =
			change_row(change)->field[COLUMN_DESCRIPTION];

		list[count++] = (struct difference){
			COLUMN_DESCRIPTION,
			change->kind == CHANGE_REMOVED ? text : "",
			change->kind == CHANGE_REMOVED ? "" : text};
	}
	for (size_t i = 0; i < count; i++) {
		const char *cells[] = {change_name(change->kind),
				       ports,
				       protocol == NULL ? "" : protocol,
				       change_service(change),
				       column_keys[list[i].column],
				       list[i].old,
				       list[i].new};

		table_add(table, cells, false);
	}
}

void
changes_print_table(const struct changes *changes, const struct view *view,
		    const struct terminal *page)
{
	struct table table;

	table_begin(&table, view, page);
	for (size_t i = 0; i < changes->count; i++)
		add_change(&table, &changes->list[i]);
	table_end(&table, NULL, 0);
}

static void
put_edition(struct json *json, const char *key, const struct edition *edition)
{
	json_open_object(json, key);
	json_text(json, "path", edition->path);
	json_text(json, "date", edition->registry->date);
	json_number(json, "rows", (int64_t)edition->registry->row_count);
	json_close(json);
}

/* What was and what is, by column; or null. */
static void
put_differences(struct json *json, const struct change *change)
{
	struct difference list[COLUMNS];
	size_t count = list_differences(change, list);

	if (count == 0) {
		json_text(json, "fields", NULL);
		return;
	}
	json_open_object(json, "fields");
	for (size_t i = 0; i < count; i++) {
		json_open_object(json, column_keys[list[i].column]);
		json_text(json, "old", list[i].old);
		json_text(json, "new", list[i].new);
		json_close(json);
	}
	json_close(json);
}

static void
put_change(struct json *json, const struct change *change)
{
	json_open_object(json, NULL);
	json_text(json, "change", change_name(change->kind));
	json_text(json, "name", change_service(change));
	json_ports(json, change->numbered, change->first, change->last);
	json_text(json, "transport", transport_name(change->transport));
	put_differences(json, change);
	if (change_row(change) == NULL)
		json_text(json, "row", NULL);
	else
		row_json(json, "row", change_row(change));
	json_close(json);
}

void
changes_print_json(const struct changes *changes, const struct edition *old,
		   const struct edition *new)
{
	struct json json;

	json_begin(&json, new->registry->date, false);
	put_edition(&json, "old", old);
	put_edition(&json, "new", new);
	json_open_object(&json, "counts");
	for (enum change_kind i = 0; i < CHANGE_KINDS; i++)
		json_number(&json, change_name(i), (int64_t)changes->counts[i]);
	json_close(&json);
	json_open_list(&json, "changes");
	for (size_t i = 0; i < changes->count; i++)
		put_change(&json, &changes->list[i]);
	json_end(&json);
}
