/* SPDX-License-Identifier: MIT */
/* Hosts that are interrupted, and threads that are cancelled. */
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "tests/hosts/host.h"

#define SIGNALS   5000
#define STACK     16384
#define CANCELLED 40

static atomic_uint handled;

/* Does in the handler whatever the interrupted one may be doing. */
static void
look_up(int signal)
{
	unsigned int count = atomic_fetch_add(&handled, 1);

	(void)signal;
	host_ask(0, (int)(count % HOST_SERVICES));
	if (count % 16 == 0)
		host_walk(0);
}

static void *
interrupt(void *victim)
{
	while (atomic_load(&handled) < SIGNALS) {
		must(pthread_kill(*(pthread_t *)victim, SIGUSR1) == 0);
		usleep(20);
	}
	return NULL;
}

static void
handle_on_own_stack(void)
{
	stack_t stack = {.ss_size = STACK};
	struct sigaction action = {.sa_handler = look_up,
				   .sa_flags = SA_ONSTACK};

	stack.ss_sp = malloc(stack.ss_size);
	must(sigaltstack(&stack, NULL) == 0);
	must(sigaction(SIGUSR1, &action, NULL) == 0);
}

static void
replace_until_killed(void)
{
	for (int i = 0;; i++) {
		host_replace("ab"[i & 1]);
		usleep(300);
	}
}

static void
a_signal_handler_looks_up_within_a_look_up(void)
{
	pthread_t self = pthread_self(), thread;
	pid_t replacer = fork();

	if (replacer == 0)
		replace_until_killed();
	host_tick_by_itself(8);
	handle_on_own_stack();
	must(pthread_create(&thread, NULL, interrupt, &self) == 0);
	for (int i = 0; atomic_load(&handled) < SIGNALS; i++) {
		host_ask(0, i % HOST_SERVICES);
		if (i % 64 == 0)
			_nss_ianaports_setservent(0);
	}
	must(pthread_join(thread, NULL) == 0);
	must(kill(replacer, SIGKILL) == 0);
	_nss_ianaports_endservent();
	for (int i = 0; i < 40; i++)
		host_ask(0, i);
	must(host_mappings() == 1);
}

static void *
be_cancelled(void *nothing)
{
	/* Taken up where the thread next waits for the system. */
	must(pthread_cancel(pthread_self()) == 0);
	host_ask(0, 7);
	pthread_testcancel();
	return nothing;
}

static void
a_thread_cancelled_within_leaves_nothing_behind(void)
{
	unsigned int open = host_descriptors();

	host_ask_all('a');
	for (int i = 0; i < CANCELLED; i++) {
		pthread_t thread;
		void *outcome;

		host_replace("ba"[i & 1]);
		host_tick();
		must(pthread_create(&thread, NULL, be_cancelled, NULL) == 0);
		must(pthread_join(thread, &outcome) == 0);
		must(outcome == PTHREAD_CANCELED);
		host_tick();
		host_ask_all("ba"[i & 1]);
	}
	host_tick();
	host_ask(0, 1);
	must(host_mappings() == 1);
	must(host_descriptors() == open);
}

int
main(void)
{
	static const struct host_life lives[] = {
		LIFE(a_signal_handler_looks_up_within_a_look_up),
		LIFE(a_thread_cancelled_within_leaves_nothing_behind),
	};

	return host_run(lives, LENGTH(lives));
}
