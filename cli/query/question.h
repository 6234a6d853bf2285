/* SPDX-License-Identifier: MIT */
/* Ports and services as people type and paste them. */
#ifndef IANAPORTS_CLI_QUERY_QUESTION_H
#define IANAPORTS_CLI_QUERY_QUESTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "db/format.h"

/* RFC 6335, 6: where the user ports begin. */
#define USER_FIRST 1024

/* A name, a port or a range of ports, on a transport or on whatever. */
struct question {
	char *text; /* as it was asked */
	char name[SERVICE_NAME_MAX + 1];
	bool numbered;
	uint16_t port, last;    /* the same but for a range */
	unsigned int transport; /* enum transport, or 0 */
};

/*
 * Takes a word apart at whose front a question stands, and says where the next
 * one begins, or NULL.  Understood are, with commas between them: NAME, PORT
 * and FIRST-LAST, or FIRST:LAST; each with /TRANSPORT behind it or TRANSPORT/
 * before it; each as the port of an address or host (*:22, [::]:22,
 * tcp://h:22); a URL without a port, which asks for its scheme; and names of
 * DNS-SD (RFC 6763, 7), as _http._tcp.  A name may itself hold a slash.
 *
 * Returns NULL and a question whose text is to be freed, or what is wrong.
 */
const char *question_parse(struct question *question, const char *word,
			   const char **next);

/* Whether one of the ports from first to last is asked for. */
static inline bool
question_has(const struct question *question, uint16_t first, uint16_t last)
{
	return question->numbered && question->port <= last &&
	       first <= question->last;
}

/* All zero is the empty list. */
struct questions {
	struct question *list;
	size_t count;
	int result; /* the exit code for those that were refused, or 0 */
};

/*
 * Takes the questions of some words and, for "-", of those on standard input.
 * Standard error hears of what is none.  To be freed by questions_free.
 */
void questions_read(struct questions *questions, char *const *words,
		    size_t count);

/* The same of words that must be ranges; anything else ends the command. */
void questions_read_ranges(struct questions *questions, char *const *words,
			   size_t count);

void questions_free(struct questions *questions);

/* For an option, whose value is an unsigned int: a transport by its name, in
 * whatever case. */
void transport_take(void *transport, const char *name);

#endif
