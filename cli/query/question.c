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
find_transport(const char *name)
{
	size_t length = strlen(name);

	if (length > 3 && (name[length - 1] == '6' || name[length - 1] == '4'))
		length--;
	for (unsigned int t = TRANSPORT_TCP; t <= TRANSPORT_DCCP; t++)
		if (strlen(transport_name(t)) == length &&
		    strncasecmp(name, transport_name(t), length) == 0)
			return t;
	return 0;
}

void
transport_take(void *transport, const char *name)
{
	unsigned int found = find_transport(name);

	if (found == 0)
		exit(cli_refuse(name, "%s", no_transport));
	*(unsigned int *)transport = found;
}

/* Whether a text is not empty and of such characters alone. */
static bool
is_of(const char *text, const char *characters)
{
	return text[0] != '\0' && text[strspn(text, characters)] == '\0';
}

static const char *
read_range(struct question *question, const char *text)
{
	struct range range;
	enum range_fault fault = range_parse(&range, text, strlen(text));

	if (fault != RANGE_GOOD)
		return explain(fault);
	question->numbered = true;
	question->port = (uint16_t)range.first;
	question->last = (uint16_t)range.last;
	return NULL;
}

static const char *
read_name(struct question *question, const char *name)
{
	size_t length = strlen(name);

	if (length > SERVICE_NAME_MAX)
		return "too long for a name";
	memcpy(question->name, name, length);
	return NULL;
}

/*
 * "udp://host:53" asks for its port, and "https://host/page" for its scheme.
 * Takes off what stands before and behind.
 */
static const char *
strip_url(struct question *question, char **part)
{
	char *mark = strstr(*part, "://"), *host, *colon, *scheme;

	if (mark == NULL)
		return NULL;
	*mark = '\0';
	host = mark + 3;
	host[strcspn(host, "/?#")] = '\0';
	question->transport = find_transport(*part);
	colon = strrchr(host, ':');
	if (question->transport != 0 ||
	    (colon != NULL && is_of(colon + 1, DIGITS))) {
		*part = host;
		return colon == NULL ? no_port : NULL;
	}
	/* "jdbc:mysql://" */
	scheme = strrchr(*part, ':');
	*part = scheme == NULL ? *part : scheme + 1;
	return NULL;
}

/* "_http._tcp.local" */
static bool
strip_discovery(struct question *question, char **part)
{
	char *dot = strstr(*part, "._"), *transport;

	if (**part != '_' || dot == NULL)
		return false;
	*dot = '\0';
	transport = dot + 2;
	transport[strcspn(transport, ".")] = '\0';
	question->transport = find_transport(transport);
	++*part;
	return question->transport != 0;
}

/* "80/tcp", "tcp/80"; a name may have a slash of its own. */
static const char *
strip_transport(struct question *question, char **part)
{
	char *slash = strrchr(*part, '/');
	unsigned int before, behind;

	if (slash == NULL)
		return NULL;
	*slash = '\0';
	before = find_transport(*part);
	behind = find_transport(slash + 1);
	if (before != 0 || behind != 0) {
		question->transport = behind != 0 ? behind : before;
		*part = behind != 0 ? *part : slash + 1;
		return NULL;
	}
	if (slash == *part)
		return "no name or port";
	if (is_of(*part, DIGITS "-"))
		return no_transport;
	*slash = '/';
	return NULL;
}

/* "*:22", "[::]:22", "host:ssh", "tcp:22"; leaves "6000:6063" as it is. */
static const char *
strip_host(struct question *question, char **part)
{
	char *colon = strrchr(*part, ':');
	unsigned int transport;

	if ((colon == NULL && is_of(*part, DIGITS ".") &&
	     strchr(*part, '.') != NULL) ||
	    (**part != '\0' && strchr(*part, '\0')[-1] == ']'))
		return no_port;
	if (colon == NULL ||
	    (strspn(*part, DIGITS) == (size_t)(colon - *part) &&
	     colon > *part && is_of(colon + 1, DIGITS)))
		return NULL;
	*colon = '\0';
	transport = find_transport(*part);
	if (transport != 0)
		question->transport = transport;
	*part = colon + 1;
	return strcmp(*part, "*") == 0 ? "any port; give one" : NULL;
}

/* Writes over the part. */
static const char *
read_part(struct question *question, char *part)
{
	const char *fault = strip_url(question, &part);
	char *colon;

	if (fault == NULL && !strip_discovery(question, &part)) {
		fault = strip_transport(question, &part);
		if (fault == NULL)
			fault = strip_host(question, &part);
	}
	if (fault == NULL && *part == '\0')
		fault = "no name or port";
	if (fault != NULL)
		return fault;
	colon = strchr(part, ':');
	/* As iptables(8) writes a range. */
	if (colon != NULL)
		*colon = '-';
	return colon != NULL || is_of(part, DIGITS "-")
		       ? read_range(question, part)
		       : read_name(question, part);
}

const char *
question_parse(struct question *question, const char *word, const char **next)
{
	const char *start = word + strspn(word, BLANKS ",");
	const char *end = start + strlen(start), *fault;
	char *part;

	*question = (struct question){.numbered = false};
	*next = NULL;
	/* Commas may stand in a page's address.  "8080->80", as docker(1) has
	 * it, is two ports. */
	if (strstr(start, "://") == NULL) {
		const char *arrow = strstr(start, "->");

		end = start + strcspn(start, ",");
		*next = end + strspn(end, BLANKS ",");
		if (arrow != NULL && arrow < end) {
			end = arrow;
			*next = arrow + 2;
		}
		if (**next == '\0')
			*next = NULL;
	}
	while (end > start && strchr(BLANKS, end[-1]) != NULL)
		end--;
	question->text = cli_format("%.*s", (int)(end - start), start);
	part = cli_format("%s", question->text);
	fault = read_part(question, part);
	free(part);
	return fault;
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
