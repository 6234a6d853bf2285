/* SPDX-License-Identifier: MIT */
#include "tests/hosts/host.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SKIPPED 77
/* Seconds after which a life is held to be stuck: in all, or since a child of
 * its own ended. */
#define STUCK 300

/* Shared by test and life, which may have no descriptor left to speak by. */
static struct {
	char reason[500];
	char notes[2000];
} * said;

static char folder[] = TEST_DATABASE ".host";
static atomic_ulong looks;
static atomic_uint looks_a_second, ticks;
static int (*real_time)(clockid_t, struct timespec *);

/* With words of 32 bits and times of 64, both have names of their own. */
#ifdef SYS_clock_gettime64
#define SYS_CLOCK  SYS_clock_gettime64
#define REAL_CLOCK "__clock_gettime64"
#else
#define SYS_CLOCK  SYS_clock_gettime
#define REAL_CLOCK "clock_gettime"
#endif

/* The module's own call lands here, since the program comes before libc. */
__attribute__((visibility("default"))) int
clock_gettime(clockid_t clock, struct timespec *now)
{
	unsigned int by_itself = atomic_load(&looks_a_second);

	if (real_time != NULL)
		return real_time(clock, now);
	if (clock != CLOCK_MONOTONIC_COARSE)
		return (int)syscall(SYS_CLOCK, clock, now);
	now->tv_sec = (time_t)atomic_load(&ticks);
	now->tv_nsec = 0;
	if (by_itself != 0)
		now->tv_sec +=
			(time_t)(atomic_fetch_add(&looks, 1) / by_itself);
	return 0;
}

void
host_real_time(void)
{
	void *symbol = dlsym(RTLD_NEXT, REAL_CLOCK);

	must(symbol != NULL);
	memcpy(&real_time, &symbol, sizeof(symbol));
}

void
host_tick(void)
{
	atomic_fetch_add(&ticks, 1);
}

void
host_tick_by_itself(unsigned int a_second)
{
	atomic_store(&looks_a_second, a_second);
}

void
host_fail(const char *what)
{
	/* The first to fail knows why. */
	if (said != NULL && said->reason[0] == '\0')
		strncpy(said->reason, what, sizeof(said->reason) - 1);
	dprintf(STDERR_FILENO, "%s\n", what);
	_exit(1);
}

void
host_skip(const char *why)
{
	strncpy(said->reason, why, sizeof(said->reason) - 1);
	_exit(SKIPPED);
}

void
host_note(const char *format, ...)
{
	size_t used = strlen(said->notes);
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(said->notes + used, sizeof(said->notes) - used, format,
		  arguments);
	va_end(arguments);
}

/* Written in full beforehand: ext4 syncs what is renamed over another. */
static const char *const databases[] = {TEST_DATABASE ".a", TEST_DATABASE ".b"};
static const char new_path[] = TEST_DATABASE ".new";

void
host_replace(char which)
{
	unlink(new_path);
	must(link(databases[which - 'a'], new_path) == 0);
	must(rename(new_path, TEST_DATABASE) == 0);
}

void
host_replace_copy(char which)
{
	FILE *file = fopen(databases[which - 'a'], "rb");
	char bytes[65536];
	size_t size;

	must(file != NULL);
	size = fread(bytes, 1, sizeof(bytes), file);
	must(size > 0 && feof(file));
	must(fclose(file) == 0);
	host_replace_bytes(bytes, size);
}

