/* SPDX-License-Identifier: MIT */
/*
 * Stands in for a fuzzer: runs a target once on each of its seeds, those of
 * the repository and those that the build has made, and prints TAP.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* The copy is as long as the file, so that a sanitizer sees any overrun. */
static int
replay_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *bytes;
	long size;

	if (file == NULL || fseek(file, 0, SEEK_END) != 0)
		return -1;
	size = ftell(file);
	rewind(file);
	bytes = malloc((size_t)size + (size == 0));
	if (bytes == NULL ||
	    fread(bytes, 1, (size_t)size, file) != (size_t)size)
		return -1;
	fclose(file);
	LLVMFuzzerTestOneInput(bytes, (size_t)size);
	free(bytes);
	return 0;
}

/* Returns how many files there were, or -1. */
static int
replay_folder(const char *path)
{
	DIR *folder = opendir(path);
	struct dirent *entry;
	int count = 0;

	if (folder == NULL)
		return 0;
	while ((entry = readdir(folder)) != NULL) {
		char *file = NULL;

		if (entry->d_name[0] == '.')
			continue;
		if (asprintf(&file, "%s/%s", path, entry->d_name) < 0 ||
		    replay_file(file) != 0)
			return -1;
		free(file);
		count++;
	}
	closedir(folder);
	return count;
}

int
main(int argc, char **argv)
{
	const char *build = getenv("BUILD"), *name;
	char made[4096], kept[4096];
	int first, second;

	if (argc != 1)
		return 2;
	name = strrchr(argv[0], '/');
	name = name == NULL ? argv[0] : name + 1;
	snprintf(made, sizeof(made), "%s/tests/fuzz/seeds/%s",
		 build == NULL ? "build" : build, name);
	snprintf(kept, sizeof(kept), "tests/fuzz/seeds/%s", name);
	first = replay_folder(made);
	second = replay_folder(kept);
	if (first < 0 || second < 0)
		puts("not ok 1 - the seeds are read");
	else if (first + second == 0)
		printf("ok 1 # SKIP %s lives through its seeds: none\n", name);
	else
		printf("ok 1 - %s lives through its %d seeds\n", name,
		       first + second);
	puts("1..1");
	return first < 0 || second < 0;
}
