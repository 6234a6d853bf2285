/* SPDX-License-Identifier: MIT */
/*
 * A daemon that looks services up twice a millisecond through whatever happens
 * to its system; an answer that is neither right nor "not found" ends it.
 * On SIGTERM it tells how many answers of each kind it had.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static const struct question {
	const char *name, *transport;
	int port;
	bool by_port;
} questions[] = {
	{"bpcd", "tcp", 13782, true},      {"bpcd", "tcp", 13782, false},
	{"doip-disc", "udp", 13400, true}, {"alfin", "udp", 16003, false},
	{"ssh", "tcp", 22, true},          {"ssh", "tcp", 22, false},
};

#define QUESTIONS (sizeof(questions) / sizeof(questions[0]))

static volatile sig_atomic_t ended;

static void
end(int number)
{
	(void)number;
	ended = 1;
}

/* 1 right, 0 not found, -1 anything else. */
static int
ask(const struct question *question)
{
	struct servent result, *found;
	char buffer[4096];
	int error;

	if (question->by_port)
		error = getservbyport_r(htons((uint16_t)question->port),
					question->transport, &result, buffer,
					sizeof(buffer), &found);
	else
		error = getservbyname_r(question->name, question->transport,
					&result, buffer, sizeof(buffer),
					&found);
	/* ENOENT: the last source asked is not there at all. */
	if (found == NULL && (error == 0 || error == ENOENT))
		return 0;
	if (found != NULL && error == 0 &&
	    strcmp(found->s_name, question->name) == 0 &&
	    strcmp(found->s_proto, question->transport) == 0 &&
	    ntohs((uint16_t)found->s_port) == question->port)
		return 1;
	printf("%s %d/%s, by %s: got %s, error %d\n", question->name,
	       question->port, question->transport,
	       question->by_port ? "port" : "name",
	       found == NULL ? "nothing" : found->s_name, error);
	return -1;
}

/* On time again after a delay: twice a millisecond on the whole. */
static void
wait_until_next(struct timespec *due)
{
	due->tv_nsec += 500000;
	if (due->tv_nsec >= 1000000000) {
		due->tv_nsec -= 1000000000;
		due->tv_sec++;
	}
	clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, due, NULL);
}

int
main(void)
{
	const struct sigaction action = {.sa_handler = end};
	struct timespec begin, due;
	unsigned long found = 0, absent = 0;

	sigaction(SIGTERM, &action, NULL);
	clock_gettime(CLOCK_MONOTONIC, &begin);
	due = begin;
	for (size_t i = 0; !ended; i = (i + 1) % QUESTIONS) {
		int answer = ask(&questions[i]);

		if (answer < 0)
			return 1;
		if (answer == 1)
			found++;
		else
			absent++;
		wait_until_next(&due);
	}
	printf("%lu right, %lu not found, in %ld s\n", found, absent,
	       (long)(due.tv_sec - begin.tv_sec));
	return 0;
}