void
host_replace_bytes(const void *bytes, size_t size)
{
	int fd;

	unlink(new_path);
	fd = open(new_path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	must(fd >= 0);
	must(write(fd, bytes, size) == (ssize_t)size);
	must(fchmod(fd, 0644) == 0);
	must(close(fd) == 0);
	must(rename(new_path, TEST_DATABASE) == 0);
}

int
host_wait_code(int pid)
{
	int status;

	must(pid > 0);
	must(waitpid(pid, &status, 0) == pid);
	/* What has children that end is not stuck, however slow. */
	alarm(STUCK);
	must(WIFEXITED(status));
	return WEXITSTATUS(status);
}

void
host_wait(int pid)
{
	int code = host_wait_code(pid);

	if (code == SKIPPED)
		host_skip("a child could not live here");
	must(code == 0);
}

unsigned int
host_mappings(void)
{
	FILE *maps = fopen("/proc/self/maps", "r");
	unsigned int count = 0;
	char line[512];

	must(maps != NULL);
	while (fgets(line, sizeof(line), maps) != NULL)
		count += strstr(line, "services.mdb") != NULL;
	fclose(maps);
	return count;
}

unsigned int
host_descriptors(void)
{
	DIR *files = opendir("/proc/self/fd");
	unsigned int count = 0;

	must(files != NULL);
	while (readdir(files) != NULL)
		count++;
	closedir(files);
	return count;
}

const char *
host_folder(void)
{
	return folder;
}

static int delete (const char *path, const struct stat *status, int type,
		   struct FTW *at)
{
	(void)status;
	(void)type;
	(void)at;
	return remove(path);
}

void
host_clear(void)
{
	nftw(TEST_DATABASE, delete, 8, FTW_DEPTH | FTW_PHYS);
}

static void
empty_folder(void)
{
	nftw(folder, delete, 8, FTW_DEPTH | FTW_PHYS);
	must(mkdir(folder, 0755) == 0);
}

/* By the command, so that no host has an LMDB but its own. */
static void
make_database(char which)
{
	static const char services[] = TEST_DATABASE ".services";
	FILE *file = fopen(services, "w");
	char command[4096];

	must(file != NULL);
	for (int i = 0; i < HOST_SERVICES; i++)
		fprintf(file, "%c%d %d/tcp\n", which, i, 1000 + i);
	must(fclose(file) == 0);
	snprintf(command, sizeof(command),
		 "'%s' import --quiet --no-local --force -o '%s' '%s'",
		 TEST_COMMAND, databases[which - 'a'], services);
	must(system(command) == 0);
	must(unlink(services) == 0);
}

/* Prints the outcome of a life; returns whether it failed. */
static bool
try(const struct host_life *life, size_t number)
{
	int status;
	pid_t pid;

	memset(said, 0, sizeof(*said));
	empty_folder();
	host_clear();
	unlink(TEST_VENDOR_DATABASE);
	host_replace('a');
	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		alarm(STUCK);
		__nss_configure_lookup("services", "ianaports");
		life->live();
		exit(0);
	}
	must(waitpid(pid, &status, 0) == pid);
	if (status == 0)
		printf("ok %zu - %s\n", number, life->sentence);
	else if (WIFEXITED(status) && WEXITSTATUS(status) == SKIPPED)
		printf("ok %zu # SKIP %s: %s\n", number, life->sentence,
		       said->reason);
	else
		printf("not ok %zu - %s\n# status 0x%x: %s\n", number,
		       life->sentence, (unsigned int)status, said->reason);
	fputs(said->notes, stdout);
	return status != 0 &&
	       (!WIFEXITED(status) || WEXITSTATUS(status) != SKIPPED);
}

int
host_run(const struct host_life *lives, size_t count)
{
	size_t failures = 0;

	said = mmap(NULL, sizeof(*said), PROT_READ | PROT_WRITE,
		    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (said == MAP_FAILED)
		return 1;
	/* As tests/run does, for a host that is run by itself. */
	unsetenv("SOURCE_DATE_EPOCH");
	make_database('b');
	make_database('a');
	for (size_t i = 0; i < count; i++)
		failures += try(&lives[i], i + 1);
	printf("1..%zu\n", count);
	nftw(folder, delete, 8, FTW_DEPTH | FTW_PHYS);
	host_clear();
	unlink(TEST_VENDOR_DATABASE);
	unlink(databases[0]);
	unlink(databases[1]);
	return failures == 0 ? 0 : 1;
}
