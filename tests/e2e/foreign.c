/* SPDX-License-Identifier: MIT */
/*
 * Imports a registry as another machine would.
 * Usage: foreign PAGE WORD VERSION REGISTRY DATABASE [LOCAL]
 * PAGE is the machine's page size in bytes, WORD its word's size in bits,
 * VERSION the data version of its LMDB, LOCAL a services file to lay over.
 * VERSION 0 is what the machine's own liblmdb writes, in pages of that size.
 */
#include <stdio.h>
#include <stdlib.h>

#include "importer/import.h"
#include "tests/lib/layout.h"

static int
convert(const struct layout *layout, const char *path)
{
	size_t size;
	unsigned char *bytes = layout_convert(layout, path, &size);
	FILE *file = fopen(path, "wb");
	int result = -1;

	if (file != NULL && fwrite(bytes, size, 1, file) == 1)
		result = 0;
	if (file != NULL && fclose(file) != 0)
		result = -1;
	free(bytes);
	return result;
}

int
main(int argc, char **argv)
{
	struct import import = {.force = true, .diagnostics = stderr};
	struct diag diag = {.out = stderr};
	struct source source;
	struct layout layout;

	if (argc != 6 && argc != 7)
		return 2;
	layout.page = strtoul(argv[1], NULL, 10);
	layout.word = strtoul(argv[2], NULL, 10) / 8;
	layout.version = (unsigned int)strtoul(argv[3], NULL, 10);
	import.output = argv[5];
	import.local = argv[6];
	if (argc == 7)
		import.overlay = CHOICE_ON;
	if (layout.version == 0)
		layout_set_page((long)layout.page);
	diag.file = argv[4];
	if (source_load(&source, argv[4], &diag) != 0)
		return 1;
	import_take(&import, argv[4], &source);
	if (import_end(&import, import_run(&import)) != 0)
		return 1;
	if (layout.version == 0 || convert(&layout, argv[5]) == 0)
		return 0;
	perror(argv[5]);
	return 1;
}
