/* SPDX-License-Identifier: MIT */
#include "importer/services/local.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <sha256.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/format.h"
#include "importer/input/array.h"
#include "importer/input/epoch.h"
#include "importer/root.h"
#include "importer/services/line.h"

/* netdb.h of musl does not name it. */
#ifndef _PATH_SERVICES
#define _PATH_SERVICES "/etc/services"
#endif

/* Whether there is no such file, by what came of opening it; one that may not
 * be seen is another matter. */
static bool
is_missing(int fd)
{
	return fd == -ENOENT || fd == -ENOTDIR;
}

static bool
exists(const char *root, const char *path)
{
	int fd = root_open(root, path, O_RDONLY);

	if (fd >= 0)
		close(fd);
	return !is_missing(fd);
}

const char *
local_find(const char *root)
{
	static const char both[] = _PATH_SERVICES ":/usr" _PATH_SERVICES;
	const char *usr = strchr(both, ':') + 1;
	char *line;
	bool asked;

	if (!exists(root, _PATH_SERVICES))
		return exists(root, usr) ? usr : NULL;
	line = services_line(root);
	/* For the vendor's file, after the machine's own. */
	asked = services_line_has(line, "usrfiles");
	free(line);
	return asked && exists(root, usr) ? both : _PATH_SERVICES;
}

static bool
is_later(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec > b->tv_sec ||
	       (a->tv_sec == b->tv_sec && a->tv_nsec > b->tv_nsec);
}

/* Messages on a file of its own. */
static struct diag
diag_on(const struct local_file *file, const struct diag *diag)
{
	return (struct diag){
		.out = diag->out, .file = file->name, .quiet = diag->quiet};
}

static int
load_file(struct local *local, const char *path, size_t length,
	  const char *root, struct diag *diag)
{
	struct local_file *file;
	struct timespec time;
	struct diag own;
	int fd, result;

	if (!array_grow(&local->files, local->file_count, 1,
			&local->file_capacity, sizeof(*file)))
		return -ENOMEM;
	file = &local->files[local->file_count];
	if (asprintf(&file->name, "%s%.*s", root == NULL ? "" : root,
		     (int)length, path) < 0) {
		file->name = NULL;
		return -ENOMEM;
	}
	local->file_count++;
	file->path = file->name + strlen(file->name) - length;
	own = diag_on(file, diag);
	fd = root_open(root, file->path, O_RDONLY);
	local->missing = local->missing || is_missing(fd);
	result = source_take(&file->source, fd, &own);
	if (result == 0) {
		local->size += file->source.length;
		time = epoch_clamp(file->source.status.st_mtim);
		if (is_later(&time, &local->time))
			local->time = time;
	}
	diag_end(&own);
	diag->errors += own.errors;
	return result;
}

/* Of all files, one after the other. */
static void
digest_files(struct local *local)
{
	SHA2_CTX digest;

	SHA256Init(&digest);
	for (size_t i = 0; i < local->file_count; i++) {
		const struct source *source = &local->files[i].source;

		if (source->length > 0)
			SHA256Update(&digest, (const uint8_t *)source->text,
				     source->length);
	}
	SHA256End(&digest, local->digest);
}

int
local_load(struct local *local, const char *paths, const char *root,
	   struct diag *diag)
{
	int result = 0;

	*local = (struct local){.paths = paths};
	for (size_t length;; paths += length + 1) {
		int loaded;

		length = strcspn(paths, ":");
		loaded = load_file(local, paths, length, root, diag);
		if (loaded != 0)
			result = loaded;
		if (paths[length] == '\0')
			break;
	}
	digest_files(local);
	return result;
}

int
local_parse(struct local *local, struct diag *diag)
{
	int result = 0, sorted;

	for (size_t i = 0; i < local->file_count; i++) {
		const struct local_file *file = &local->files[i];
		struct diag own = diag_on(file, diag);
		int added = services_add(&local->services, &file->source,
					 file->path, &own);

		if (added != 0)
			result = added;
		diag_end(&own);
		diag->errors += own.errors;
	}
	sorted = services_sort(&local->services);
	return sorted != 0 ? sorted : result;
}

int
local_read(struct local *local, const char *paths, const char *root,
	   struct diag *diag)
{
	int loaded = local_load(local, paths, root, diag), parsed;

	if (loaded < 0)
		return loaded;
	parsed = local_parse(local, diag);
	return parsed != 0 ? parsed : loaded;
}

bool
local_answers(const struct local *local, const char *name,
	      unsigned int transport)
{
	const struct services *services = &local->services;

	for (size_t i = services_find(services, name);
	     i < services->name_count &&
	     name_compare(services->names[i].name, name) == 0;
	     i++)
		if (services->lines[services->names[i].line].transport ==
		    transport)
			return true;
	return false;
}

static void
withhold(const struct local *local, struct service *service)
{
	char *out = (char *)service->names;

	service->aliases = 0;
	for (const char *name = service->names; name != NULL;) {
		const char *next = service_next(service, name);

		if (!local_has_name(local, name)) {
			size_t size = strlen(name) + 1;

			service->aliases += out > service->names;
			memmove(out, name, size);
			out += size;
		}
		name = next;
	}
	service->size = (size_t)(out - service->names);
}

void
local_withhold(const struct local *local, struct services *services)
{
	for (size_t i = 0; i < services->count; i++)
		withhold(local, &services->lines[i]);
}

enum local_state
local_compare(const char *const *meta)
{
	const char *paths = meta[META_LOCAL_PATH];
	struct diag silent = {.out = NULL};
	enum local_state state = LOCAL_CHANGED;
	struct local local;

	if (paths[0] == '\0')
		return LOCAL_NONE;
	if (local_load(&local, paths, NULL, &silent) != 0)
		state = local.missing ? LOCAL_MISSING : LOCAL_UNREADABLE;
	else if (strcmp(local.digest, meta[META_LOCAL_DIGEST]) == 0)
		state = LOCAL_UNCHANGED;
	local_free(&local);
	return state;
}

void
local_free(struct local *local)
{
	services_free(&local->services);
	for (size_t i = 0; i < local->file_count; i++) {
		free(local->files[i].name);
		source_free(&local->files[i].source);
	}
	free(local->files);
	*local = (struct local){.paths = NULL};
}
