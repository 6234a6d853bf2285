/* SPDX-License-Identifier: MIT */
/* Hosts that load and unload the module while threads come and go. */
#include <arpa/inet.h>
#include <dlfcn.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

#include "tests/hosts/host.h"

#define ROUNDS  300
#define THREADS 4

/* This program does not link the module: it would never be unloaded. */
typedef enum nss_status by_port(int, const char *, struct servent *, char *,
				size_t, int *);

static void *
load(void)
{
	void *handle = dlopen(TEST_MODULE, RTLD_NOW | RTLD_LOCAL);

	must(handle != NULL);
	return handle;
}

static void
ask(void *handle)
{
	void *symbol = dlsym(handle, "_nss_ianaports_getservbyport_r");
	struct servent servent;
	char buffer[256];
	by_port *function;
	int error;

	must(symbol != NULL);
	memcpy(&function, &symbol, sizeof(symbol));
	must(function(htons(1007), "tcp", &servent, buffer, sizeof(buffer),
		      &error) == NSS_STATUS_SUCCESS);
	must(strcmp(servent.s_name, "a7") == 0);
}

static void *
look_up_and_wait(void *argument)
{
	pthread_barrier_t *barrier = argument;
	void *handle = load();

	ask(handle);
	must(dlclose(handle) == 0);
	pthread_barrier_wait(barrier);
	/* Whatever a thread's end may run must still be there. */
	return NULL;
}

static void
threads_end_after_the_module_was_closed(void)
{
	unsigned int open = host_descriptors();

	for (int round = 0; round < ROUNDS; round++) {
		pthread_barrier_t barrier;
		pthread_t threads[THREADS];

		must(pthread_barrier_init(&barrier, NULL, THREADS) == 0);
		for (size_t i = 0; i < THREADS; i++)
			must(pthread_create(&threads[i], NULL, look_up_and_wait,
					    &barrier) == 0);
		for (size_t i = 0; i < THREADS; i++)
			must(pthread_join(threads[i], NULL) == 0);
		pthread_barrier_destroy(&barrier);
	}
	must(host_mappings() == 1);
	must(host_descriptors() == open);
}

/* In a namespace of its own, as dlmopen's auditors and plug-in hosts have it.
 */
static void
a_second_copy_in_another_namespace_is_apart(void)
{
	void *first = load();
	void *second = dlmopen(LM_ID_NEWLM, TEST_MODULE, RTLD_NOW);

	must(second != NULL);
	ask(first);
	ask(second);
	must(dlclose(second) == 0);
	ask(first);
	must(dlclose(first) == 0);
}

int
main(void)
{
	static const struct host_life lives[] = {
		LIFE(threads_end_after_the_module_was_closed),
		LIFE(a_second_copy_in_another_namespace_is_apart),
	};

	return host_run(lives, LENGTH(lives));
}
