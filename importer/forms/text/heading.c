#include "importer/forms/text/heading.h"

#include <string.h>

#include "importer/registry/columns.h"

/* "Known Unauthorized Uses" is what "Unauthorized Use Reported" used to be. */
const struct heading heading_services = {
	.labels = column_titles,
	.columns = COLUMNS,
	.words = "Service Name Port Number Transport Protocol Description"
		 " Assignee Contact Registration Date Modification Date"
		 " Reference Service Code Known Unauthorized Use Uses Reported"
		 " Assignment Notes",
	.minimum = 8,
};

const struct heading heading_people = {
	.labels = person_titles,
	.columns = PERSON_FIELDS,
	.words = "ID Name Organization Contact URI Last Updated",
	.minimum = 4,
};

/* The number of words in a line, or 0 if one of them is no heading's. */
static size_t
count_words(const struct heading *heading, struct cell line)
{
	struct cell word;
	size_t count = 0;

	while (word_next(&line, &word)) {
		if (!word_listed(&word, heading->words))
			return 0;
		count++;
	}
	return count;
}

bool
heading_find(const struct heading *heading, const struct lines *lines,
	     struct span within, struct span *found)
{
	size_t words = 0;

	for (size_t i = within.first; i <= within.end; i++) {
		size_t count = 0;

		if (i < within.end)
			count = count_words(heading, lines_get(lines, i));
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

static struct label
extend(struct cell rest, const struct cell *first, const char *label)
{
	struct label place = {first->column - 1, first->length};
	struct cell word;

	for (label += first->length; *label == ' ';) {
		size_t length = strcspn(++label, " ");

		if (!word_next(&rest, &word) ||
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
locate(const struct lines *lines, struct span above, const char *label,
       size_t from, struct label *found)
{
	size_t length = strcspn(label, " ");
	bool any = false;

	for (size_t i = above.first; i < above.end; i++) {
		struct cell line = lines_get(lines, i);
		struct cell word;

		while (word_next(&line, &word)) {
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
heading_locate(const struct heading *heading, const struct lines *lines,
	       struct span above, struct label places[static COLUMNS],
	       struct diag *diag)
{
	size_t from = 0;
	bool good = true;

	for (size_t i = 0; i < heading->columns; i++) {
		const char *label = heading->labels[i];

		if (locate(lines, above, label, from, &places[i])) {
			from = places[i].column + places[i].length + 1;
			continue;
		}
		diag_error(diag, above.first + 1, 1, "column '%s' is missing",
			   label);
		good = false;
	}
	return good;
}
