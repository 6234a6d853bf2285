/*
 * Imports a registry as another machine would.
 * Usage: foreign PAGE WORD REGISTRY DATABASE [LOCAL]
 * PAGE is the machine's page size in bytes, WORD its word's size in bits, LOCAL
 * a services file to lay over.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "importer/import.h"
#include "tests/lib/layout.h"

static int
narrow(const char *path)
{
	FILE *file = fopen(path, "r+b");
	unsigned char *bytes = NULL;
	long size = -1;
	int result = -1;

	if (file != NULL && fseek(file, 0, SEEK_END) == 0)
		size = ftell(file);
	if (size > 0)
		bytes = malloc((size_t)size);
	if (bytes != NULL) {
		rewind(file);
		if (fread(bytes, (size_t)size, 1, file) == 1) {
			layout_narrow(bytes, (size_t)size);
			rewind(file);
			if (fwrite(bytes, (size_t)size, 1, file) == 1)
				result = 0;
		}
	}
	free(bytes);
	if (file != NULL && fclose(file) != 0)
		result = -1;
	return result;
}

int
main(int argc, char **argv)
{
	struct import import = {.force = true, .diagnostics = stderr};
	struct diag diag = {.out = stderr};
	struct source source;

	if (argc != 5 && argc != 6)
		return 2;
	import.output = argv[4];
	import.local = argv[5];
	if (argc == 6)
		import.overlay = CHOICE_ON;
	layout_set_page(atol(argv[1]));
	diag.file = argv[3];
	if (source_load(&source, argv[3], &diag) != 0)
		return 1;
	import_take(&import, argv[3], &source);
	if (import_end(&import, import_run(&import)) != 0)
		return 1;
	if (strcmp(argv[2], "32") != 0)
		return 0;
	if (narrow(argv[4]) == 0)
		return 0;
	perror(argv[4]);
	return 1;
}
