#include "importer/update/vault.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "importer/lock.h"
#include "importer/publish.h"

#define CURRENT  "registry.current"
#define PREVIOUS "registry.previous"
#define STATE    "registry.state"
/* Not yet in place; left behind by one who died, they are written over. */
#define COMING "registry.coming"
#define GOING  "registry.going"
#define LOCK   ".ianaports.update"

char *
vault_path(const char *database, const char *name)
{
	char *folder = folder_name(database), *path = NULL;

	if (folder != NULL && asprintf(&path, "%s/%s", folder, name) < 0)
		path = NULL;
	free(folder);
	return path;
}

static int
open_folder(struct vault *vault, const char *database)
{
	char *folder = folder_name(database);

	if (folder == NULL)
		return -ENOMEM;
	vault->folder_fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(folder);
	return vault->folder_fd < 0 ? -errno : 0;
}

int
vault_open(struct vault *vault, const char *database)
{
	int result;

	*vault = (struct vault){
		.current = vault_path(database, CURRENT),
		.previous = vault_path(database, PREVIOUS),
		.folder_fd = -1,
		.lock_fd = -1,
	};
	if (vault->current == NULL || vault->previous == NULL)
		return -ENOMEM;
	result = open_folder(vault, database);
	if (result != 0)
		return result;
	vault->lock_fd = lock_take(vault->folder_fd, LOCK);
	return vault->lock_fd < 0 ? vault->lock_fd : 0;
}

void
vault_close(struct vault *vault)
{
	lock_give(vault->folder_fd, LOCK, vault->lock_fd);
	if (vault->folder_fd >= 0)
		close(vault->folder_fd);
	free(vault->current);
	free(vault->previous);
}

/* Another file than the one remembered has none of its marks. */
static void
check(const struct vault *vault, struct memo *memo)
{
	struct diag silent = {.out = NULL, .file = vault->current};
	char digest[DIGEST_SIZE];
	struct source source;

	if (source_load(&source, vault->current, &silent) == 0) {
		source_digest(&source, digest);
		source_free(&source);
		if (strcmp(digest, memo->digest) == 0)
			return;
	}
	memset(memo->digest, 0, sizeof(memo->digest));
	memset(memo->date, 0, sizeof(memo->date));
	memset(memo->etag, 0, sizeof(memo->etag));
	memset(memo->modified, 0, sizeof(memo->modified));
}

int
vault_recall(const struct vault *vault, struct memo *memo)
{
	char text[2 * sizeof(*memo)];
	ssize_t length;
	int fd = openat(vault->folder_fd, STATE,
			O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

	*memo = (struct memo){0};
	if (fd < 0)
		return errno == ENOENT ? 0 : -errno;
	length = read(fd, text, sizeof(text) - 1);
	close(fd);
	if (length < 0)
		return -errno;
	text[length] = '\0';
	memo_parse(memo, text);
	check(vault, memo);
	return 0;
}

static int
create(const struct vault *vault)
{
	int fd;

	unlinkat(vault->folder_fd, COMING, 0);
	fd = openat(vault->folder_fd, COMING,
		    O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	return fd < 0 ? -errno : fd;
}

/* Puts the file that was created in its place, or removes it. */
static int
place(const struct vault *vault, int fd, const char *name, int result)
{
	if (result == 0 && (fchmod(fd, 0644) != 0 || fsync(fd) != 0))
		result = -errno;
	if (close(fd) != 0 && result == 0)
		result = -errno;
	if (result == 0 &&
	    renameat(vault->folder_fd, COMING, vault->folder_fd, name) != 0)
		result = -errno;
	if (result != 0)
		unlinkat(vault->folder_fd, COMING, 0);
	else if (fsync(vault->folder_fd) != 0)
		result = -errno;
	return result;
}

int
vault_remember(const struct vault *vault, const struct memo *memo)
{
	char *text = memo_print(memo);
	int fd, result = 0;

	if (text == NULL)
		return -ENOMEM;
	fd = create(vault);
	if (fd >= 0 && dprintf(fd, "%s", text) < 0)
		result = -errno;
	free(text);
	return fd < 0 ? fd : place(vault, fd, STATE, result);
}

/* A second name for a file, so that no moment is without the first. */
static int
link_going(const struct vault *vault, const char *name)
{
	unlinkat(vault->folder_fd, GOING, 0);
	if (linkat(vault->folder_fd, name, vault->folder_fd, GOING, 0) != 0)
		return -errno;
	return 0;
}

static int
move(const struct vault *vault, const char *from, const char *to)
{
	return renameat(vault->folder_fd, from, vault->folder_fd, to) == 0
		       ? 0
		       : -errno;
}

int
vault_keep(const struct vault *vault, int from, int64_t modified)
{
	const struct timespec times[2] = {{.tv_nsec = UTIME_OMIT},
					  {.tv_sec = modified}};
	int fd = create(vault), result = fd;

	if (fd < 0)
		return result;
	result = descriptor_copy(from, fd);
	if (result == 0 && modified > 0 && futimens(fd, times) != 0)
		result = -errno;
	if (result == 0)
		result = link_going(vault, CURRENT);
	if (result == 0)
		result = move(vault, GOING, PREVIOUS);
	else if (result == -ENOENT)
		result = 0;
	/* It stays where it was a second name for the same file. */
	unlinkat(vault->folder_fd, GOING, 0);
	return place(vault, fd, CURRENT, result);
}

int
vault_swap(const struct vault *vault)
{
	int result = link_going(vault, CURRENT);

	if (result == 0)
		result = move(vault, PREVIOUS, CURRENT);
	if (result == 0)
		result = move(vault, GOING, PREVIOUS);
	return result;
}
