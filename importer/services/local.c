#include "importer/services/local.h"

#include <errno.h>
#include <netdb.h>
#include <sha256.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db/format.h"
#include "importer/input/epoch.h"

/* netdb.h of musl does not name it. */
#ifndef _PATH_SERVICES
#define _PATH_SERVICES "/etc/services"
#endif

/* Whether there is no such file; one that may not be seen is another matter. */
static bool
is_missing(const char *path)
{
	return access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

const char *
local_find(const char *root)
{
	static const char *const paths[] = {_PATH_SERVICES,
					    "/usr" _PATH_SERVICES};

	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		char *path;
		bool missing;

		if (asprintf(&path, "%s%s", root == NULL ? "" : root,
			     paths[i]) < 0)
			return paths[i];
		missing = is_missing(path);
		free(path);
		if (!missing)
			return paths[i];
	}
	return NULL;
}

static bool
is_later(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec > b->tv_sec ||
	       (a->tv_sec == b->tv_sec && a->tv_nsec > b->tv_nsec);
}

/* Reads one file, which the lines know by its path below the root. */
static int
read_one(struct local *local, const char *path, const char *root,
	 SHA2_CTX *digest, struct diag *diag)
{
	struct diag own = {.out = diag->out, .quiet = diag->quiet};
	struct source source;
	struct timespec time;
	char *whole;
	int result;

	if (asprintf(&whole, "%s%s", root == NULL ? "" : root, path) < 0)
		return -ENOMEM;
	own.file = whole;
	result = source_load_regular(&source, whole, &own);
	if (result != 0)
		local->missing = local->missing || is_missing(whole);
	else
		result = services_add(&local->services, &source, path, &own);
	if (result == 0) {
		SHA256Update(digest, (const uint8_t *)source.text,
			     source.length);
		local->size += source.length;
		time = epoch_clamp(source.status.st_mtim);
		if (is_later(&time, &local->time))
			local->time = time;
	}
	diag_end(&own);
	diag->errors += own.errors;
	source_free(&source);
	free(whole);
	return result;
}

int
local_read(struct local *local, const char *paths, const char *root,
	   struct diag *diag)
{
	SHA2_CTX digest;
	char *rest = strdup(paths), *path;
	int result = 0, sorted;

	*local = (struct local){.paths = paths, .files = rest};
	if (rest == NULL)
		return -ENOMEM;
	SHA256Init(&digest);
	while ((path = strsep(&rest, ":")) != NULL) {
		int read = read_one(local, path, root, &digest, diag);

		if (read != 0)
			result = read;
	}
	/* clang 14 does not see that local_free frees it.
	 * NOLINTNEXTLINE(clang-analyzer-unix.Malloc) */
	SHA256End(&digest, local->digest);
	sorted = services_sort(&local->services);
	return sorted != 0 ? sorted : result;
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
	if (local_read(&local, paths, NULL, &silent) != 0)
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
	free(local->files);
	*local = (struct local){.paths = NULL};
}
