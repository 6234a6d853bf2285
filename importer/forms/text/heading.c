#include "importer/forms/text/heading.h"

#include <string.h>

static const char *const service_labels[IANAPORTS_COLUMNS] = {
	[IANAPORTS_NAME] = "Service Name",
	[IANAPORTS_PORT] = "Port Number",
	[IANAPORTS_TRANSPORT] = "Transport Protocol",
	[IANAPORTS_DESCRIPTION] = "Description",
	[IANAPORTS_ASSIGNEE] = "Assignee",
	[IANAPORTS_CONTACT] = "Contact",
	[IANAPORTS_REGISTERED] = "Registration Date",
	[IANAPORTS_MODIFIED] = "Modification Date",
	[IANAPORTS_REFERENCE] = "Reference",
	[IANAPORTS_CODE] = "Service Code",
	[IANAPORTS_UNAUTHORIZED] = "Unauthorized Use Reported",
	[IANAPORTS_NOTES] = "Assignment Notes",
};

static const char *const person_labels[IANAPORTS_PERSON_FIELDS] = {
	[IANAPORTS_PERSON_ID] = "ID",
	[IANAPORTS_PERSON_NAME] = "Name",
	[IANAPORTS_PERSON_ORGANISATION] = "Organization",
	[IANAPORTS_PERSON_URI] = "Contact URI",
	[IANAPORTS_PERSON_UPDATED] = "Last Updated",
};

/* "Known Unauthorized Uses" is what "Unauthorized Use Reported" used to be. */
const struct ianaports_heading ianaports_heading_services = {
	.labels = service_labels,
	.columns = IANAPORTS_COLUMNS,
	.words = "Service Name Port Number Transport Protocol Description"
		 " Assignee Contact Registration Date Modification Date"
		 " Reference Service Code Known Unauthorized Use Uses Reported"
		 " Assignment Notes",
	.minimum = 8,
};

const struct ianaports_heading ianaports_heading_people = {
	.labels = person_labels,
	.columns = IANAPORTS_PERSON_FIELDS,
	.words = "ID Name Organization Contact URI Last Updated",
	.minimum = 4,
};

/* The number of words in a line, or 0 if one of them is no heading's. */
static size_t
count_words(const struct ianaports_heading *heading, struct ianaports_cell line)
{
	struct ianaports_cell word;
	size_t count = 0;

	while (ianaports_word_next(&line, &word)) {
		if (!ianaports_word_listed(&word, heading->words))
			return 0;
		count++;
	}
	return count;
}

bool
ianaports_heading_find(const struct ianaports_heading *heading,
		       const struct ianaports_lines *lines,
		       struct ianaports_span within,
		       struct ianaports_span *found)
{
	size_t words = 0;

	for (size_t i = within.first; i <= within.end; i++) {
		size_t count = 0;

		if (i < within.end)
			count = count_words(heading,
					    ianaports_lines_get(lines, i));
		if (words == 0)
			found->first = i;
		words += count;
		if (count > 0)
			continue;
		if (words >= heading->minimum) {
			found->end = i;
			return true;
		}
		words = 0;
	}
	return false;
}

static struct ianaports_place
extend(struct ianaports_cell rest, const struct ianaports_cell *first,
       const char *label)
{
	struct ianaports_place place = {first->column - 1, first->length};
	struct ianaports_cell word;

	for (label += first->length; *label == ' ';) {
		size_t length = strcspn(++label, " ");

		if (!ianaports_word_next(&rest, &word) ||
		    word.column - 1 != place.column + place.length + 1 ||
		    word.length != length ||
		    memcmp(word.text, label, length) != 0)
			break;
		place.length += 1 + length;
		label += length;
	}
	return place;
}

/* The leftmost place of a label at or after a column, on any line. */
static bool
locate(const struct ianaports_lines *lines, struct ianaports_span above,
       const char *label, size_t from, struct ianaports_place *found)
{
	size_t length = strcspn(label, " ");
	bool any = false;

	for (size_t i = above.first; i < above.end; i++) {
		struct ianaports_cell line = ianaports_lines_get(lines, i);
		struct ianaports_cell word;

		while (ianaports_word_next(&line, &word)) {
			if (word.column - 1 < from || word.length != length ||
			    memcmp(word.text, label, length) != 0)
				continue;
			if (!any || word.column - 1 < found->column)
				*found = extend(line, &word, label);
			any = true;
			break;
		}
	}
	return any;
}

bool
ianaports_heading_locate(
	const struct ianaports_heading *heading,
	const struct ianaports_lines *lines, struct ianaports_span above,
	struct ianaports_place places[static IANAPORTS_COLUMNS],
	struct ianaports_diag *diag)
{
	size_t from = 0;
	bool good = true;

	for (size_t i = 0; i < heading->columns; i++) {
		const char *label = heading->labels[i];

		if (locate(lines, above, label, from, &places[i])) {
			from = places[i].column + places[i].length + 1;
			continue;
		}
		ianaports_diag_error(diag, above.first + 1, 1,
				     "column '%s' is missing", label);
		good = false;
	}
	return good;
}
