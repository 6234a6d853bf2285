#include "cli/output/changes.h"

#include <stdio.h>

#include "cli/output/columns.h"
#include "cli/output/json.h"
#include "cli/output/text.h"
#include "db/transport.h"

/* "22/tcp ssh", with "-" for a port or name that is missing. */
static void
print_place(const struct ianaports_change *change, const char *name)
{
	const char *protocol = ianaports_transport_name(change->transport);

	if (!change->numbered)
		putchar('-');
	else if (change->first == change->last)
		printf("%u", change->first);
	else
		printf("%u-%u", change->first, change->last);
	printf("%s%s ", protocol == NULL ? "" : "/",
	       protocol == NULL ? "" : protocol);
	ianaports_text_escape(name[0] == '\0' ? "-" : name, true);
}

static const struct ianaports_row *
row_of(const struct ianaports_change *change)
{
	return change->new != NULL ? change->new : change->old;
}

static const char *
name_of(const struct ianaports_change *change)
{
	return change->to != NULL ? change->to
				  : row_of(change)->field[IANAPORTS_NAME];
}

/* One field of a change: its column, what it was and what it is. */
struct difference {
	enum ianaports_column column;
	const char *old, *new;
};

static size_t
list_differences(const struct ianaports_change *change,
		 struct difference list[static IANAPORTS_COLUMNS])
{
	size_t count = 0;

	if (change->kind == IANAPORTS_RENAMED)
		list[count++] = (struct difference){IANAPORTS_NAME,
						    change->from, change->to};
	if (change->old == NULL || change->new == NULL)
		return count;
	for (enum ianaports_column i = IANAPORTS_PORT; i < IANAPORTS_COLUMNS;
	     i++)
		if ((change->fields >> i & 1) != 0 ||
		    (i == IANAPORTS_PORT && change->kind == IANAPORTS_MOVED))
			list[count++] =
				(struct difference){i, change->old->field[i],
						    change->new->field[i]};
	return count;
}

static void
print_change(const struct ianaports_change *change)
{
	struct difference list[IANAPORTS_COLUMNS];
	size_t count = list_differences(change, list);

	printf("%-8s ", ianaports_change_name(change->kind));
	print_place(change, name_of(change));
	putchar(':');
	if (count == 0) {
		putchar(' ');
		ianaports_text_escape(
			row_of(change)->field[IANAPORTS_DESCRIPTION], true);
	}
	for (size_t i = 0; i < count; i++) {
		printf("%s %s \"", i == 0 ? "" : ";",
		       ianaports_column_key(list[i].column));
		ianaports_text_escape(list[i].old, true);
		fputs("\" -> \"", stdout);
		ianaports_text_escape(list[i].new, true);
		putchar('"');
	}
	putchar('\n');
}

void
ianaports_changes_print(const struct ianaports_changes *changes,
			const struct ianaports_edition *old,
			const struct ianaports_edition *new)
{
	const char *separator = ": ";

	ianaports_text_escape(old->path, true);
	fputs(" -> ", stdout);
	ianaports_text_escape(new->path, true);
	for (enum ianaports_change_kind i = 0; i < IANAPORTS_KINDS; i++) {
		printf("%s%zu %s", separator, changes->counts[i],
		       ianaports_change_name(i));
		separator = ", ";
	}
	putchar('\n');
	for (size_t i = 0; i < changes->count; i++)
		print_change(&changes->list[i]);
}

static struct json_object *
describe(const struct ianaports_edition *edition)
{
	struct json_object *object = json_object_new_object();

	ianaports_json_text(object, "path", edition->path);
	ianaports_json_text(object, "date", edition->registry->date);
	ianaports_json_number(object, "rows",
			      (int64_t)edition->registry->row_count);
	return object;
}

/* What was and what is, by column; or null. */
static struct json_object *
describe_differences(const struct ianaports_change *change)
{
	struct difference list[IANAPORTS_COLUMNS];
	size_t count = list_differences(change, list);
	struct json_object *fields =
		count == 0 ? NULL : json_object_new_object();

	for (size_t i = 0; i < count; i++) {
		struct json_object *pair = json_object_new_object();

		ianaports_json_text(pair, "old", list[i].old);
		ianaports_json_text(pair, "new", list[i].new);
		ianaports_json_put(fields, ianaports_column_key(list[i].column),
				   pair);
	}
	return fields;
}

static struct json_object *
describe_change(const struct ianaports_change *change)
{
	struct json_object *object = json_object_new_object();
	struct json_object *row = NULL;

	ianaports_json_text(object, "change",
			    ianaports_change_name(change->kind));
	ianaports_json_text(object, "name", name_of(change));
	ianaports_json_ports(object, change->numbered, change->first,
			     change->last);
	ianaports_json_text(object, "transport",
			    ianaports_transport_name(change->transport));
	ianaports_json_put(object, "fields", describe_differences(change));
	if (row_of(change) != NULL) {
		row = json_object_new_object();
		ianaports_row_json(row, row_of(change));
	}
	ianaports_json_put(object, "row", row);
	return object;
}

void
ianaports_changes_print_json(const struct ianaports_changes *changes,
			     const struct ianaports_edition *old,
			     const struct ianaports_edition *new)
{
	struct json_object *document = json_object_new_object();
	struct json_object *counts = json_object_new_object();
	struct json_object *list = json_object_new_array();

	for (enum ianaports_change_kind i = 0; i < IANAPORTS_KINDS; i++)
		ianaports_json_number(counts, ianaports_change_name(i),
				      (int64_t)changes->counts[i]);
	for (size_t i = 0; i < changes->count; i++)
		ianaports_json_add(list, describe_change(&changes->list[i]));
	ianaports_json_put(document, "old", describe(old));
	ianaports_json_put(document, "new", describe(new));
	ianaports_json_put(document, "counts", counts);
	ianaports_json_put(document, "changes", list);
	ianaports_json_print(document);
}
