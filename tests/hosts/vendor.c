/* SPDX-License-Identifier: MIT */
/* Where the machine has no database of its own, or may not open it, the
 * vendor's answers until it has. */
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/hosts/host.h"

/* The vendor's is 'b', and the machine has none. */
static void
have_the_vendors_alone(void)
{
	host_replace('b');
	must(rename(TEST_DATABASE, TEST_VENDOR_DATABASE) == 0);
	host_clear();
}

/* One that nobody takes, since others may write it. */
static void
have_a_refused_one(void)
{
	host_replace_copy('a');
	must(chmod(TEST_DATABASE, 0666) == 0);
}

static void
without_one_of_its_own_the_vendors_answers(void)
{
	unsigned int before = host_descriptors();

	have_the_vendors_alone();
	host_ask_all('b');
	host_ask_glibc('b', 1);
	host_walk('b');
	for (int i = 0; i < 5; i++) {
		host_tick();
		host_ask_all('b');
	}
	must(host_descriptors() == before);
}

static void
its_own_takes_over_within_a_second_and_stays(void)
{
	have_the_vendors_alone();
	host_ask_all('b');
	host_replace('a');
	host_tick();
	host_ask_all('a');
	host_clear();
	for (int i = 0; i < 5; i++) {
		host_tick();
		host_ask_all('a');
	}
}

static void
a_newer_one_of_the_vendors_is_seen(void)
{
	have_the_vendors_alone();
	host_ask_all('b');
	host_replace('a');
	must(rename(TEST_DATABASE, TEST_VENDOR_DATABASE) == 0);
	host_tick();
	host_ask_all('a');
}

static void
one_that_is_refused_does_not_hide_the_vendors(void)
{
	have_the_vendors_alone();
	have_a_refused_one();
	host_ask_all('b');
	host_walk('b');
}

static void
a_damaged_one_does(void)
{
	have_the_vendors_alone();
	host_replace_bytes("ssh 22/tcp\n", 11);
	host_ask_in_vain(EBADMSG);
}

/* Refused in second 0, and again in 1, 3 and 7: so not tried before 15. */
static void
a_refused_path_is_tried_less_and_less_often(void)
{
	int second;

	have_the_vendors_alone();
	have_a_refused_one();
	for (second = 0; second <= 7; second++) {
		host_ask_all('b');
		host_tick();
	}
	must(chmod(TEST_DATABASE, 0644) == 0);
	for (; second <= 14; second++) {
		host_ask_all('b');
		host_tick();
	}
	host_ask_all('a');
}

/* However long it was refused before. */
static void
a_path_is_tried_once_in_64_seconds_at_least(void)
{
	have_the_vendors_alone();
	have_a_refused_one();
	for (int i = 0; i < 1000; i++) {
		host_ask('b', i % HOST_SERVICES);
		host_tick();
	}
	must(chmod(TEST_DATABASE, 0644) == 0);
	for (int i = 0; i < 64; i++) {
		host_ask_all(0);
		host_tick();
	}
	host_ask_all('a');
}

static void
without_either_the_first_paths_errno_is_told(void)
{
	host_clear();
	host_ask_in_vain(ENOENT);
	have_a_refused_one();
	for (int i = 0; i < 5; i++) {
		host_tick();
		host_ask_in_vain(EPERM);
	}
}

int
main(void)
{
	static const struct host_life lives[] = {
		LIFE(without_one_of_its_own_the_vendors_answers),
		LIFE(its_own_takes_over_within_a_second_and_stays),
		LIFE(a_newer_one_of_the_vendors_is_seen),
		LIFE(one_that_is_refused_does_not_hide_the_vendors),
		LIFE(a_damaged_one_does),
		LIFE(a_refused_path_is_tried_less_and_less_often),
		LIFE(a_path_is_tried_once_in_64_seconds_at_least),
		LIFE(without_either_the_first_paths_errno_is_told),
	};

	return host_run(lives, LENGTH(lives));
}
