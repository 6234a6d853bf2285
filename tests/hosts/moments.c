/* SPDX-License-Identifier: MIT */
/* Hosts that do something else at the very moment when a file is opened. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "tests/hosts/host.h"

#define SLOTS   15
#define THREADS 64
#define ROUNDS  50

static void (*at_opening)(void);
static bool take_at_mapping;
static int taken;

/*
 * The module asks what it has opened, and its call lands here, since the
 * program comes before libc.
 */
__attribute__((visibility("default"))) int
fstat64(int fd, struct stat64 *status)
{
	void (*act)(void) = at_opening;

	at_opening = NULL;
	if (act != NULL)
		act();
	return fstatat64(fd, "", status, AT_EMPTY_PATH);
}

/*
 * So does its call to map it.  Another thread of the host, which closes all
 * descriptors, may now have opened an empty file of its own by that number.
 */
__attribute__((visibility("default"))) void *
mmap64(void *address, size_t size, int access, int flags, int fd, off64_t at)
{
	union {
		void *symbol;
		void *(*call)(void *, size_t, int, int, int, off64_t);
	} real = {dlsym(RTLD_NEXT, "mmap64")};

	if (take_at_mapping && fd >= 0) {
		take_at_mapping = false;
		must(close(fd) == 0);
		taken = memfd_create("own", 0);
		must(taken == fd);
	}
	return real.call(address, size, access, flags, fd, at);
}

static void
ask(void)
{
	host_ask_all(0);
}

/* A file that never stood there before takes the database's place. */
static char now = 'a';

static void
refresh(void)
{
	now = (char)('a' + 'b' - now);
	host_replace_copy(now);
	host_tick();
	host_ask_all(now);
}

static void
must_be_in_order(void)
{
	host_tick();
	host_ask_all(0);
	host_tick();
	host_ask_all(0);
	must(host_mappings() == 1);
}

static void
a_second_first_look_up_begins_while_the_first_opens(void)
{
	at_opening = ask;
	host_ask_all('a');
	must(at_opening == NULL);
	must_be_in_order();
}

static void
a_replacement_is_overtaken_by_a_newer_one(void)
{
	host_ask_all('a');
	host_replace_copy('b');
	host_tick();
	at_opening = refresh;
	host_ask_all('b');
	must(at_opening == NULL);
	must_be_in_order();
}

/* And the descriptor, which is the host's now, stays open. */
static void
must_be_left_alone(void)
{
	struct stat status;

	must(!take_at_mapping);
	must(fstatat(taken, "", &status, AT_EMPTY_PATH) == 0);
	must(status.st_size == 0);
	must(close(taken) == 0);
}

static void
a_descriptor_taken_by_the_host_is_not_read_through(void)
{
	take_at_mapping = true;
	host_ask_in_vain(EBADF);
	must(host_mappings() == 0);
	must_be_left_alone();
	host_tick();
	host_ask_all('a');

	take_at_mapping = true;
	host_replace_copy('b');
	host_tick();
	host_ask_all('a');
	must_be_left_alone();
	host_tick();
	host_ask_all('b');
	must_be_in_order();
}

/*
 * In the child the interrupted call never goes on: the slot that it has pinned
 * is lost.
 */
static void
fork_and_go_on(void)
{
	static int lost;
	pid_t pid = fork();

	if (pid != 0) {
		host_wait(pid);
		return;
	}
	lost++;
	refresh();
	if (lost < SLOTS - 1) {
		at_opening = fork_and_go_on;
		refresh();
		exit(0);
	}
	/* That was the last slot, and what is in it stays in force. */
	host_replace_copy((char)('a' + 'b' - now));
	for (int i = 0; i < 3; i++) {
		host_tick();
		host_ask_all(now);
		host_walk(now);
	}
	exit(0);
}

static void
after_fourteen_forks_at_the_worst_moment_the_last_snapshot_stays(void)
{
	host_ask_all('a');
	at_opening = fork_and_go_on;
	refresh();
	must(at_opening == NULL);
	must_be_in_order();
}

static void *
ask_with_the_others(void *barrier)
{
	pthread_barrier_wait(barrier);
	host_ask('a', 7);
	return NULL;
}

static void
sixty_four_threads_look_up_for_the_first_time_at_once(void)
{
	pthread_t threads[THREADS];
	pthread_barrier_t barrier;

	for (int round = 0; round < ROUNDS; round++) {
		pid_t pid = fork();

		if (pid != 0) {
			host_wait(pid);
			continue;
		}
		must(pthread_barrier_init(&barrier, NULL, THREADS) == 0);
		for (size_t i = 0; i < THREADS; i++)
			must(pthread_create(&threads[i], NULL,
					    ask_with_the_others,
					    &barrier) == 0);
		for (size_t i = 0; i < THREADS; i++)
			must(pthread_join(threads[i], NULL) == 0);
		must_be_in_order();
		exit(0);
	}
}

int
main(void)
{
	static const struct host_life lives[] = {
		LIFE(a_second_first_look_up_begins_while_the_first_opens),
		LIFE(a_replacement_is_overtaken_by_a_newer_one),
		LIFE(a_descriptor_taken_by_the_host_is_not_read_through),
		LIFE(after_fourteen_forks_at_the_worst_moment_the_last_snapshot_stays),
		LIFE(sixty_four_threads_look_up_for_the_first_time_at_once),
	};

	return host_run(lives, LENGTH(lives));
}
