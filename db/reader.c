#include "db/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <lmdb.h>
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
map_file(struct reader *reader, const char *path)
{
	struct stat status;
	int fd, result = 0;

	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0)
		return -errno;
	if (fstat(fd, &status) != 0)
		result = -errno;
	else if (S_ISDIR(status.st_mode))
		result = -EISDIR;
	else if (!S_ISREG(status.st_mode) || status.st_size <= 0)
		result = -EBADMSG;
	else {
		reader->size = (size_t)status.st_size;
		reader->map =
			mmap(NULL, reader->size, PROT_READ, MAP_SHARED, fd, 0);
		if (reader->map == MAP_FAILED) {
			reader->map = NULL;
			result = -errno;
		}
	}
	close(fd);
	return result;
}

static int
open_database(struct reader *reader, const char *path)
{
	/* No lock file: a database is replaced, never written in place. */
	static const unsigned int flags =
		MDB_NOSUBDIR | MDB_NOLOCK | MDB_RDONLY;
	MDB_dbi dbi;
	int code;

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

int
reader_open(struct reader **reader, const char *path)
{
	struct reader *new = calloc(1, sizeof(*new));
	int result;

	if (new == NULL)
		return -ENOMEM;
	result = map_file(new, path);
	if (result == 0)
		result = check_map(new);
	if (result == 0)
		result = open_database(new, path);
	if (result == 0)
		result = read_meta(new);
	if (result != 0) {
		reader_free(new);
		return result;
	}
	*reader = new;
	return 0;
}

int
reader_try(struct reader **reader, const char *path)
{
	int result = reader_open(reader, path);

	if (result != -ENOENT && result != -EBADMSG &&
	    result != -EPROTONOSUPPORT)
		return result;
	*reader = NULL;
	return 0;
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
