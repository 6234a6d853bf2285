/* SPDX-License-Identifier: MIT */
/* Hosts that fork, daemonise and vfork. */
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/hosts/host.h"

#define FORKERS     4
#define FORKS       60
#define READERS     2
#define GENERATIONS 40

static atomic_bool stop;
static atomic_uint replaced;

static void
become_a_daemon(void)
{
	if (fork() != 0)
		_exit(0);
	must(setsid() > 0);
	if (fork() != 0)
		_exit(0);
	must(chdir("/") == 0);
	must(close_range(0, ~0u, 0) == 0);
	must(open("/dev/null", O_RDWR) == 0);
	must(dup(0) == 1);
	must(dup(0) == 2);
}

static void
daemonising_with_two_forks(void)
{
	int status, left = 0;
	pid_t pid;

	host_ask_all('a');
	must(_nss_ianaports_setservent(0) == NSS_STATUS_SUCCESS);
	must(prctl(PR_SET_CHILD_SUBREAPER, 1) == 0);
	pid = fork();
	if (pid == 0) {
		become_a_daemon();
		host_ask_all('a');
		host_replace('b');
		host_tick();
		host_ask_all('b');
		host_ask_glibc('b', 7);
		host_walk('b');
		host_tick();
		host_ask('b', 7);
		must(host_mappings() == 1);
		exit(0);
	}
	while (wait(&status) > 0) {
		must(WIFEXITED(status));
		must(WEXITSTATUS(status) == 0);
		left++;
	}
	must(left == 3);
	host_tick();
	host_ask_all('b');
}

/* More of them than there are slots: none is lost where no thread runs. */
static void
forty_generations_each_see_a_new_database(void)
{
	for (int i = 0; i < GENERATIONS; i++) {
		char which = "ab"[i & 1];
		pid_t pid;

		host_replace(which);
		host_tick();
		host_ask(which, i);
		must(_nss_ianaports_setservent(0) == NSS_STATUS_SUCCESS);
		host_tick();
		host_ask(which, i);
		/* What the enumeration holds, and the current one. */
		must(host_mappings() <= 2);
		pid = fork();
		if (pid != 0) {
			host_wait(pid);
			exit(0);
		}
	}
}

static void *
read_on(void *seed)
{
	unsigned int number = (unsigned int)(uintptr_t)seed;

	while (!atomic_load(&stop)) {
		host_ask(0, rand_r(&number) % HOST_SERVICES);
		host_ask_glibc(0, rand_r(&number) % HOST_SERVICES);
	}
	return NULL;
}

static void *
replace_on(void *argument)
{
	(void)argument;
	while (!atomic_load(&stop)) {
		host_replace("ab"[atomic_fetch_add(&replaced, 1) & 1]);
		usleep(300);
	}
	return NULL;
}

static void *
fork_on(void *argument)
{
	(void)argument;
	for (int i = 0; i < FORKS; i++) {
		pid_t pid = fork();

		if (pid == 0) {
			for (int n = 0; n < HOST_SERVICES; n++) {
				host_ask(0, n);
				host_ask_glibc(0, n);
			}
			_exit(0);
		}
		host_wait(pid);
	}
	return NULL;
}

static void
four_threads_fork_while_others_look_up_and_databases_are_replaced(void)
{
	pthread_t readers[READERS], forkers[FORKERS], replacer;

	host_tick_by_itself(64);
	/* glibc loads a module under a lock of its own, which a fork just then
	 * would leave taken in the child for ever. */
	host_ask_glibc('a', 1);
	must(pthread_create(&replacer, NULL, replace_on, NULL) == 0);
	for (size_t i = 0; i < READERS; i++)
		must(pthread_create(&readers[i], NULL, read_on,
				    (void *)(i + 1)) == 0);
	for (size_t i = 0; i < FORKERS; i++)
		must(pthread_create(&forkers[i], NULL, fork_on, NULL) == 0);
	for (size_t i = 0; i < FORKERS; i++)
		pthread_join(forkers[i], NULL);
	while (atomic_load(&replaced) < 500)
		usleep(1000);
	atomic_store(&stop, true);
	for (size_t i = 0; i < READERS; i++)
		pthread_join(readers[i], NULL);
	pthread_join(replacer, NULL);
	host_note("# %d forks, %u replacements\n", FORKERS * FORKS,
		  atomic_load(&replaced));
	for (int i = 0; i < HOST_SERVICES; i++)
		host_ask(0, i);
	must(host_mappings() == 1);
}

/* The child lives in its parent's memory and leaves it in order. */
static void
looking_up_between_vfork_and_exit(void)
{
	for (volatile int i = 0; i < GENERATIONS; i++) {
		char which = "ab"[i & 1];
		pid_t pid;

		host_replace(which);
		host_tick();
		pid = vfork();
		if (pid == 0) {
			host_ask_all(which);
			_exit(0);
		}
		host_wait(pid);
		host_ask_all(which);
		must(host_mappings() <= 2);
	}
	host_tick();
	host_ask(0, 1);
	must(host_mappings() == 1);
}

int
main(void)
{
	static const struct host_life lives[] = {
		LIFE(daemonising_with_two_forks),
		LIFE(forty_generations_each_see_a_new_database),
		LIFE(four_threads_fork_while_others_look_up_and_databases_are_replaced),
		LIFE(looking_up_between_vfork_and_exit),
	};

	return host_run(lives, LENGTH(lives));
}
