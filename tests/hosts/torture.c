/* SPDX-License-Identifier: MIT */
/*
 * All at once, for TORTURE_SECONDS: four readers, two walkers, two threads
 * that fork and one that closes every descriptor and opens its own, while the
 * database is replaced every few hundred microseconds.
 *
 * Between the module's open and close of a new file, closing all descriptors
 * hits its own.  It notices that after mapping the file; if the host has opened
 * one under the same number before the module's first look at it or after its
 * last, the module closes that.  The calls are watched, so as to tell such a
 * case from others.
 */
#include <arpa/inet.h>
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "tests/hosts/host.h"

#define OWN      8
#define SAMPLES  100000
#define ONE_LEFT 2
#define PUBLIC   __attribute__((visibility("default")))

static atomic_bool stop;
static atomic_ulong answers, walks, forks, rounds, overlapped, damaged;
static atomic_ulong inherited, noticed;

/* Files that the module has begun to open, and has closed. */
static atomic_ulong opened, closed;
static uint32_t windows[SAMPLES]; /* nanoseconds */
static _Thread_local int module_fd = -1;
static _Thread_local uint64_t begun;

static uint64_t
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static long (*real_syscall)(long number, ...);

__attribute__((constructor)) static void
find_syscall(void)
{
	void *symbol = dlsym(RTLD_NEXT, "syscall");

	memcpy(&real_syscall, &symbol, sizeof(symbol));
}

static void
watch_open(long result)
{
	if (result < 0)
		atomic_fetch_add(&closed, 1);
	else
		module_fd = (int)result;
}

static void
watch_close(void)
{
	unsigned long i = atomic_fetch_add(&closed, 1);

	windows[i % SAMPLES] = (uint32_t)(now() - begun);
	module_fd = -1;
}

/* What the module found to be closed by the host it does not close. */
static void
settle(void)
{
	if (module_fd < 0)
		return;
	module_fd = -1;
	atomic_fetch_add(&closed, 1);
	atomic_fetch_add(&noticed, 1);
}

/* The module's own calls land here, since the program comes before libc. */
PUBLIC long
syscall(long number, ...)
{
	va_list list;
	long argument[6], result;
	bool opens;

	va_start(list, number);
	for (int i = 0; i < 6; i++)
		argument[i] = va_arg(list, long);
	va_end(list);
	opens = number == SYS_openat &&
		strcmp((const char *)argument[1], TEST_DATABASE) == 0;
	if (opens) {
		settle();
		begun = now();
		atomic_fetch_add(&opened, 1);
	}
	result = real_syscall(number, argument[0], argument[1], argument[2],
			      argument[3], argument[4], argument[5]);
	if (opens)
		watch_open(result);
	else if (number == SYS_close && argument[0] == module_fd)
		watch_close();
	return result;
}

static void *
read_directly(void *seed)
{
	unsigned int number = (unsigned int)(uintptr_t)seed;

	while (!atomic_load(&stop)) {
		host_ask(0, rand_r(&number) % HOST_SERVICES);
		settle();
		atomic_fetch_add(&answers, 2);
	}
	return NULL;
}

static void *
read_through_glibc(void *seed)
{
	unsigned int number = (unsigned int)(uintptr_t)seed;

	while (!atomic_load(&stop)) {
		host_ask_glibc(0, rand_r(&number) % HOST_SERVICES);
		settle();
		atomic_fetch_add(&answers, 2);
	}
	return NULL;
}

static void *
walk_on(void *nothing)
{
	struct servent servent;
	char buffer[256];
	int error;

	while (!atomic_load(&stop)) {
		enum nss_status status = _nss_ianaports_getservent_r(
			&servent, buffer, sizeof(buffer), &error);

		settle();
		if (status != NSS_STATUS_SUCCESS) {
			_nss_ianaports_endservent();
			continue;
		}
		must(host_is_right(&servent, 0,
				   ntohs((uint16_t)servent.s_port) - 1000));
		atomic_fetch_add(&walks, 1);
	}
	return nothing;
}

/* Files of the module's that are open in this process. */
static unsigned long
count_open(void)
{
	DIR *files = opendir("/proc/self/fd");
	unsigned long count = 0;
	struct dirent *entry;

	must(files != NULL);
	while ((entry = readdir(files)) != NULL) {
		char target[512];
		ssize_t size = readlinkat(dirfd(files), entry->d_name, target,
					  sizeof(target) - 1);

		target[size < 0 ? 0 : size] = '\0';
		count += strstr(target, "services.mdb") != NULL;
	}
	closedir(files);
	return count;
}

static void
live_as_child(unsigned int seed)
{
	unsigned long left = count_open();

	for (int i = 0; i < HOST_SERVICES; i++)
		host_ask(0, rand_r(&seed) % HOST_SERVICES);
	must(count_open() == left);
	_exit(left == 0 ? 0 : ONE_LEFT);
}

