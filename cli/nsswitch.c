/* SPDX-License-Identifier: MIT */
#include "cli/nsswitch.h"

#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

#define NAME     "ianaports"
#define DATABASE "services:"
/* Lines of our own making, for a file without one. */
#define ADDED_LAST  "services: files ianaports # added by ianaports enable"
#define ADDED_FIRST "services: ianaports files # added by ianaports enable"

/* Part of a text. */
struct span {
	const char *start;
	size_t length;
};

/* What a services line says. */
struct line {
	struct span whole;       /* without its end */
	struct span first, last; /* services, ianaports left out */
	struct span ours;
	const char *end;  /* behind the last service or action */
	bool acted;       /* an action stands somewhere */
	bool ours_acted;  /* one follows ianaports */
	bool last_stops;  /* one ends the search after the last service */
	bool files_stop;  /* or after files, which is always there to end it */
	bool files_alone; /* no service but db and files */
};

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r' && c != '\n');
}

static bool
is(struct span span, const char *word)
{
	return span.length == strlen(word) &&
	       memcmp(span.start, word, span.length) == 0;
}

/* Takes the next word, or action with its brackets, off a line. */
static struct span
take(struct span *rest)
{
	struct span word;
	size_t skip = 0, length = 0;

	while (skip < rest->length && is_blank(rest->start[skip]))
		skip++;
	word.start = rest->start + skip;
	rest->length -= skip;
	if (rest->length > 0 && word.start[0] == '[') {
		while (length < rest->length && word.start[length] != ']')
			length++;
		/* An open bracket is left whole, for others to refuse. */
		if (length < rest->length)
			length++;
	} else {
		while (length < rest->length && !is_blank(word.start[length]) &&
		       word.start[length] != '[')
			length++;
	}
	word.length = length;
	rest->start = word.start + length;
	rest->length -= length;
	return word;
}

/* As nsswitch.conf(5) has actions, and those among them that end the search for
 * a name that was not found.  Case is free. */
#define RULE   "!?(success|notfound|unavail|tryagain)=(return|continue|merge)"
#define BLANK  "[[:space:]]"
#define ACTION "^\\[" BLANK "*(" RULE "(" BLANK "+" RULE ")*" BLANK "*)?]$"
#define STOP   "[^!]notfound=return|!(success|unavail|tryagain)=return"

static bool
matches(struct span span, const char *pattern)
{
	char *text = strndup(span.start, span.length);
	regex_t compiled;
	bool found = text != NULL &&
		     regcomp(&compiled, pattern,
			     REG_EXTENDED | REG_ICASE | REG_NOSUB) == 0;

	if (found) {
		found = regexec(&compiled, text, 0, NULL, 0) == 0;
		regfree(&compiled);
	}
	free(text);
	return found;
}

static bool
is_service(struct span word)
{
	for (size_t i = 0; i < word.length; i++) {
		unsigned char c = (unsigned char)word.start[i];

		if (c <= ' ' || c >= 0x7f || strchr("[]:=!#", c) != NULL)
			return false;
	}
	return true;
}

static const char *
read_word(struct line *line, struct span word, const struct span *before)
{
	bool stops;

	if (word.start[0] == '[') {
		if (before->length == 0 || !matches(word, ACTION))
			return "unknown action";
		stops = matches(word, STOP);
		line->acted = true;
		if (is(*before, NAME))
			line->ours_acted = true;
		else
			line->last_stops = stops;
		if (is(*before, "files") && stops)
			line->files_stop = true;
		return NULL;
	}
	if (!is_service(word))
		return "not the name of a service";
	if (is(word, NAME)) {
		if (line->ours.length > 0)
			return NAME " is there twice";
		line->ours = word;
		return NULL;
	}
	if (line->first.length == 0)
		line->first = word;
	line->last = word;
	line->last_stops = false;
	if (!is(word, "files") && !is(word, "db"))
		line->files_alone = false;
	return NULL;
}

/* Takes a line apart.  Returns why it cannot be, or NULL. */
static const char *
read_line(struct line *line)
{
	const char *hash = memchr(line->whole.start, '#', line->whole.length);
	struct span rest = line->whole, before = {NULL, 0};
	const char *refusal = NULL;

	line->files_alone = true;
	if (hash != NULL)
		rest.length = (size_t)(hash - rest.start);
	take(&rest);
	while (refusal == NULL) {
		struct span word = take(&rest);

		if (word.length == 0)
			break;
		refusal = read_word(line, word, &before);
		before = word;
		line->end = word.start + word.length;
	}
	if (refusal == NULL && line->first.length == 0)
		refusal = "no service on the line";
	return refusal;
}

