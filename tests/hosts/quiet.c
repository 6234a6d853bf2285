/* SPDX-License-Identifier: MIT */
/*
 * A host that notices everything: allocations, errno, locale, system calls.
 * Usage: quiet              the tests
 *        quiet LOOK-UPS     as many look-ups between two marks for strace
 */
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/hosts/host.h"

#define MARK "steady state"

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void __libc_free(void *old);

static unsigned long allocations;
#define PUBLIC __attribute__((visibility("default")))

/* Everybody's calls land here, the module's among them. */
PUBLIC void *
malloc(size_t size)
{
	allocations++;
	return __libc_malloc(size);
}

PUBLIC void *
calloc(size_t count, size_t size)
{
	allocations++;
	return __libc_calloc(count, size);
}

PUBLIC void *
realloc(void *old, size_t size)
{
	allocations++;
	return __libc_realloc(old, size);
}

PUBLIC void
free(void *old)
{
	__libc_free(old);
}

static void
ask_everything(char which)
{
	host_ask_all(which);
	host_walk(which);
}

static void
nothing_is_ever_allocated(void)
{
	unsigned long before;

	free(malloc(1));
	must(allocations > 0);
	before = allocations;
	ask_everything('a');
	host_replace('b');
	host_tick();
	ask_everything('b');
	host_replace_bytes("no database", 11);
	host_tick();
	ask_everything('b');
	must(allocations == before);
}

static void
nothing_is_allocated_through_glibc_after_the_first_time(void)
{
	unsigned long before;

	host_ask_glibc('a', 1);
	before = allocations;
	for (int i = 0; i < HOST_SERVICES; i++)
		host_ask_glibc('a', i);
	must(allocations == before);
}

static void
errno_stays_as_it_was(void)
{
	static const int values[] = {0, EINTR, ERANGE, UNTOUCHED};

	/* host_ask and the like compare errno at every call. */
	for (size_t i = 0; i < LENGTH(values); i++) {
		errno = values[i];
		ask_everything('a');
		must(errno == values[i]);
	}
	must(unlink(TEST_DATABASE) == 0);
	host_tick();
	errno = UNTOUCHED;
	ask_everything('a');
	must(errno == UNTOUCHED);
}

static void
errno_stays_as_it_was_when_there_is_no_database(void)
{
	must(unlink(TEST_DATABASE) == 0);
	errno = UNTOUCHED;
	host_ask_in_vain(ENOENT);
	must(errno == UNTOUCHED);
}

static void
the_locale_stays_as_it_was(void)
{
	locale_t before;

	if (setlocale(LC_ALL, "C.UTF-8") == NULL)
		host_skip("no locale but C");
	before = uselocale((locale_t)0);
	ask_everything('a');
	must(strcmp(setlocale(LC_ALL, NULL), "C.UTF-8") == 0);
	must(uselocale((locale_t)0) == before);
}

static unsigned long steady;

/* The module looks at the time as it does in every process. */
static void
be_traced(void)
{
	host_real_time();
	host_ask_all('a');
	must(write(STDERR_FILENO, MARK, strlen(MARK)) > 0);
	for (unsigned long i = 0; i < steady; i++)
		host_ask('a', (int)(i % HOST_SERVICES));
	must(write(STDERR_FILENO, MARK, strlen(MARK)) > 0);
}

int
main(int argc, char **argv)
{
	static const struct host_life lives[] = {
		LIFE(nothing_is_ever_allocated),
		LIFE(nothing_is_allocated_through_glibc_after_the_first_time),
		LIFE(errno_stays_as_it_was),
		LIFE(errno_stays_as_it_was_when_there_is_no_database),
		LIFE(the_locale_stays_as_it_was),
	};
	static const struct host_life traced = LIFE(be_traced);

	if (argc == 2) {
		steady = strtoul(argv[1], NULL, 10);
		return host_run(&traced, 1);
	}
	return host_run(lives, LENGTH(lives));
}
