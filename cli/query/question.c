/* SPDX-License-Identifier: MIT */
#include "cli/query/question.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/cli.h"
#include "db/transport.h"
#include "importer/input/range.h"

#define DIGITS "0123456789"
#define BLANKS " \t\r\n\v\f"

static const char no_transport[] =
	"no such transport; there are tcp, udp, sctp and dccp";

static const char no_port[] = "an address without a port";

/* Part of a word. */
struct part {
	const char *at, *end;
};

static const char *
explain(enum range_fault fault)
{
	static const char *const words[] = {
		[RANGE_NO_PORT] = "no port; one is a number from 0 to 65535",
		[RANGE_NO_END] = "a range ends in a port, as 6000-6063 does",
		[RANGE_TRAILING] = "no port or range; write 80 or 6000-6063",
		[RANGE_TOO_HIGH] = "ports end at 65535",
		[RANGE_REVERSED] = "the range runs backwards",
	};

	return words[fault];
}

/* 0 if there is none of that name; "tcp6" and "tcp4" are tcp's, as netstat(8)
 * and nginx have them. */
static unsigned int
find_transport(const char *at, const char *end)
{
	size_t length = (size_t)(end - at);

	if (length > 3 && (end[-1] == '6' || end[-1] == '4'))
		length--;
	for (unsigned int t = TRANSPORT_TCP; t <= TRANSPORT_DCCP; t++)
		if (strlen(transport_name(t)) == length &&
		    strncasecmp(at, transport_name(t), length) == 0)
			return t;
	return 0;
}

void
transport_take(void *transport, const char *name)
{
	unsigned int found = find_transport(name, name + strlen(name));

	if (found == 0)
		exit(cli_refuse(name, "%s", no_transport));
	*(unsigned int *)transport = found;
}

/* Whether a part is not empty and of such characters alone. */
static bool
is_of(const char *at, const char *end, const char *characters)
{
	return at < end && at + strspn(at, characters) >= end;
}

static const char *
read_range(struct question *question, const char *text, size_t length)
{
	struct range range;
	enum range_fault fault = range_parse(&range, text, length);

	if (fault != RANGE_GOOD)
		return explain(fault);
	question->numbered = true;
	question->port = (uint16_t)range.first;
	question->last = (uint16_t)range.last;
	return NULL;
}

static const char *
read_name(struct question *question, struct part part)
{
	size_t length = (size_t)(part.end - part.at);

	if (length > SERVICE_NAME_MAX)
		return "too long for a name";
	memcpy(question->name, part.at, length);
	return NULL;
}

/*
 * "udp://host:53" asks for its port, and "https://host/page" for its scheme.
 * Takes off what stands before and behind.
 */
static const char *
strip_url(struct question *question, struct part *part)
{
	const char *mark = strstr(part->at, "://"), *end, *colon, *scheme;

	if (mark == NULL)
		return NULL;
	end = mark + 3 + strcspn(mark + 3, "/?#");
	question->transport = find_transport(part->at, mark);
	colon = memrchr(mark + 3, ':', (size_t)(end - mark - 3));
	if (question->transport != 0 ||
	    (colon != NULL && is_of(colon + 1, end, DIGITS))) {
		*part = (struct part){mark + 3, end};
		return colon == NULL ? no_port : NULL;
	}
	/* "jdbc:mysql://" */
	scheme = memrchr(part->at, ':', (size_t)(mark - part->at));
	*part = (struct part){scheme == NULL ? part->at : scheme + 1, mark};
	return NULL;
}

/* "_http._tcp.local" */
static bool
strip_discovery(struct question *question, struct part *part)
{
	const char *dot = strstr(part->at, "._"), *end;

	if (part->at[0] != '_' || dot == NULL)
		return false;
	end = dot + 2 + strcspn(dot + 2, ".");
	question->transport = find_transport(dot + 2, end);
	*part = (struct part){part->at + 1, dot};
	return question->transport != 0;
}

/* "80/tcp", "tcp/80"; a name may have a slash of its own. */
static const char *
strip_transport(struct question *question, struct part *part)
{
	const char *slash =
		memrchr(part->at, '/', (size_t)(part->end - part->at));
	unsigned int before, behind;

	if (slash == NULL)
		return NULL;
	before = find_transport(part->at, slash);
	behind = find_transport(slash + 1, part->end);
	if (behind != 0)
		part->end = slash;
	else if (before != 0)
		part->at = slash + 1;
	else if (slash == part->at)
		return "no name or port";
	else if (is_of(part->at, slash, DIGITS "-"))
		return no_transport;
	if (before != 0 || behind != 0)
		question->transport = behind != 0 ? behind : before;
	return NULL;
}

