/* SPDX-License-Identifier: MIT */
/*
 * Asks one peer every kind of question and prints what each took.
 *
 *	lookups [-s SEED] [-e] [-t] [-k] [-c KIND -n COUNT | -m] PEER QUESTIONS
 *
 * PEER is as in bench.h, QUESTIONS what questions.awk wrote.  -e: the peer
 * knows nothing.  -t: with two threads too.  -k: the kernel is asked for two
 * other files before each question.  -c: ask COUNT questions of that
 * kind, untimed, for a profiler; KIND "enumeration" counts records.  -m: print
 * the process's own memory that 10,000 look-ups took.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"

struct options {
	unsigned int seed;
	bool empty, threads, memory, stats;
	const char *kind;
	unsigned long count;
};

void
die(const char *format, ...)
{
	va_list arguments;

	fputs("lookups: ", stderr);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	putc('\n', stderr);
	exit(1);
}

static void
print_all(const struct peer *peer, const struct questions *questions,
	  bool threads)
{
	for (size_t i = 0; i < questions->count; i++) {
		const struct set *set = &questions->sets[i];

		printf("%s\t%.1f\n", set->label, time_set(peer, set));
	}
	if (peer->start != NULL && !peer->stats)
		printf("enumeration\t%.0f\n",
		       time_enumeration(peer, questions->records));
	if (threads) {
		double times = time_threads(peer, &questions->sets[0]);

		if (times != 0)
			printf("two_threads\t%.3f\n", times);
	}
}

static void
ask_some(const struct peer *peer, const struct set *set, unsigned long count)
{
	char buffer[BUFFER_SIZE];
	struct servent result;

	for (size_t i = 0; i < count; i++) {
		const struct question *question =
			&set->questions[i % set->count];

		if ((ask(peer, question, &result, buffer) ==
		     NSS_STATUS_SUCCESS) != set->hit)
			die("wrong answer in %s", set->label);
	}
}

static void
count(const struct peer *peer, const struct questions *questions,
      const struct options *options)
{
	if (strcmp(options->kind, "enumeration") == 0) {
		char buffer[BUFFER_SIZE];
		struct servent result;
		int error;

		peer->start(1);
		for (unsigned long i = 0; i < options->count; i++)
			if (peer->next(&result, buffer, sizeof(buffer),
				       &error) != NSS_STATUS_SUCCESS)
				die("the enumeration ends early");
		peer->end();
		return;
	}
	for (size_t i = 0; i < questions->count; i++)
		if (strcmp(questions->sets[i].label, options->kind) == 0) {
			ask_some(peer, &questions->sets[i], options->count);
			return;
		}
	die("no questions of the kind %s", options->kind);
}

static long
kilobytes_of(const char *kind)
{
	FILE *file = fopen("/proc/self/smaps_rollup", "re");
	size_t length = strlen(kind);
	long kilobytes = -1;
	char line[128];

	if (file == NULL)
		die("no smaps_rollup");
	while (fgets(line, sizeof(line), file) != NULL)
		if (strncmp(line, kind, length) == 0)
			kilobytes = strtol(line + length, NULL, 10);
	fclose(file);
	if (kilobytes < 0)
		die("smaps_rollup has no %s", kind);
	return kilobytes;
}

/*
 * Kilobytes, apart from what it had before.  Pages of the page cache that
 * nobody else maps at the moment count as Private_Clean, though they are no
 * process's own.
 */
static void
print_memory(const struct peer *peer, const struct questions *questions)
{
	long dirty = kilobytes_of("Private_Dirty:");
	long clean = kilobytes_of("Private_Clean:");

	for (size_t i = 0; i < questions->count; i++)
		if (strcmp(questions->sets[i].label, "port_hit") == 0 ||
		    strcmp(questions->sets[i].label, "name_hit") == 0)
			ask_some(peer, &questions->sets[i], 5000);
	dirty = kilobytes_of("Private_Dirty:") - dirty;
	clean = kilobytes_of("Private_Clean:") - clean;
	printf("private_dirty\t%ld\nprivate_clean\t%ld\n", dirty, clean);
}

static void
parse(int argc, char **argv, struct options *options)
{
	int option;

	while ((option = getopt(argc, argv, "s:etkmc:n:")) != -1)
		switch (option) {
		case 's':
			options->seed = (unsigned int)atoi(optarg);
			break;
		case 'e':
			options->empty = true;
			break;
		case 't':
			options->threads = true;
			break;
		case 'k':
			options->stats = true;
			break;
		case 'm':
			options->memory = true;
			break;
		case 'c':
			options->kind = optarg;
			break;
		case 'n':
			options->count = strtoul(optarg, NULL, 10);
			break;
		default:
			exit(2);
		}
	if (argc - optind != 2)
		die("a peer and a file of questions are wanted");
}

int
main(int argc, char **argv)
{
	struct options options = {.seed = 1, .count = 1000};
	struct questions questions;
	struct peer peer;

	parse(argc, argv, &options);
	questions_load(&questions, argv[optind + 1], options.seed);
	if (options.empty) {
		questions.records = 0;
		for (size_t i = 0; i < questions.count; i++)
			questions.sets[i].hit = false;
	}
	pin();
	peer_open(&peer, argv[optind]);
	peer.stats = options.stats;
	if (options.kind != NULL)
		count(&peer, &questions, &options);
	else if (options.memory)
		print_memory(&peer, &questions);
	else
		print_all(&peer, &questions, options.threads);
	return 0;
}
