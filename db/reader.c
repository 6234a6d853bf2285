#include "db/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/check.h"
#include "db/error.h"
#include "db/key.h"
#include "db/meta.h"

struct reader {
	MDB_env *env;
	MDB_txn *txn;
	MDB_cursor *cursor;
	const char *meta[META_FIELDS];
	void *map; /* the whole file, which the walker reads */
	size_t size;
	struct walker walker;
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
check_map(struct reader *reader)
{
	const char *meta[META_FIELDS];
	int result = walker_open(&reader->walker, reader->map, reader->size);

	if (result == 0)
		result = check_tree(&reader->walker);
	if (result == 0)
		result = meta_read(&reader->walker, meta);
	return result;
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
open_database(struct reader *reader, int fd)
{
	/* No lock file: a database is replaced, never written in place. */
	static const unsigned int flags =
		MDB_NOSUBDIR | MDB_NOLOCK | MDB_RDONLY;
	char path[64];
	MDB_dbi dbi;
	int code;

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	code = mdb_env_create(&reader->env);
	/* Not the size that the file states, which may be damaged.  Whatever
	 * arrives at the path meanwhile arrived whole. */
	if (code == 0)
		code = mdb_env_set_mapsize(reader->env, reader->size);
	if (code == 0)
		code = mdb_env_open(reader->env, path, flags, 0);
	if (code == 0)
		code = mdb_txn_begin(reader->env, NULL, MDB_RDONLY,
				     &reader->txn);
	if (code == 0)
		code = mdb_dbi_open(reader->txn, NULL, 0, &dbi);
	if (code == 0)
		code = mdb_cursor_open(reader->txn, dbi, &reader->cursor);
	return lmdb_error(code);
}

static int
read_meta(struct reader *reader)
{
	unsigned char key[KEY_MAX];
	struct entry entry = {0};
	int found;

	found = reader_seek(reader, key, key_meta(key), &entry);
	if (found != 1)
		return found < 0 ? found : -EBADMSG;
	return meta_decode(entry.value, entry.value_size, reader->meta);
}

static int
read_all(struct reader *reader, int fd)
{
	int result = map_file(reader, fd);

	if (result == 0)
		result = check_map(reader);
	if (result == 0)
		result = open_database(reader, fd);
	return result == 0 ? read_meta(reader) : result;
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

static int
get(struct reader *reader, MDB_val *key, MDB_cursor_op operation,
    struct entry *entry)
{
	MDB_val value;
	int code = mdb_cursor_get(reader->cursor, key, &value, operation);

	if (code == MDB_NOTFOUND)
		return 0;
	if (code != 0)
		return lmdb_error(code);
	entry->key = key->mv_data;
	entry->key_size = key->mv_size;
	entry->value = value.mv_data;
	entry->value_size = value.mv_size;
	return 1;
}

int
reader_seek(struct reader *reader, const void *key, size_t size,
	    struct entry *entry)
{
	MDB_val k = {size, (void *)key};

	return get(reader, &k, MDB_SET_RANGE, entry);
}

int
reader_first(struct reader *reader, struct entry *entry)
{
	MDB_val k;

	return get(reader, &k, MDB_FIRST, entry);
}

int
reader_next(struct reader *reader, struct entry *entry)
{
	MDB_val k;

	return get(reader, &k, MDB_NEXT, entry);
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

void
reader_free(struct reader *reader)
{
	if (reader == NULL)
		return;
	if (reader->cursor != NULL)
		mdb_cursor_close(reader->cursor);
	mdb_txn_abort(reader->txn);
	if (reader->env != NULL)
		mdb_env_close(reader->env);
	if (reader->map != NULL)
		munmap(reader->map, reader->size);
	free(reader);
}