/* Finds the one services line; NULL in whole.start if there is none. */
static const char *
find_line(struct line *line, const char *text, size_t length)
{
	const char *end = text + length;

	*line = (struct line){.whole = {NULL, 0}};
	while (text < end) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));
		struct span rest = {text, (size_t)((stop ? stop : end) - text)};
		struct span whole = rest, word = take(&rest);

		text = stop ? stop + 1 : end;
		if (is(word, "services"))
			return "a space before the colon";
		if (word.length < strlen(DATABASE) ||
		    memcmp(word.start, DATABASE, strlen(DATABASE)) != 0)
			continue;
		if (word.length > strlen(DATABASE))
			return "no space after the colon";
		if (line->whole.start != NULL)
			return "there are several services lines";
		line->whole = whole;
	}
	return line->whole.start == NULL ? NULL : read_line(line);
}

/* What an edit does to the text. */
struct change {
	size_t offset, removed;
	const char *inserted;
};

static void
apply(struct nsswitch *edit, const char *text, size_t length,
      const struct change *change)
{
	size_t end = change->offset + change->removed;
	FILE *out = cli_memory(open_memstream(&edit->text, &edit->length));

	fwrite(text, 1, change->offset, out);
	fputs(change->inserted, out);
	fwrite(text + end, 1, length - end, out);
	if (fclose(out) != 0)
		cli_memory(NULL);
}

/* What takes our word off a line, or the line off the file if it is ours to
 * the letter: with another word on it, it is somebody's. */
static const char *
remove_ours(struct change *change, const struct line *line, const char *text,
	    size_t length)
{
	const struct span *whole = &line->whole, *ours = &line->ours;

	if (line->ours_acted)
		return "an action follows " NAME;
	change->offset = (size_t)(ours->start - text);
	change->removed = ours->length + 1;
	/* The blank that came with it stands before it, but for the first. */
	if (ours->start > line->first.start)
		change->offset--;
	if (is(*whole, ADDED_LAST) || is(*whole, ADDED_FIRST)) {
		change->offset = (size_t)(whole->start - text);
		change->removed = whole->length + 1;
		/* Without an end of its own, with the one before it. */
		if (change->offset + whole->length == length) {
			change->removed -= change->offset == 0;
			change->offset -= change->offset > 0;
		}
	}
	return NULL;
}

static const char *
insert_ours(struct change *change, const struct line *line, const char *text,
	    size_t length, enum nsswitch_place place)
{
	bool ended = length == 0 || text[length - 1] == '\n';

	if (line->whole.start == NULL) {
		change->offset = length;
		change->inserted =
			place == NSSWITCH_FIRST
				? ended ? ADDED_FIRST "\n" : "\n" ADDED_FIRST
			: ended ? ADDED_LAST "\n"
				: "\n" ADDED_LAST;
	} else if (place == NSSWITCH_FIRST) {
		if (!line->files_alone || line->acted)
			return "the fast order is for 'files' without actions,"
			       " or 'db files'";
		change->offset = (size_t)(line->first.start - text);
		change->inserted = NAME " ";
	} else {
		if (line->last_stops || line->files_stop)
			return "an action would stop before " NAME;
		change->offset = (size_t)(line->end - text);
		change->inserted = " " NAME;
	}
	return NULL;
}

static bool
is_placed(const struct line *line, enum nsswitch_place place)
{
	if (line->ours.length == 0)
		return place == NSSWITCH_GONE;
	if (place == NSSWITCH_FIRST)
		return line->ours.start < line->first.start;
	return place == NSSWITCH_LAST && line->ours.start > line->last.start;
}

/* One step: nothing, taking our word away, or putting it there.  Whether it was
 * the last. */
static bool
step(struct nsswitch *edit, const char *text, size_t length,
     enum nsswitch_place place)
{
	bool done = true;
	struct change change = {.inserted = ""};
	struct line line;

	edit->refusal = find_line(&line, text, length);
	if (edit->refusal != NULL)
		return true;
	if (!is_placed(&line, place) && line.ours.length > 0) {
		edit->refusal = remove_ours(&change, &line, text, length);
		done = place == NSSWITCH_GONE;
	} else if (!is_placed(&line, place)) {
		edit->refusal =
			insert_ours(&change, &line, text, length, place);
	}
	if (edit->refusal != NULL)
		return true;
	apply(edit, text, length, &change);
	return done;
}

static char *
copy_line(const char *text, size_t length)
{
	struct line line;

	if (find_line(&line, text, length) != NULL || line.whole.start == NULL)
		return NULL;
	return strndup(line.whole.start, line.whole.length);
}

void
nsswitch_edit(struct nsswitch *edit, const char *text, size_t length,
	      enum nsswitch_place place)
{
	*edit = (struct nsswitch){.text = NULL};
	if (!step(edit, text, length, place)) {
		struct nsswitch first = *edit;

		edit->text = NULL;
		step(edit, first.text, first.length, place);
		free(first.text);
	}
	if (edit->refusal == NULL) {
		edit->before = copy_line(text, length);
		edit->after = copy_line(edit->text, edit->length);
	}
}

void
nsswitch_free(struct nsswitch *edit)
{
	free(edit->text);
	free(edit->before);
	free(edit->after);
}
