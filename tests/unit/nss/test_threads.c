/* SPDX-License-Identifier: MIT */
/*
 * Look-ups, enumerations and forks in several threads while the database is
 * being replaced.  The module's clock counts look-ups here, so that it looks
 * for a new file at every 64th instead of once a second.
 */
#include "tests/lib/fixture.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define READERS  4
#define SECONDS  3
#define FORKS    100
#define SERVICES 200

static struct module module;
static unsigned char *databases[2];
static size_t sizes[2];
static atomic_bool stop;
static atomic_ulong wrong, answers;

/* The module's own call lands here, since the program comes before libc. */
__attribute__((visibility("default"))) int
clock_gettime(clockid_t clock, struct timespec *now)
{
	static atomic_ulong ticks;
	int (*real)(clockid_t, struct timespec *);
	void *symbol;

	if (clock == CLOCK_MONOTONIC_COARSE) {
		/* Looking the real one up takes a lock; do not, here. */
		now->tv_sec = (time_t)(atomic_fetch_add(&ticks, 1) / 64);
		now->tv_nsec = 0;
		return 0;
	}
	symbol = dlsym(RTLD_NEXT, "clock_gettime");
	memcpy(&real, &symbol, sizeof(symbol));
	return real(clock, now);
}

/* Two databases with the same ports under other names: "a1" is port 1001. */
static void
make_database(int which)
{
	struct small_row rows[SERVICES + 1] = {0};
	static char names[SERVICES][8], ports[SERVICES][8];

	for (int i = 0; i < SERVICES; i++) {
		snprintf(names[i], sizeof(names[i]), "%c%d", 'a' + which, i);
		snprintf(ports[i], sizeof(ports[i]), "%d", 1000 + i);
		rows[i] = (struct small_row){names[i], ports[i], "tcp", "", ""};
	}
	import_rows(rows, TEST_DATABASE);
	databases[which] = read_file(TEST_DATABASE, &sizes[which]);
}

static int
open_module(void **state)
{
	(void)state;
	module_load(&module);
	make_database(0);
	make_database(1);
	return 0;
}

static int
close_module(void **state)
{
	(void)state;
	free(databases[0]);
	free(databases[1]);
	unlink(TEST_DATABASE);
	return 0;
}

/* The number behind the letter, if the answer is of one of the two. */
static bool
is_right(const struct servent *servent, int number)
{
	char expected[8];

	snprintf(expected, sizeof(expected), "%d", number);
	return (servent->s_name[0] == 'a' || servent->s_name[0] == 'b') &&
	       strcmp(servent->s_name + 1, expected) == 0 &&
	       servent->s_port == htons((uint16_t)(1000 + number));
}

/* Every port is there in both; a name is there in one of them. */
static void
look_up(unsigned int *seed)
{
	int number = rand_r(seed) % SERVICES, error = 0;
	struct servent servent;
	char buffer[256], name[8];
	enum nss_status status;

	status = module.by_port(htons((uint16_t)(1000 + number)), "tcp",
				&servent, buffer, sizeof(buffer), &error);
	if (status != NSS_STATUS_SUCCESS || !is_right(&servent, number))
		atomic_fetch_add(&wrong, 1);
	snprintf(name, sizeof(name), "%c%d", "ab"[number & 1], number);
	status = module.by_name(name, NULL, &servent, buffer, sizeof(buffer),
				&error);
	if (status == NSS_STATUS_SUCCESS ? !is_right(&servent, number)
					 : status != NSS_STATUS_NOTFOUND)
		atomic_fetch_add(&wrong, 1);
	atomic_fetch_add(&answers, 2);
}

static void *
read_on(void *argument)
{
	unsigned int seed = (unsigned int)(uintptr_t)argument;

	while (!atomic_load(&stop))
		look_up(&seed);
	return NULL;
}

/* A walk sees one of the two, whole; other threads walk at the same time. */
static void *
walk_on(void *argument)
{
	char buffer[256];
	int error;

	(void)argument;
	while (!atomic_load(&stop)) {
		struct servent servent;

		if (module.set(0) != NSS_STATUS_SUCCESS)
			atomic_fetch_add(&wrong, 1);
		while (module.get(&servent, buffer, sizeof(buffer), &error) ==
		       NSS_STATUS_SUCCESS)
			if (!is_right(&servent,
				      ntohs((uint16_t)servent.s_port) - 1000))
				atomic_fetch_add(&wrong, 1);
		module.end();
	}
	return NULL;
}

static void *
replace_on(void *argument)
{
	(void)argument;
	for (int which = 0; !atomic_load(&stop); which = !which) {
		replace_file(TEST_DATABASE, databases[which], sizes[which]);
		usleep(300);
	}
	return NULL;
}

/* The child of a process with many threads looks up at once. */
static void
child(unsigned int seed)
{
	atomic_store(&wrong, 0);
	for (int i = 0; i < 2000; i++)
		look_up(&seed);
	_exit(atomic_load(&wrong) == 0 ? 0 : 1);
}

static void *
fork_on(void *argument)
{
	(void)argument;
	for (unsigned int i = 0; i < FORKS && !atomic_load(&stop); i++) {
		pid_t pid = fork();
		int status = -1;

		if (pid == 0)
			child(i);
		if (waitpid(pid, &status, 0) != pid || status != 0)
			atomic_fetch_add(&wrong, 1);
	}
	return NULL;
}

static unsigned int
count_mappings(void)
{
	FILE *maps = fopen("/proc/self/maps", "r");
	unsigned int count = 0;
	char line[512];

	while (fgets(line, sizeof(line), maps) != NULL)
		count += strstr(line, "services.mdb") != NULL;
	fclose(maps);
	return count;
}

static unsigned int
count_descriptors(void)
{
	DIR *folder = opendir("/proc/self/fd");
	unsigned int count = 0;

	while (readdir(folder) != NULL)
		count++;
	closedir(folder);
	return count;
}

static void
no_answer_is_wrong_while_the_database_is_replaced(void **state)
{
	void *(*const work[])(void *) = {replace_on, walk_on, walk_on, fork_on,
					 fork_on};
	pthread_t threads[READERS + LENGTH(work)];
	unsigned int before = count_descriptors(), seed = 1;

	(void)state;
	for (size_t i = 0; i < LENGTH(threads); i++)
		assert_int_equal(pthread_create(&threads[i], NULL,
						i < READERS ? read_on
							    : work[i - READERS],
						(void *)(uintptr_t)(i + 1)),
				 0);
	sleep(SECONDS);
	atomic_store(&stop, true);
	for (size_t i = 0; i < LENGTH(threads); i++)
		pthread_join(threads[i], NULL);
	assert_int_equal(atomic_load(&wrong), 0);
	assert_true(atomic_load(&answers) > 10000);
	assert_int_equal(count_descriptors(), before);

	/* When nobody reads any more, one mapping is left. */
	for (int i = 0; i < 200; i++)
		look_up(&seed);
	assert_int_equal(count_mappings(), 1);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			no_answer_is_wrong_while_the_database_is_replaced),
	};

	return cmocka_run_group_tests_name("threads", tests, open_module,
					   close_module);
}
