/* SPDX-License-Identifier: MIT */
/* The timed loops. */
#include "bench.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Slow peers answer this many questions, fast ones all, for this long. */
#define QUESTIONS_LEAST 256
#define CHECK_TIME      10000000 /* ns */
#define SET_TIME        20000000
#define THREAD_TIME     40000000

static cpu_set_t allowed;

static uint64_t
read_clock(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

static uint64_t
nanoseconds(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

/* Of this thread on a CPU: what else the machine does is not counted. */
static uint64_t
busy(void)
{
	return read_clock(CLOCK_THREAD_CPUTIME_ID);
}

static void
pin_to(size_t cpu)
{
	cpu_set_t one;

	CPU_ZERO(&one);
	CPU_SET(cpu, &one);
	if (sched_setaffinity(0, sizeof(one), &one) != 0)
		die("cannot pin to CPU %zu", cpu);
}

/* The allowed CPU that comes after `rank` others from the last. */
static size_t
cpu_of(int rank)
{
	for (size_t cpu = CPU_SETSIZE; cpu-- > 0;)
		if (CPU_ISSET(cpu, &allowed) && rank-- == 0)
			return cpu;
	die("no CPU");
}

void
pin(void)
{
	if (sched_getaffinity(0, sizeof(allowed), &allowed) != 0)
		die("cannot tell the CPUs");
	pin_to(cpu_of(0));
}

static _Noreturn void
die_wrong(const struct set *set, size_t index)
{
	const struct question *question = &set->questions[index];

	die("wrong answer in %s: %s %d/%s", set->label,
	    question->name == NULL ? "port" : question->name, question->port,
	    question->protocol == NULL ? "-" : question->protocol);
}

static bool
is_right(const struct set *set, size_t index, enum nss_status status,
	 const struct servent *result)
{
	return set->hit ? status == NSS_STATUS_SUCCESS &&
				  result->s_port == set->questions[index].port
			: status == NSS_STATUS_NOTFOUND;
}

/* Checks whole answers; returns how many questions were asked. */
static size_t
check(const struct peer *peer, const struct set *set)
{
	uint64_t begun = nanoseconds();
	char buffer[BUFFER_SIZE];
	size_t i;

	for (i = 0; i < set->count; i++) {
		struct servent result;
		enum nss_status status =
			ask(peer, &set->questions[i], &result, buffer);

		if (!is_right(set, i, status, &result) ||
		    (set->hit &&
		     (strcmp(result.s_name, set->answers[i].name) != 0 ||
		      strcmp(result.s_proto, set->answers[i].protocol) != 0)))
			die_wrong(set, i);
		if (i >= QUESTIONS_LEAST && nanoseconds() - begun > CHECK_TIME)
			break;
	}
	return i;
}

/* Nanoseconds of one of the first `most` questions, asked over and over. */
static double
ask_for_a_time(const struct peer *peer, const struct set *set, size_t most)
{
	uint64_t begun = busy(), now;
	char buffer[BUFFER_SIZE];
	size_t asked = 0;

	do {
		for (size_t i = 0; i < most; i++) {
			struct servent result;
			enum nss_status status =
				ask(peer, &set->questions[i], &result, buffer);

			if (!is_right(set, i, status, &result))
				die_wrong(set, i);
		}
		asked += most;
		now = busy();
	} while (now - begun < SET_TIME);
	return (double)(now - begun) / (double)asked;
}

double
time_set(const struct peer *peer, const struct set *set)
{
	size_t most = check(peer, set);

	/* It takes some passes until the caches hold what they can. */
	ask_for_a_time(peer, set, most);
	return ask_for_a_time(peer, set, most);
}

double
time_enumeration(const struct peer *peer, size_t records)
{
	uint64_t begun = 0, now;
	int passes;

	/* One pass before the clock starts. */
	for (passes = -1, now = 0; passes < 1 || now - begun < SET_TIME;
	     passes++) {
		char buffer[BUFFER_SIZE];
		struct servent result;
		size_t found = 0;
		int error;

		if (passes == 0)
			begun = busy();
		peer->start(1);
		while (peer->next(&result, buffer, sizeof(buffer), &error) ==
		       NSS_STATUS_SUCCESS)
			found++;
		peer->end();
		if (found != records)
			die("%zu records enumerated, not %zu", found, records);
		now = busy();
	}
	return (double)(now - begun) / passes;
}

struct runner {
	const struct peer *peer;
	const struct set *set;
	atomic_int *waiting;
	int rank;
	double rate; /* look-ups a nanosecond */
};

static void *
run(void *argument)
{
	struct runner *runner = argument;
	const struct set *set = runner->set;
	size_t asked = 0, i = set->count / 2 * (size_t)runner->rank;
	uint64_t begun, now;
	char buffer[BUFFER_SIZE];

	pin_to(cpu_of(runner->rank));
	atomic_fetch_sub(runner->waiting, 1);
	while (atomic_load(runner->waiting) > 0)
		;
	begun = nanoseconds();
	do {
		for (int n = 0; n < 64; n++, asked++) {
			struct servent result;
			enum nss_status status;

			i = i + 1 < set->count ? i + 1 : 0;
			status = ask(runner->peer, &set->questions[i], &result,
				     buffer);
			if (!is_right(set, i, status, &result))
				die_wrong(set, i);
		}
		now = nanoseconds();
	} while (now - begun < THREAD_TIME);
	runner->rate = (double)asked / (double)(now - begun);
	return NULL;
}

static double
rate_of(const struct peer *peer, const struct set *set, int count)
{
	atomic_int waiting = count;
	struct runner runners[2];
	pthread_t threads[2];
	double rate = 0;

	for (int i = 0; i < count; i++) {
		runners[i] = (struct runner){peer, set, &waiting, i, 0};
		if (pthread_create(&threads[i], NULL, run, &runners[i]) != 0)
			die("no thread");
	}
	for (int i = 0; i < count; i++) {
		pthread_join(threads[i], NULL);
		rate += runners[i].rate;
	}
	return rate;
}

double
time_threads(const struct peer *peer, const struct set *set)
{
	double one, two;

	if (CPU_COUNT(&allowed) < 2)
		return 0;
	one = rate_of(peer, set, 1);
	two = rate_of(peer, set, 2);
	return two / one;
}
