/* SPDX-License-Identifier: MIT */
#include "db/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/key.h"
#include "db/meta.h"

struct reader {
	unsigned int others; /* holders beside the first */
	void *map;           /* the whole file */
	size_t size;
	struct walker walker;
	const char *meta[META_FIELDS];
	struct entry last; /* that was found */
	uint32_t place;    /* of its successor: see walker_next */
};

bool
reader_fits(const char *path)
{
	static const char first_page[4];
	char bytes[sizeof(first_page)];
	struct stat status;
	bool fits = false;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

	if (fd < 0)
		return false;
	if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode))
		fits = pread(fd, bytes, sizeof(bytes), 0) == sizeof(bytes) &&
		       memcmp(bytes, first_page, sizeof(bytes)) == 0;
	close(fd);
	return fits;
}

static int
map_file(struct reader *reader, int fd)
{
	struct stat status;

	if (fd < 0)
		return fd;
	if (fstat(fd, &status) != 0)
		return -errno;
	if (S_ISDIR(status.st_mode))
		return -EISDIR;
	if (!S_ISREG(status.st_mode) || status.st_size <= 0)
		return -EBADMSG;
	reader->size = (size_t)status.st_size;
	/* A sealed file may not be shared before Linux 6.7. */
	reader->map = mmap(NULL, reader->size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (reader->map != MAP_FAILED)
		return 0;
	reader->map = NULL;
	return -errno;
}

static int
read_all(struct reader *reader, int fd)
{
	int result = map_file(reader, fd);

	if (result == 0)
		result =
			walker_open(&reader->walker, reader->map, reader->size);
	return result == 0 ? meta_read(&reader->walker, reader->meta) : result;
}

int
reader_take(struct reader **reader, int fd)
{
	struct reader *new = calloc(1, sizeof(*new));
	int result = new == NULL ? -ENOMEM : read_all(new, fd);

	if (fd >= 0)
		close(fd);
	if (result == 0)
		*reader = new;
	else
		reader_free(new);
	return result;
}

int
reader_open(struct reader **reader, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

	return reader_take(reader, fd < 0 ? -errno : fd);
}

int
reader_seek(struct reader *reader, const void *key, size_t size,
	    struct entry *entry)
{
	int found = walker_seek(&reader->walker, key, size, entry);

	if (found == 1)
		reader->last = *entry;
	return found;
}

int
reader_first(struct reader *reader, struct entry *entry)
{
	return reader_seek(reader, "", 0, entry);
}

int
reader_next(struct reader *reader, struct entry *entry)
{
	const struct entry *last = &reader->last;
	struct entry next;
	int found = walker_next(&reader->walker, last->key, last->key_size,
				&reader->place, &next);

	if (found != 1)
		return found;
	/* In a damaged tree the next one may be one that was. */
	if (key_compare(next.key, next.key_size, last->key, last->key_size) <=
	    0)
		return -EBADMSG;
	reader->last = *entry = next;
	return 1;
}

const char *const *
reader_meta(const struct reader *reader)
{
	return reader->meta;
}

const struct walker *
reader_walker(const struct reader *reader)
{
	return &reader->walker;
}

const void *
reader_bytes(const struct reader *reader, size_t *size)
{
	*size = reader->size;
	return reader->map;
}

const char *
reader_lmdb(const struct reader *reader)
{
	return reader->walker.version == 1 ? "0.9" : "1.0";
}

unsigned int
reader_bits(const struct reader *reader)
{
	return 8 * reader->walker.word;
}

struct reader *
reader_share(struct reader *reader)
{
	reader->others++;
	return reader;
}

void
reader_free(struct reader *reader)
{
	if (reader == NULL || reader->others-- > 0)
		return;
	if (reader->map != NULL)
		munmap(reader->map, reader->size);
	free(reader);
}
