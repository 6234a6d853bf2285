/* SPDX-License-Identifier: MIT */
/*
 * Runs a command several times and prints the median of what it cost:
 *
 *	cost [-n TIMES] [-x EXIT] [-o OUTPUT] [-e FILE]... COMMAND ...
 *
 * wall (microseconds), cpu (user and system, milliseconds) and memory (peak
 * resident, kilobytes), a line each.  The command must exit with EXIT and, with
 * -o, print that one line.  -e: before each run, put the file out of the page
 * cache.
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TIMES_MOST 100
#define FILES_MOST 8

extern char **environ;

struct options {
	const char *output, *files[FILES_MOST];
	int times, exit, count;
	int captured;
};

struct cost {
	double wall, cpu, memory;
};

static _Noreturn void
die(const char *message)
{
	fprintf(stderr, "cost: %s\n", message);
	exit(1);
}

/* Pages that another process maps, or that a tmpfs has, would stay. */
static void
evict(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	unsigned char resident = 0;
	struct stat status;
	void *map;

	if (fd < 0 || fsync(fd) != 0 || fstat(fd, &status) != 0)
		die(path);
	posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
	map = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_SHARED, fd, 0);
	if (map == MAP_FAILED || mincore(map, 1, &resident) != 0)
		die(path);
	munmap(map, (size_t)status.st_size);
	close(fd);
	if ((resident & 1) != 0)
		die("a file stays in the page cache");
}

static double
since(const struct timespec *begun)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - begun->tv_sec) * 1e6 +
	       (double)(now.tv_nsec - begun->tv_nsec) / 1e3;
}

static double
milliseconds(const struct timeval *time)
{
	return (double)time->tv_sec * 1e3 + (double)time->tv_usec / 1e3;
}

static struct cost
run(const struct options *options, char **command)
{
	posix_spawn_file_actions_t actions;
	struct timespec begun;
	struct rusage usage;
	struct cost cost;
	int status;
	pid_t pid;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, options->captured,
					 STDOUT_FILENO);
	clock_gettime(CLOCK_MONOTONIC, &begun);
	if (posix_spawnp(&pid, command[0], &actions, NULL, command, environ) !=
		    0 ||
	    wait4(pid, &status, 0, &usage) != pid)
		die("cannot run the command");
	cost.wall = since(&begun);
	cost.cpu =
		milliseconds(&usage.ru_utime) + milliseconds(&usage.ru_stime);
	cost.memory = (double)usage.ru_maxrss;
	posix_spawn_file_actions_destroy(&actions);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != options->exit)
		die("the command did not end as it should");
	return cost;
}

static void
check_output(const struct options *options)
{
	char text[256];
	ssize_t got = pread(options->captured, text, sizeof(text) - 1, 0);

	if (got < 0 || ftruncate(options->captured, 0) != 0 ||
	    lseek(options->captured, 0, SEEK_SET) != 0)
		die("cannot read the output");
	text[got] = '\0';
	text[strcspn(text, "\n")] = '\0';
	if (options->output != NULL && strcmp(text, options->output) != 0)
		die("wrong output");
}

static int
compare(const void *a, const void *b)
{
	double first = *(const double *)a, second = *(const double *)b;

	return (first > second) - (first < second);
}

static double
median(double *values, int count)
{
	qsort(values, (size_t)count, sizeof(*values), compare);
	return values[count / 2];
}

static char **
parse(int argc, char **argv, struct options *options)
{
	int option;

	while ((option = getopt(argc, argv, "+n:x:o:e:")) != -1)
		switch (option) {
		case 'n':
			options->times = atoi(optarg);
			break;
		case 'x':
			options->exit = atoi(optarg);
			break;
		case 'o':
			options->output = optarg;
			break;
		case 'e':
			if (options->count == FILES_MOST)
				die("too many files");
			options->files[options->count++] = optarg;
			break;
		default:
			exit(2);
		}
	if (optind == argc || options->times < 1 || options->times > TIMES_MOST)
		die("a command and a number are wanted");
	return argv + optind;
}

int
main(int argc, char **argv)
{
	double wall[TIMES_MOST], cpu[TIMES_MOST], memory[TIMES_MOST];
	struct options options = {.times = 1};
	char **command = parse(argc, argv, &options);

	options.captured = memfd_create("output", MFD_CLOEXEC);
	if (options.captured < 0)
		die("no memory for the output");
	for (int i = 0; i < options.times; i++) {
		struct cost cost;

		for (int n = 0; n < options.count; n++)
			evict(options.files[n]);
		cost = run(&options, command);
		check_output(&options);
		wall[i] = cost.wall;
		cpu[i] = cost.cpu;
		memory[i] = cost.memory;
	}
	printf("wall\t%.1f\ncpu\t%.2f\nmemory\t%.0f\n",
	       median(wall, options.times), median(cpu, options.times),
	       median(memory, options.times));
	return 0;
}