/* A child may have got one that another thread had open at the fork. */
static void *
fork_on(void *nothing)
{
	for (unsigned int i = 0; !atomic_load(&stop); i++) {
		unsigned long closed_before = atomic_load(&closed);
		pid_t pid = fork();
		bool overlap;
		int code;

		if (pid == 0)
			live_as_child(i);
		overlap = atomic_load(&opened) != closed_before;
		code = host_wait_code(pid);
		must(code == 0 || (code == ONE_LEFT && overlap));
		atomic_fetch_add(&inherited, code == ONE_LEFT);
		atomic_fetch_add(&forks, 1);
	}
	return nothing;
}

static ino_t
inode(int fd)
{
	struct stat status;

	return fstat(fd, &status) == 0 ? status.st_ino : 0;
}

static void
close_and_open(void)
{
	unsigned long closed_before = atomic_load(&closed), lost = 0;
	bool overlap;
	ino_t own[OWN];
	int fds[OWN];

	closefrom(3);
	overlap = atomic_load(&opened) != closed_before;
	for (int i = 0; i < OWN; i++) {
		fds[i] = memfd_create("own", 0);
		own[i] = inode(fds[i]);
	}
	usleep(200);
	for (int i = 0; i < OWN; i++)
		lost += own[i] == 0 || inode(fds[i]) != own[i];
	must(lost == 0 || overlap);
	atomic_fetch_add(&rounds, 1);
	atomic_fetch_add(&overlapped, overlap);
	atomic_fetch_add(&damaged, lost);
}

static void *
close_on(void *nothing)
{
	while (!atomic_load(&stop))
		close_and_open();
	closefrom(3);
	return nothing;
}

/* In a process of its own, whose descriptors nobody closes. */
static pid_t
replace_on(atomic_ulong *replaced)
{
	pid_t pid = fork();

	if (pid != 0)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (;;) {
		host_replace("ab"[atomic_fetch_add(replaced, 1) & 1]);
		usleep(200);
	}
}

static int
compare(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static void
report(unsigned int seconds, unsigned long replaced)
{
	unsigned long refreshed = atomic_load(&closed);
	unsigned long samples = refreshed < SAMPLES ? refreshed : SAMPLES;

	qsort(windows, samples, sizeof(windows[0]), compare);
	host_note("# %u s: %lu replacements, %lu openings, %lu answers, %lu "
		  "records enumerated, %lu forks\n",
		  seconds, replaced, refreshed, atomic_load(&answers),
		  atomic_load(&walks), atomic_load(&forks));
	host_note("# %lu times all descriptors closed, %lu while a file was "
		  "being opened, %lu times noticed, %lu descriptors lost, %lu "
		  "children with one too many\n",
		  atomic_load(&rounds), atomic_load(&overlapped),
		  atomic_load(&noticed), atomic_load(&damaged),
		  atomic_load(&inherited));
	host_note("# from open to close: median %u ns, 99 %% within %u ns\n",
		  windows[samples / 2], windows[samples * 99 / 100]);
}

static void
no_answer_is_wrong_and_nothing_is_damaged_left_or_stuck(void)
{
	void *(*const work[])(void *) = {
		read_directly,
		read_directly,
		read_through_glibc,
		read_through_glibc,
		walk_on,
		walk_on,
		fork_on,
		fork_on,
		close_on,
	};
	const char *wanted = getenv("TORTURE_SECONDS");
	unsigned int seconds =
		wanted == NULL ? 4 : (unsigned int)strtoul(wanted, NULL, 10);
	pthread_t threads[LENGTH(work)];
	atomic_ulong *replaced;
	unsigned int before;
	pid_t replacer;

	replaced = mmap(NULL, sizeof(*replaced), PROT_READ | PROT_WRITE,
			MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	must(replaced != MAP_FAILED);
	closefrom(3);
	before = host_descriptors();
	replacer = replace_on(replaced);
	host_tick_by_itself(64);
	host_ask_glibc(0, 1);
	for (size_t i = 0; i < LENGTH(work); i++)
		must(pthread_create(&threads[i], NULL, work[i],
				    (void *)(i + 1)) == 0);
	sleep(seconds);
	atomic_store(&stop, true);
	for (size_t i = 0; i < LENGTH(work); i++)
		pthread_join(threads[i], NULL);
	must(kill(replacer, SIGKILL) == 0);
	_nss_ianaports_endservent();
	for (int i = 0; i < HOST_SERVICES; i++)
		host_ask(0, i);
	must(host_mappings() == 1);
	must(host_descriptors() == before);
	report(seconds, atomic_load(replaced));
}

int
main(void)
{
	static const struct host_life lives[] = {
		LIFE(no_answer_is_wrong_and_nothing_is_damaged_left_or_stuck),
	};

	return host_run(lives, LENGTH(lives));
}
