/* SPDX-License-Identifier: MIT */
/* Questions to a peer and their answers, from what questions.awk wrote. */
#include "bench.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct line {
	char kind[24], asked[128], protocol[8], port[8], name[128],
		transport[8];
};

static bool
read_line(FILE *file, struct line *line)
{
	return fscanf(file, "%23s %127s %7s %7s %127s %7s", line->kind,
		      line->asked, line->protocol, line->port, line->name,
		      line->transport) == 6;
}

/* One copy of each transport's name, as a program would have it. */
static const char *
transport(const char *name)
{
	static char known[16][8];

	if (strcmp(name, "-") == 0)
		return NULL;
	for (int i = 0; i < 16; i++) {
		if (known[i][0] == '\0')
			strcpy(known[i], name);
		if (strcmp(known[i], name) == 0)
			return known[i];
	}
	die("too many transports");
}

static char *
copy(const char *string)
{
	char *new = strdup(string);

	if (new == NULL)
		die("no memory");
	return new;
}

static int
network_port(const char *digits)
{
	return htons((uint16_t)strtoul(digits, NULL, 10));
}

static void
add(struct set *set, const struct line *line)
{
	struct question *question;
	struct answer *answer;

	if ((set->count & (set->count - 1)) == 0) {
		size_t most = set->count == 0 ? 1 : 2 * set->count;

		set->questions = reallocarray(set->questions, most,
					      sizeof(*set->questions));
		set->answers =
			reallocarray(set->answers, most, sizeof(*set->answers));
		if (set->questions == NULL || set->answers == NULL)
			die("no memory");
	}
	question = &set->questions[set->count];
	answer = &set->answers[set->count++];
	question->protocol = transport(line->protocol);
	if (strncmp(line->kind, "port", 4) == 0) {
		question->name = NULL;
		question->port = network_port(line->asked);
	} else {
		question->name = copy(line->asked);
		question->port = network_port(line->port);
	}
	answer->name = copy(line->name);
	answer->protocol = transport(line->transport);
}

static struct set *
find_set(struct questions *questions, const char *label)
{
	struct set *set = questions->sets;

	for (; set < questions->sets + questions->count; set++)
		if (strcmp(set->label, label) == 0)
			return set;
	if (questions->count++ == SETS_MOST)
		die("too many kinds of questions");
	strcpy(set->label, label);
	set->hit = strstr(label, "_hit") != NULL;
	return set;
}

/* And the names into that order, or the loop would wait for memory. */
static void
shuffle(struct set *set, unsigned int seed)
{
	unsigned short state[3] = {(unsigned short)seed, 1, 1};

	for (size_t i = set->count - 1; i > 0; i--) {
		size_t j = (size_t)nrand48(state) % (i + 1);
		struct question question = set->questions[i];
		struct answer answer = set->answers[i];

		set->questions[i] = set->questions[j];
		set->questions[j] = question;
		set->answers[i] = set->answers[j];
		set->answers[j] = answer;
	}
	for (size_t i = 0; i < set->count; i++)
		if (set->questions[i].name != NULL)
			set->questions[i].name = copy(set->questions[i].name);
}

void
questions_load(struct questions *questions, const char *path, unsigned int seed)
{
	FILE *file = fopen(path, "re");
	struct line line;

	*questions = (struct questions){0};
	if (file == NULL)
		die("%s: %s", path, strerror(errno));
	if (fscanf(file, "records %zu", &questions->records) != 1)
		die("%s: no questions", path);
	while (read_line(file, &line))
		add(find_set(questions, line.kind), &line);
	if (!feof(file) || questions->count == 0)
		die("%s: not what questions.awk writes", path);
	fclose(file);
	for (size_t i = 0; i < questions->count; i++)
		shuffle(&questions->sets[i], seed);
}
