/* SPDX-License-Identifier: MIT */
#include "importer/update/vault.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "importer/lock.h"
#include "importer/replace.h"
#include "importer/root.h"

#define STATE "registry.state"
#define LOCK  ".ianaports.update"

char *
vault_path(const char *database, const char *name)
{
	const char *slash = strrchr(database, '/');
	int folder = slash == NULL ? 0 : (int)(slash - database) + 1;
	char *path;

	return asprintf(&path, "%.*s%s", folder, database, name) < 0 ? NULL
								     : path;
}

static int
sweep(const struct vault *vault)
{
	static const char *const names[] = {VAULT_CURRENT, VAULT_PREVIOUS,
					    STATE};
	int result = 0;

	for (size_t i = 0; result == 0 && i < sizeof(names) / sizeof(names[0]);
	     i++)
		result = replacement_sweep(vault->folder_fd, names[i]);
	return result;
}

int
vault_open(struct vault *vault, const char *root, const char *database)
{
	const char *name;

	*vault = (struct vault){.lock_fd = -1};
	vault->folder_fd = root_open_folder(root, database, true, &name);
	if (vault->folder_fd < 0)
		return vault->folder_fd;
	vault->lock_fd = lock_take(vault->folder_fd, LOCK);
	if (vault->lock_fd == -EOPNOTSUPP)
		return 0;
	return vault->lock_fd < 0 ? vault->lock_fd : sweep(vault);
}

void
vault_close(struct vault *vault)
{
	if (vault->folder_fd < 0)
		return;
	lock_give(vault->folder_fd, LOCK, vault->lock_fd);
	close(vault->folder_fd);
}

/* A name here, and no link that leads elsewhere.  Returns -errno for none. */
static int
open_file(const struct vault *vault, const char *name)
{
	int fd = openat(vault->folder_fd, name,
			O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK |
				O_NOCTTY);

	return fd < 0 ? -errno : fd;
}

/* Another file than the one remembered has none of its marks. */
static void
recall_current(const struct vault *vault, struct memo *memo,
	       struct source *current)
{
	struct diag silent = {.out = NULL};
	char digest[DIGEST_SIZE];

	if (source_take(current, open_file(vault, VAULT_CURRENT), &silent) ==
	    0) {
		source_digest(current, digest);
		if (strcmp(digest, memo->digest) == 0)
			return;
	}
	source_free(current);
	memset(memo->digest, 0, sizeof(memo->digest));
	memset(memo->date, 0, sizeof(memo->date));
	memset(&memo->marks, 0, sizeof(memo->marks));
}

int
vault_recall(const struct vault *vault, struct memo *memo,
	     struct source *current)
{
	char text[2 * sizeof(*memo)];
	int fd = open_file(vault, STATE);
	ssize_t length;

	*memo = (struct memo){0};
	*current = (struct source){0};
	if (fd < 0)
		return fd == -ENOENT ? 0 : fd;
	length = read(fd, text, sizeof(text) - 1);
	close(fd);
	if (length < 0)
		return -errno;
	text[length] = '\0';
	memo_parse(memo, text);
	recall_current(vault, memo, current);
	return 0;
}

int
vault_remember(const struct vault *vault, const struct memo *memo)
{
	char *text = memo_print(memo);
	int result = text == NULL ? -ENOMEM
				  : file_replace(vault->folder_fd, STATE, text,
						 strlen(text), 0644);

	free(text);
	return result;
}

/* Gives a file a second name, so that no moment is without the first. */
static int
link_file(const struct vault *vault, const char *name,
	  char temporary[static NAME_MAX + 1])
{
	int result = temporary_name(temporary, VAULT_PREVIOUS);

	if (result == 0 &&
	    linkat(vault->folder_fd, name, vault->folder_fd, temporary, 0) != 0)
		result = -errno;
	return result;
}

static int
move(const struct vault *vault, const char *from, const char *to)
{
	return renameat(vault->folder_fd, from, vault->folder_fd, to) == 0
		       ? 0
		       : -errno;
}

static int
keep_previous(const struct vault *vault)
{
	char temporary[NAME_MAX + 1];
	int result = link_file(vault, VAULT_CURRENT, temporary);

	if (result != 0)
		return result == -ENOENT ? 0 : result;
	result = move(vault, temporary, VAULT_PREVIOUS);
	/* It stays where it was a second name for the same file. */
	unlinkat(vault->folder_fd, temporary, 0);
	return result;
}

int
vault_keep(const struct vault *vault, const struct source *source,
	   int64_t modified)
{
	const struct timespec times[2] = {{.tv_nsec = UTIME_OMIT},
					  {.tv_sec = modified}};
	struct replacement replacement;
	int result =
		replacement_begin(&replacement, vault->folder_fd, VAULT_CURRENT,
				  source->text, source->length, 0644);

	if (result == 0 && modified > 0 && futimens(replacement.fd, times) != 0)
		result = -errno;
	if (result == 0)
		result = keep_previous(vault);
	return replacement_end(&replacement, result);
}

int
vault_swap(const struct vault *vault)
{
	char temporary[NAME_MAX + 1];
	int result = link_file(vault, VAULT_CURRENT, temporary);

	if (result == 0)
		result = move(vault, VAULT_PREVIOUS, VAULT_CURRENT);
	return result == 0 ? move(vault, temporary, VAULT_PREVIOUS) : result;
}
