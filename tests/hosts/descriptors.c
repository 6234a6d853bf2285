/* SPDX-License-Identifier: MIT */
/* Hosts that are particular about their file descriptors. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "tests/hosts/host.h"

#define OWN    16
#define ROUNDS 200

static int last_flags;

static long (*real_syscall)(long number, ...);

__attribute__((constructor)) static void
find_syscall(void)
{
	void *symbol = dlsym(RTLD_NEXT, "syscall");

	memcpy(&real_syscall, &symbol, sizeof(symbol));
}

/* The module's own call lands here, since the program comes before libc. */
__attribute__((visibility("default"))) long
syscall(long number, ...)
{
	va_list list;
	long argument[6];

	va_start(list, number);
	for (int i = 0; i < 6; i++)
		argument[i] = va_arg(list, long);
	va_end(list);
	if (number == SYS_openat &&
	    strcmp((const char *)argument[1], TEST_DATABASE) == 0)
		last_flags = (int)argument[2];
	return real_syscall(number, argument[0], argument[1], argument[2],
			    argument[3], argument[4], argument[5]);
}

static void
refresh(char which)
{
	host_replace(which);
	host_tick();
	host_ask(which, 7);
}

static ino_t
inode(int fd)
{
	struct stat status;

	return fstat(fd, &status) == 0 ? status.st_ino : 0;
}

static void
closing_all_descriptors_and_opening_its_own_on_their_numbers(void)
{
	ino_t own[OWN];

	host_ask_all('a');
	for (int round = 0; round < ROUNDS; round++) {
		char which = "ab"[round & 1];

		must(close_range(0, ~0u, 0) == 0);
		for (int fd = 0; fd < OWN; fd++) {
			must(memfd_create("own", 0) == fd);
			own[fd] = inode(fd);
		}
		host_ask(0, round % HOST_SERVICES);
		refresh(which);
		host_ask_glibc(which, round % HOST_SERVICES);
		host_walk(which);
		for (int fd = 0; fd < OWN; fd++)
			must(inode(fd) == own[fd]);
	}
}

/* The number that the next open would get tells of any left open below. */
static int
lowest_free(void)
{
	int fd = dup(STDERR_FILENO);

	must(close(fd) == 0);
	return fd;
}

static void
no_descriptor_stays_open_between_calls(void)
{
	int free = lowest_free();
	unsigned int open = host_descriptors();

	host_ask('a', 1);
	must(lowest_free() == free);
	refresh('b');
	must(lowest_free() == free);
	host_replace_bytes("no database", 11);
	host_tick();
	host_ask('b', 2);
	must(lowest_free() == free);
	must(unlink(TEST_DATABASE) == 0);
	host_tick();
	host_walk('b');
	must(lowest_free() == free);
	must(_nss_ianaports_setservent(1) == NSS_STATUS_SUCCESS);
	must(lowest_free() == free);
	must(host_descriptors() == open);
}

static void
a_refused_database_leaves_nothing_open_or_mapped(void)
{
	int free = lowest_free();

	host_replace_bytes("no database", 11);
	for (int i = 0; i < 3; i++) {
		host_ask_in_vain(EBADMSG);
		must(lowest_free() == free);
		must(host_mappings() == 0);
		host_tick();
	}
}

/* As design has it: nothing that a FIFO, a symlink or a terminal could abuse.
 */
static void
the_file_is_opened_with_every_caution(void)
{
	host_ask('a', 1);
	must((last_flags & ~O_LARGEFILE) ==
	     (O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY));
}

static void
limit(__rlimit_resource_t resource, rlim_t to)
{
	struct rlimit limit;

	must(getrlimit(resource, &limit) == 0);
	limit.rlim_cur = to;
	must(setrlimit(resource, &limit) == 0);
}

static void
with_no_descriptor_to_be_had_it_keeps_its_snapshot(void)
{
	host_ask('a', 1);
	host_replace('b');
	limit(RLIMIT_NOFILE, 0);
	for (int i = 0; i < 3; i++) {
		host_tick();
		host_ask_all('a');
		host_walk('a');
	}
	limit(RLIMIT_NOFILE, 64);
	host_tick();
	host_ask_all('b');
}

static void
with_no_descriptor_at_first_it_recovers_within_a_second(void)
{
	limit(RLIMIT_NOFILE, 0);
	host_ask_in_vain(EMFILE);
	limit(RLIMIT_NOFILE, 64);
	host_ask_in_vain(EMFILE);
	host_tick();
	host_ask_all('a');
}

int
main(void)
{
	static const struct host_life lives[] = {
		LIFE(closing_all_descriptors_and_opening_its_own_on_their_numbers),
		LIFE(no_descriptor_stays_open_between_calls),
		LIFE(a_refused_database_leaves_nothing_open_or_mapped),
		LIFE(the_file_is_opened_with_every_caution),
		LIFE(with_no_descriptor_to_be_had_it_keeps_its_snapshot),
		LIFE(with_no_descriptor_at_first_it_recovers_within_a_second),
	};

	return host_run(lives, LENGTH(lives));
}
