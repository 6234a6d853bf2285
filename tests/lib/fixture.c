/* SPDX-License-Identifier: MIT */
#include "tests/lib/fixture.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "importer/forms/reader.h"
#include "importer/import.h"

/* As tests/run does, for a test that is run by itself. */
__attribute__((constructor)) static void
forget_the_date_of_a_package(void)
{
	unsetenv("SOURCE_DATE_EPOCH");
}

/* A function pointer from dlsym, as POSIX has it. */
static void
find(void *handle, const char *name, void *function)
{
	void *symbol = dlsym(handle, name);

	assert_non_null(symbol);
	memcpy(function, &symbol, sizeof(symbol));
}

void
skip_since(const char *reason)
{
	printf("# skipped: %s\n", reason);
	skip();
}

void
module_load(struct module *module)
{
	void *handle = dlopen(TEST_MODULE, RTLD_NOW | RTLD_LOCAL);

	if (handle == NULL)
		fail_msg("%s", dlerror());
	find(handle, "_nss_ianaports_getservbyname_r", &module->by_name);
	find(handle, "_nss_ianaports_getservbyport_r", &module->by_port);
	find(handle, "_nss_ianaports_setservent", &module->set);
	find(handle, "_nss_ianaports_getservent_r", &module->get);
	find(handle, "_nss_ianaports_endservent", &module->end);
}

static void
make_folder(const char *path)
{
	char *folder = strdup(path);

	*strrchr(folder, '/') = '\0';
	mkdir(folder, 0755);
	free(folder);
}

void
import_file(const char *registry, const char *database)
{
	import_overlaid(registry, NULL, database);
}

void
import_overlaid(const char *registry, const char *local, const char *database)
{
	struct import import = {
		.output = database,
		.local = local,
		.overlay = local == NULL ? CHOICE_AS_BEFORE : CHOICE_ON,
		.force = true,
		.diagnostics = stderr,
	};

	struct diag diag = {.out = stderr, .file = registry};
	struct source source;

	assert_int_equal(source_load(&source, registry, &diag), 0);
	import_take(&import, registry, &source);
	assert_int_equal(import_end(&import, import_run(&import)), 0);
}

static const char *
text(const char *cell)
{
	return cell == NULL ? "" : cell;
}

static void
print_rows(FILE *out, const struct small_row *rows)
{
	assert_non_null(out);
	fputs("Service Name,Port Number,Transport Protocol,Description,"
	      "Assignee,Contact,Registration Date,Modification Date,Reference,"
	      "Service Code,Unauthorized Use Reported,Assignment Notes\n",
	      out);
	for (; rows->name != NULL || rows->port != NULL; rows++)
		fprintf(out, "%s,%s,%s,\"%s\",,,,,,,,\"%s\"\n",
			text(rows->name), text(rows->port),
			text(rows->transport), text(rows->description),
			text(rows->notes));
	assert_int_equal(fclose(out), 0);
}

void
read_rows(const struct small_row *rows, struct registry *registry)
{
	struct diag diag = {.out = stderr, .file = "rows"};
	struct source source = {.text = NULL};

	*registry = (struct registry){0};
	print_rows(open_memstream(&source.text, &source.length), rows);
	assert_int_equal(csv_read(&source, registry, &diag), 0);
	assert_int_equal(diag.errors, 0);
	free(source.text);
}

void
import_rows(const struct small_row *rows, const char *database)
{
	char path[] = "/tmp/ianaports-test-XXXXXX";
	int fd = mkstemp(path);

	print_rows(fdopen(fd, "w"), rows);
	import_file(path, database);
	unlink(path);
}

void
assert_people(const struct registry *registry,
	      const char *const expected[][PERSON_FIELDS], size_t count)
{
	assert_int_equal(registry->person_count, count);
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < PERSON_FIELDS; j++)
			assert_string_equal(registry->people[i][j],
					    expected[i][j]);
}

unsigned char *
read_file(const char *path, size_t *size)
{
	FILE *in = fopen(path, "rb");
	unsigned char *bytes;
	long end;

	assert_non_null(in);
	assert_int_equal(fseek(in, 0, SEEK_END), 0);
	end = ftell(in);
	assert_true(end >= 0);
	rewind(in);
	bytes = malloc((size_t)end + 1);
	assert_non_null(bytes);
	*size = fread(bytes, 1, (size_t)end, in);
	assert_int_equal(*size, end);
	fclose(in);
	return bytes;
}

void
replace_file(const char *path, const void *bytes, size_t size)
{
	char *new = NULL;
	FILE *out;

	make_folder(path);
	assert_true(asprintf(&new, "%s.new", path) > 0);
	unlink(new);
	out = fopen(new, "wb");
	assert_non_null(out);
	assert_int_equal(fwrite(bytes, 1, size, out), size);
	assert_int_equal(fclose(out), 0);
	assert_int_equal(chmod(new, 0644), 0);
	assert_int_equal(rename(new, path), 0);
	free(new);
}

struct guarded
guard(size_t size)
{
	size_t page = (size_t)sysconf(_SC_PAGE_SIZE);
	size_t room = (size + page - 1) / page * page;
	struct guarded guarded = {.mapped = room + page};
	char *map = mmap(NULL, guarded.mapped, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	assert_ptr_not_equal(map, MAP_FAILED);
	assert_int_equal(mprotect(map + room, page, PROT_NONE), 0);
	guarded.map = map;
	guarded.bytes = map + room - size;
	return guarded;
}

void
unguard(struct guarded *guarded)
{
	munmap(guarded->map, guarded->mapped);
}
