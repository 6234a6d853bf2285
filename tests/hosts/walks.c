/* SPDX-License-Identifier: MIT */
/* Hosts that enumerate: in two threads at once, and across a replacement. */
#include <arpa/inet.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/hosts/host.h"

#define WALKERS 2
#define ROUNDS  200

static atomic_uint seen[HOST_SERVICES];
static atomic_bool stop;

static void
count(const struct servent *servent)
{
	int number = ntohs((uint16_t)servent->s_port) - 1000;

	must(host_is_right(servent, 0, number));
	atomic_fetch_add(&seen[number], 1);
}

static void *
walk(void *argument)
{
	struct servent servent;
	char buffer[256];
	int error;

	pthread_barrier_wait(argument);
	while (_nss_ianaports_getservent_r(&servent, buffer, sizeof(buffer),
					   &error) == NSS_STATUS_SUCCESS)
		count(&servent);
	return NULL;
}

static void *
walk_through_glibc(void *argument)
{
	struct servent servent, *result;
	char buffer[1024];

	pthread_barrier_wait(argument);
	while (getservent_r(&servent, buffer, sizeof(buffer), &result) == 0)
		count(&servent);
	return NULL;
}

/* There is one enumeration in a process: its walkers share it out. */
static void
share_out(void *(*walker)(void *))
{
	pthread_barrier_t barrier;
	pthread_t threads[WALKERS];

	must(pthread_barrier_init(&barrier, NULL, WALKERS) == 0);
	memset(seen, 0, sizeof(seen));
	setservent(0);
	for (size_t i = 0; i < WALKERS; i++)
		must(pthread_create(&threads[i], NULL, walker, &barrier) == 0);
	for (size_t i = 0; i < WALKERS; i++)
		pthread_join(threads[i], NULL);
	for (size_t i = 0; i < HOST_SERVICES; i++)
		must(atomic_load(&seen[i]) == 1);
	endservent();
	pthread_barrier_destroy(&barrier);
}

static void
two_threads_see_each_record_once_between_them(void)
{
	for (int i = 0; i < ROUNDS; i++)
		share_out(walk);
}

static void
two_threads_see_each_record_once_through_glibc(void)
{
	for (int i = 0; i < ROUNDS; i++)
		share_out(walk_through_glibc);
}

/* A walk that begins on 'a' ends on it, whatever comes meanwhile. */
static void
a_walk_keeps_its_snapshot_over_many_replacements(void)
{
	struct servent *servent;

	setservent(0);
	for (int i = 0; i < HOST_SERVICES; i++) {
		servent = getservent();
		must(servent != NULL && host_is_right(servent, 'a', i));
		host_replace("ba"[i & 1]);
		host_tick();
		host_ask_glibc("ba"[i & 1], i);
		must(host_mappings() <= 3);
	}
	must(getservent() == NULL);
	endservent();
	host_tick();
	host_ask(0, 1);
	must(host_mappings() == 1);
}

static void *
begin_on(void *argument)
{
	while (!atomic_load(&stop))
		_nss_ianaports_setservent(0);
	return argument;
}

static void *
end_on(void *argument)
{
	while (!atomic_load(&stop))
		_nss_ianaports_endservent();
	return argument;
}

static void *
walk_on(void *argument)
{
	struct servent servent;
	char buffer[256];
	int error;

	while (!atomic_load(&stop))
		if (_nss_ianaports_getservent_r(&servent, buffer,
						sizeof(buffer),
						&error) == NSS_STATUS_SUCCESS)
			must(host_is_right(&servent, 0,
					   ntohs((uint16_t)servent.s_port) -
						   1000));
	return argument;
}

static void
threads_that_begin_walk_and_end_at_will_do_no_harm(void)
{
	void *(*const work[])(void *) = {begin_on, end_on, walk_on, walk_on};
	pthread_t threads[LENGTH(work)];

	for (size_t i = 0; i < LENGTH(work); i++)
		must(pthread_create(&threads[i], NULL, work[i], NULL) == 0);
	host_tick_by_itself(64);
	for (int i = 0; i < 2000; i++) {
		host_replace("ab"[i & 1]);
		host_ask(0, i % HOST_SERVICES);
		usleep(100);
	}
	atomic_store(&stop, true);
	for (size_t i = 0; i < LENGTH(work); i++)
		pthread_join(threads[i], NULL);
	_nss_ianaports_endservent();
	for (int i = 0; i < HOST_SERVICES; i++)
		host_ask(0, i);
	must(host_mappings() == 1);
}

int
main(void)
{
	static const struct host_life lives[] = {
		LIFE(two_threads_see_each_record_once_between_them),
		LIFE(two_threads_see_each_record_once_through_glibc),
		LIFE(a_walk_keeps_its_snapshot_over_many_replacements),
		LIFE(threads_that_begin_walk_and_end_at_will_do_no_harm),
	};

	return host_run(lives, LENGTH(lives));
}
