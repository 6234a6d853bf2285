/* SPDX-License-Identifier: MIT */
#include "importer/forms/text/draft.h"

#include <ctype.h>
#include <string.h>

#include "importer/forms/text/remainder.h"
#include "importer/input/range.h"

/* Words of the longest name with spaces; there were two such names. */
#define NAME_WORDS 6

/* The last port that is assigned by name; the rest is for private use. */
#define PORT_LAST 49151

static bool
is_transport(const struct cell *word)
{
	return word_listed(word, "tcp udp sctp dccp");
}

/* N or N-N, whatever the numbers. */
static bool
read_range(struct range *range, const struct cell *word)
{
	return range_parse(range, word->text, word->length) < RANGE_NO_PORT;
}

static bool
is_range(const struct cell *word)
{
	struct range range;

	return read_range(&range, word);
}

/* Letters, digits and some others. */
static bool
is_name(const struct cell *word, const char *others)
{
	bool lettered = false;

	for (size_t i = 0; i < word->length; i++) {
		unsigned char c = (unsigned char)word->text[i];

		if (isalpha(c))
			lettered = true;
		else if (!isdigit(c) && strchr(others, c) == NULL)
			return false;
	}
	return lettered;
}

/* What the older names hold, and what RFC 6335, 5.1 allows. */
#define OLD_NAME   "-_./+*"
#define PLAIN_NAME "-"

/* The words that a line begins with, and what follows each. */
struct words {
	struct cell word[NAME_WORDS + 2], rest[NAME_WORDS + 2];
	size_t count;
};

static void
read_words(struct words *words, struct cell line)
{
	words->count = 0;
	while (words->count < NAME_WORDS + 2 &&
	       word_next(&line, &words->word[words->count]))
		words->rest[words->count++] = line;
}

/* All from a word on. */
static struct cell
from_word(const struct words *words, size_t i)
{
	struct cell text = words->word[i];

	text.length += words->rest[i].length;
	return text;
}

/* A row of as many words of a name, then a port, then a transport. */
static bool
fill(struct draft *draft, const struct words *words, size_t name, bool port,
     bool transport)
{
	const struct cell *word = words->word;
	struct cell none = {word->text, 0, word->line, word->column};

	*draft =
		(struct draft){none, none, none,
			       words->rest[name + port + transport - 1], false};
	if (name > 0) {
		draft->name = word[0];
		draft->name.length =
			(size_t)(word[name - 1].text - word[0].text) +
			word[name - 1].length;
	}
	if (port)
		draft->port = word[name];
	if (transport)
		draft->transport = word[name + port];
	return true;
}

/* Whether a port is above all of the row before. */
static bool
is_next(const struct cell *port, const struct draft *before)
{
	struct range range, last;

	if (before == NULL)
		return true;
	return read_range(&last, &before->port) && read_range(&range, port) &&
	       range.first > last.last;
}

/* A port without a name or a transport: "8080 is ..." is none. */
static bool
is_vacant(const struct words *words)
{
	struct cell rest;

	if (words->count < 2)
		return false;
	rest = from_word(words, 1);
	return remainder_is_vacancy(&rest) ||
	       memchr(words->word[0].text, '-', words->word[0].length) != NULL;
}

/* Rows with a port, which may lack the name or the transport. */
static bool
begin_port(struct draft *draft, const struct draft *before,
	   const struct words *words)
{
	const struct cell *word = words->word;
	size_t name = is_range(&word[0]) ? 0 : 1;
	bool transport =
		words->count > name + 1 && is_transport(&word[name + 1]);

	if (words->count <= name || !is_range(&word[name]))
		return false;
	/* "Port 126 was ..." is none. */
	if (name == 1 && (!is_name(&word[0], OLD_NAME) ||
			  word_listed(&word[0], "Port port Ports ports")))
		return false;
	if (!transport &&
	    (!is_next(&word[name], before) || (name == 0 && !is_vacant(words))))
		return false;
	return fill(draft, words, name, true, transport);
}

/* Names with spaces, as "Foo (Bar Baz)"; there were two until 2020. */
static bool
begin_words(struct draft *draft, const struct words *words)
{
	const struct cell *word = words->word;

	for (size_t i = 2; i + 1 < words->count; i++)
		if (is_range(&word[i]) && is_transport(&word[i + 1]) &&
		    word[i - 1].text[word[i - 1].length - 1] == ')')
			return fill(draft, words, i, true, true);
	return false;
}

static bool
is_after(const struct cell *name, const struct cell *last)
{
	size_t length =
		name->length < last->length ? name->length : last->length;
	int order = strncasecmp(name->text, last->text, length);

	return order > 0 || (order == 0 && name->length > last->length);
}

/*
 * Rows of a name alone, which are told from notes by their people or, less
 * surely, by the capital that descriptions begin with and names do not, and
 * by their order or by names that are no words.
 */
static bool
is_alone(const struct draft *before, const struct words *words, bool complete)
{
	const struct cell *name = &words->word[0];
	struct cell line = from_word(words, 0);
	unsigned char first = (unsigned char)words->word[1].text[0];
	bool word = true;

	if (!is_name(name, PLAIN_NAME) || remainder_is_note(&line) ||
	    words->word[1].text > name->text + name->length + 1)
		return false;
	if (complete &&
	    (before == NULL || before->port.length > 0 || before->complete))
		return true;
	if (!isupper(first) && !isdigit(first))
		return false;
	for (size_t i = 0; i < name->length; i++) {
		unsigned char c = (unsigned char)name->text[i];

		if (isupper(c))
			return false;
		word = word && c != '-' && !isdigit(c);
	}
	return !word || before == NULL || before->port.length > 0 ||
	       is_after(name, &before->name);
}

/* Rows without a port. */
static bool
begin_name(struct draft *draft, const struct draft *before,
	   const struct words *words, const struct roster *roster)
{
	struct range port;
	bool last = before == NULL || !read_range(&port, &before->port) ||
		    port.first >= PORT_LAST;
	bool transport, complete;

	if (words->count < 2 || !is_name(&words->word[0], OLD_NAME))
		return false;
	transport = is_transport(&words->word[1]);
	complete = remainder_tells(words->rest[0], roster);
	return (transport ? last || complete
			  : last && is_alone(before, words, complete)) &&
	       fill(draft, words, 1, false, transport);
}

bool
draft_begin(struct draft *draft, const struct draft *before,
	    const struct cell *line, const struct roster *roster)
{
	struct words words;

	read_words(&words, *line);
	if (words.count == 0 || (!begin_port(draft, before, &words) &&
				 !begin_words(draft, &words) &&
				 !begin_name(draft, before, &words, roster)))
		return false;
	draft->complete = remainder_tells(draft->rest, roster);
	return true;
}

void
draft_extend(struct draft *draft, const struct cell *line,
	     const struct roster *roster)
{
	const char *end = line->text + line->length;

	draft->rest.length = (size_t)(end - draft->rest.text);
	draft->complete = draft->complete || remainder_tells(*line, roster);
}

void
draft_split(const struct draft *draft, const struct roster *roster,
	    struct cell cells[COLUMNS])
{
	cells[COLUMN_NAME] = draft->name;
	cells[COLUMN_PORT] = draft->port;
	cells[COLUMN_TRANSPORT] = draft->transport;
	remainder_split(draft->rest, roster, cells);
}