/* "*:22", "[::]:22", "host:ssh", "tcp:22"; leaves "6000:6063" as it is. */
static const char *
strip_host(struct question *question, struct part *part)
{
	const char *colon =
		memrchr(part->at, ':', (size_t)(part->end - part->at));
	unsigned int transport;

	if ((colon == NULL && is_of(part->at, part->end, DIGITS ".") &&
	     memchr(part->at, '.', (size_t)(part->end - part->at)) != NULL) ||
	    (part->end > part->at && part->end[-1] == ']'))
		return no_port;
	if (colon == NULL || (is_of(part->at, colon, DIGITS) &&
			      is_of(colon + 1, part->end, DIGITS)))
		return NULL;
	transport = find_transport(part->at, colon);
	if (transport != 0)
		question->transport = transport;
	part->at = colon + 1;
	if (part->end - part->at == 1 && part->at[0] == '*')
		return "any port; give one";
	return NULL;
}

static const char *
read_part(struct question *question, struct part part)
{
	const char *fault = strip_url(question, &part), *colon;

	if (fault == NULL && !strip_discovery(question, &part)) {
		fault = strip_transport(question, &part);
		if (fault == NULL)
			fault = strip_host(question, &part);
	}
	if (fault == NULL && part.at == part.end)
		fault = "no name or port";
	if (fault != NULL)
		return fault;
	colon = memchr(part.at, ':', (size_t)(part.end - part.at));
	if (colon != NULL) {
		/* As iptables(8) writes a range. */
		char *text = cli_format("%s", part.at);

		text[colon - part.at] = '-';
		fault = read_range(question, text,
				   (size_t)(part.end - part.at));
		free(text);
		return fault;
	}
	if (is_of(part.at, part.end, DIGITS "-"))
		return read_range(question, part.at,
				  (size_t)(part.end - part.at));
	return read_name(question, part);
}

const char *
question_parse(struct question *question, const char *word, const char **next)
{
	struct part part = {word + strspn(word, BLANKS ","), NULL};

	*question = (struct question){.numbered = false};
	*next = NULL;
	part.end = part.at + strlen(part.at);
	/* Commas may stand in a page's address.  "8080->80", as docker(1) has
	 * it, is two ports. */
	if (strstr(part.at, "://") == NULL) {
		const char *arrow = strstr(part.at, "->");

		part.end = part.at + strcspn(part.at, ",");
		*next = part.end + strspn(part.end, BLANKS ",");
		if (arrow != NULL && arrow < part.end) {
			part.end = arrow;
			*next = arrow + 2;
		}
		if (**next == '\0')
			*next = NULL;
	}
	while (part.end > part.at && strchr(BLANKS, part.end[-1]) != NULL)
		part.end--;
	question->text = cli_format("%.*s", (int)(part.end - part.at), part.at);
	/* Behind the part there is nothing to be found in. */
	part.end = question->text + (part.end - part.at);
	part.at = question->text;
	return read_part(question, part);
}

static void
add_word(struct questions *questions, const char *word)
{
	do {
		struct question question;
		const char *fault = question_parse(&question, word, &word);

		if (fault != NULL) {
			questions->result =
				cli_refuse(question.text, "%s", fault);
			free(question.text);
			continue;
		}
		questions->list = cli_memory(
			reallocarray(questions->list, questions->count + 1,
				     sizeof(*questions->list)));
		questions->list[questions->count++] = question;
	} while (word != NULL);
}

static void
add_input(struct questions *questions)
{
	char *line = NULL, *rest, *word;
	size_t size = 0;

	while (getline(&line, &size, stdin) > 0)
		for (rest = line; (word = strsep(&rest, BLANKS)) != NULL;)
			if (word[0] != '\0')
				add_word(questions, word);
	free(line);
	if (ferror(stdin))
		exit(cli_complain("standard input", -EIO));
}

void
questions_read(struct questions *questions, char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i], "-") == 0)
			add_input(questions);
		else
			add_word(questions, words[i]);
}

void
questions_read_ranges(struct questions *questions, char *const *words,
		      size_t count)
{
	questions_read(questions, words, count);
	if (questions->result != 0)
		exit(questions->result);
	for (size_t i = 0; i < questions->count; i++) {
		const struct question *question = &questions->list[i];

		if (!question->numbered)
			exit(cli_refuse(question->text, "no port or range"));
		if (question->transport != 0)
			exit(cli_refuse(question->text,
					"--transport takes the transport"));
	}
}

void
questions_free(struct questions *questions)
{
	for (size_t i = 0; i < questions->count; i++)
		free(questions->list[i].text);
	free(questions->list);
}
