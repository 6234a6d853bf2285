/* SPDX-License-Identifier: MIT */
/* Hosts with little memory, locked memory and small stacks. */
#include <arpa/inet.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "tests/hosts/host.h"

#define REGISTRY "packaging/registry/service-names-port-numbers.csv"
#define STACK    ((size_t)16 << 10)

static void
limit(__rlimit_resource_t resource, rlim_t to)
{
	struct rlimit limits = {to, to};

	must(setrlimit(resource, &limits) == 0);
}

static rlim_t
address_space(void)
{
	FILE *file = fopen("/proc/self/statm", "r");
	unsigned long pages = 0;

	must(file != NULL);
	must(fscanf(file, "%lu", &pages) == 1);
	fclose(file);
	return pages * (rlim_t)sysconf(_SC_PAGE_SIZE);
}

static void
ask_bpcd(void)
{
	struct servent servent, *result;
	char buffer[1024];

	must(getservbyname_r("bpcd", NULL, &servent, buffer, sizeof(buffer),
			     &result) == 0);
	must(result != NULL && servent.s_port == htons(13782));
}

static void
with_32_mib_of_addresses_it_reads_and_replaces_the_registry(void)
{
	must(system("'" TEST_COMMAND
		    "' import --quiet --no-local --force -o '" //
		    TEST_DATABASE "' " REGISTRY) == 0);
	limit(RLIMIT_AS, (rlim_t)32 << 20);
	ask_bpcd();
	host_replace('b');
	host_tick();
	host_ask_all('b');
	host_walk('b');
}

static void
with_no_room_for_another_map_it_keeps_its_snapshot(void)
{
	host_ask_all('a');
	host_ask_glibc('a', 1);
	host_replace('b');
	limit(RLIMIT_AS, address_space());
	for (int i = 0; i < 3; i++) {
		host_tick();
		host_ask_all('a');
		host_walk('a');
	}
}

static void
with_no_room_for_a_first_map_it_says_so(void)
{
	limit(RLIMIT_AS, address_space());
	host_ask_in_vain(ENOMEM);
}

static void
with_all_memory_locked_it_reads_and_replaces(void)
{
	if (mlockall(MCL_CURRENT | MCL_FUTURE) != 0)
		host_skip("memory cannot be locked here");
	for (int i = 0; i < 20; i++) {
		host_replace("ab"[i & 1]);
		host_tick();
		host_ask_all("ab"[i & 1]);
	}
	must(host_mappings() <= 2);
}

/* Runs on a stack that begins behind a page that may not be touched. */
static size_t
run_on_small_stack(void *(*run)(void *))
{
	size_t page = (size_t)sysconf(_SC_PAGE_SIZE), unused = 0;
	char *map = mmap(NULL, page + STACK, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK, -1, 0);
	pthread_attr_t attributes;
	pthread_t thread;

	must(map != MAP_FAILED);
	must(mprotect(map, page, PROT_NONE) == 0);
	memset(map + page, 0x55, STACK);
	must(pthread_attr_init(&attributes) == 0);
	must(pthread_attr_setstack(&attributes, map + page, STACK) == 0);
	must(pthread_create(&thread, &attributes, run, NULL) == 0);
	must(pthread_join(thread, NULL) == 0);
	while (unused < STACK && map[page + unused] == 0x55)
		unused++;
	must(munmap(map, page + STACK) == 0);
	return STACK - unused;
}

static void *
rest(void *nothing)
{
	return nothing;
}

/* The calls alone, without a test's own buffers. */
static char buffer[256];
static struct servent servent;
static int error;

static void *
look_up(void *nothing)
{
	must(_nss_ianaports_getservbyname_r("a7", NULL, &servent, buffer,
					    sizeof(buffer),
					    &error) == NSS_STATUS_SUCCESS);
	must(_nss_ianaports_getservbyport_r(htons(1007), "tcp", &servent,
					    buffer, sizeof(buffer),
					    &error) == NSS_STATUS_SUCCESS);
	return nothing;
}

static void *
enumerate(void *nothing)
{
	must(_nss_ianaports_setservent(0) == NSS_STATUS_SUCCESS);
	while (_nss_ianaports_getservent_r(&servent, buffer, sizeof(buffer),
					   &error) == NSS_STATUS_SUCCESS)
		;
	return nothing;
}

static void *
look_up_through_glibc(void *nothing)
{
	host_ask_glibc('a', 7);
	return nothing;
}

static void
a_stack_of_16_kib_is_enough(void)
{
	size_t thread = run_on_small_stack(rest);
	size_t first = run_on_small_stack(look_up);
	size_t again = run_on_small_stack(look_up);
	size_t walk = run_on_small_stack(enumerate);
	size_t refresh;

	host_replace('a');
	host_tick();
	refresh = run_on_small_stack(look_up);
	/* glibc loads modules with far more, so not here for the first time. */
	host_ask_glibc('a', 1);
	run_on_small_stack(look_up_through_glibc);
	host_note("# bytes of stack beside a thread's %zu: first look-up %zu, "
		  "later %zu, at a replacement %zu, enumeration %zu\n",
		  thread, first - thread, again - thread, refresh - thread,
		  walk - thread);
	must(first - thread < 4096);
	must(refresh - thread < 4096);
	must(walk - thread < 4096);
}

int
main(void)
{
	static const struct host_life lives[] = {
		LIFE(with_32_mib_of_addresses_it_reads_and_replaces_the_registry),
		LIFE(with_no_room_for_another_map_it_keeps_its_snapshot),
		LIFE(with_no_room_for_a_first_map_it_says_so),
		LIFE(with_all_memory_locked_it_reads_and_replaces),
		LIFE(a_stack_of_16_kib_is_enough),
	};

	return host_run(lives, LENGTH(lives));
}
