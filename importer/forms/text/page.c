/* SPDX-License-Identifier: MIT */
/* The registry's web page saved as text: single spaces between the cells. */
#include "importer/forms/reader.h"

#include <errno.h>

#include "importer/forms/text/draft.h"
#include "importer/forms/text/heading.h"
#include "importer/forms/text/lines.h"
#include "importer/forms/text/roster.h"

enum section {
	SECTION_NONE,
	SECTION_SERVICES,
	SECTION_PEOPLE,
};

/* Where in the page a line is. */
struct place {
	enum section section;
	size_t heading; /* line of the section's heading, from 0 */
	size_t rows;    /* of the section, up to here */
};

struct reading {
	struct lines lines;
	struct registry *registry;
	struct diag *diag;
	struct roster roster;
	bool headed; /* a table of services was found */
	/* What was read, but may go on; without text there is none. */
	struct draft draft;
	struct cell person;
};

static bool
is_heading(const struct reading *reading, size_t i, const struct titles *titles)
{
	struct span line = {i, i + 1}, found;

	return heading_find(titles, &reading->lines, line, &found);
}

/* Titles of what may follow a table. */
static bool
is_title(struct cell line)
{
	line = cell_trim(line);
	return word_is(&line, "Contact Information") ||
	       word_listed(&line, "Footnote Footnotes");
}

/* Moves to a line; false if it is a heading or outside the tables. */
static bool
enter(struct place *place, const struct reading *reading, size_t i)
{
	struct cell line = lines_get(&reading->lines, i);
	struct place services = {SECTION_SERVICES, i, 0};
	struct place people = {SECTION_PEOPLE, i, 0};
	bool blank = line.length == 0;

	if (is_heading(reading, i, &titles_services))
		*place = services;
	else if (is_heading(reading, i, &titles_people))
		*place = people;
	else if (is_title(line) ||
		 (blank && place->rows > 0 && place->section == SECTION_PEOPLE))
		place->section = SECTION_NONE;
	else
		return place->section != SECTION_NONE && !blank;
	return false;
}

/* Identifiers tell assignees from what else stands in brackets. */
static int
collect(struct reading *reading)
{
	struct place place = {0};

	for (size_t i = 0; i < reading->lines.count; i++) {
		struct cell line;

		if (!enter(&place, reading, i))
			continue;
		place.rows++;
		line = lines_get(&reading->lines, i);
		if (place.section == SECTION_PEOPLE &&
		    roster_add(&reading->roster, line) != 0)
			return -ENOMEM;
	}
	roster_sort(&reading->roster);
	return 0;
}

/* Adds what was read and does not go on. */
static int
finish(struct reading *reading)
{
	struct cell cells[COLUMNS], person = reading->person;
	int result = 0;

	if (reading->draft.rest.text != NULL) {
		draft_split(&reading->draft, &reading->roster, cells);
		result = registry_add_row(reading->registry, cells,
					  reading->diag);
	} else if (person.text != NULL && person_split(person, cells)) {
		result = registry_add_person(reading->registry, cells,
					     reading->diag);
	} else if (person.text != NULL) {
		diag_error(reading->diag, person.line, person.column,
			   "'%.*s' does not begin with an identifier in"
			   " brackets",
			   TOKEN(person));
	}
	reading->draft.rest.text = reading->person.text = NULL;
	return result;
}

/*
 * A line that cannot begin a row goes on with the notes, or the description,
 * of the row before it, which web pages break into lines.
 */
static int
read_service(struct reading *reading, struct place *place,
	     const struct cell *line)
{
	struct draft *last = &reading->draft, draft;
	bool first = last->rest.text == NULL;
	int result = 0;

	if (draft_begin(&draft, first ? NULL : last, line, &reading->roster)) {
		result = finish(reading);
		*last = draft;
		place->rows++;
	} else if (first) {
		diag_error(reading->diag, line->line, line->column,
			   "'%.*s' is not a row of the registry", TOKEN(*line));
	} else {
		draft_extend(last, line, &reading->roster);
	}
	return result;
}

static int
read_person(struct reading *reading, struct place *place,
	    const struct cell *line)
{
	struct cell *last = &reading->person;
	int result = 0;

	place->rows++;
	if (line->text[0] == '[' || last->text == NULL) {
		result = finish(reading);
		*last = *line;
	} else {
		last->length = (size_t)(line->text + line->length - last->text);
	}
	return result;
}

/* Ends a table, and checks the heading of the next one. */
static int
turn(struct reading *reading, const struct place *before, struct place *place)
{
	struct label labels[COLUMNS];
	struct span heading = {place->heading, place->heading + 1};
	struct cell date;

	if (before->section == SECTION_SERVICES && before->rows == 0)
		diag_error(reading->diag, before->heading + 1, 1,
			   "the table has no rows");
	if (place->section == SECTION_SERVICES) {
		if (!reading->headed &&
		    lines_date(&reading->lines, place->heading, &date))
			registry_set_date(reading->registry, &date,
					  reading->diag);
		reading->headed = true;
		if (!heading_locate(&titles_services, &reading->lines, heading,
				    labels, reading->diag))
			place->section = SECTION_NONE;
	}
	return finish(reading);
}

static int
read_lines(struct reading *reading)
{
	struct place place = {0}, end = {0};
	int result = 0;

	for (size_t i = 0; result == 0 && i < reading->lines.count; i++) {
		struct cell line = lines_get(&reading->lines, i);
		struct place before = place;
		bool inside = enter(&place, reading, i);

		if (place.section != before.section ||
		    place.heading != before.heading)
			result = turn(reading, &before, &place);
		else if (inside && place.section == SECTION_SERVICES)
			result = read_service(reading, &place, &line);
		else if (inside)
			result = read_person(reading, &place, &line);
	}
	if (result == 0)
		result = turn(reading, &place, &end);
	if (!reading->headed)
		diag_error(reading->diag, 0, 0,
			   "no heading of the table of services");
	/* A table of people may be missing, but a row may not be cut in two. */
	if (result == 0 && place.section == SECTION_SERVICES &&
	    lines_are_cut(&reading->lines))
		diag_error(reading->diag, reading->lines.count, 1,
			   "the file ends within a line");
	return result;
}

int
page_read(const struct source *source, struct registry *registry,
	  struct diag *diag)
{
	struct reading reading = {.registry = registry, .diag = diag};
	int result = lines_index(&reading.lines, source);

	if (result == 0)
		result = collect(&reading);
	if (result == 0)
		result = read_lines(&reading);
	roster_free(&reading.roster);
	lines_free(&reading.lines);
	return result;
}
