#include "db/writer.h"

#include <errno.h>
#include <lmdb.h>
#include <stdlib.h>

#include "db/error.h"
#include "db/format.h"

/* A map is only address space, so the guess may be generous. */
#define MAP_LEAST ((size_t)1 << 20)
#define MAP_SLACK 4

struct ianaports_writer {
	MDB_env *env;
	MDB_txn *txn;
	MDB_dbi dbi;
};

static int
open_database(struct ianaports_writer *writer, const char *scratch,
	      size_t bytes)
{
	/* Nobody else knows the file, and only the copy is ever synced. */
	static const unsigned int flags =
		MDB_NOSUBDIR | MDB_NOLOCK | MDB_NOSYNC;
	size_t size = MAP_LEAST + MAP_SLACK * bytes;
	int code;

	if (size > IANAPORTS_DATABASE_MAX)
		size = IANAPORTS_DATABASE_MAX;
	code = mdb_env_create(&writer->env);
	if (code == 0)
		code = mdb_env_set_mapsize(writer->env, size);
	if (code == 0)
		code = mdb_env_open(writer->env, scratch, flags, 0600);
	if (code == 0)
		code = mdb_txn_begin(writer->env, NULL, 0, &writer->txn);
	if (code == 0)
		code = mdb_dbi_open(writer->txn, NULL, 0, &writer->dbi);
	return ianaports_lmdb_error(code);
}

int
ianaports_writer_new(struct ianaports_writer **writer, const char *scratch,
		     size_t bytes)
{
	struct ianaports_writer *new = calloc(1, sizeof(*new));
	int result;

	if (new == NULL)
		return -ENOMEM;
	result = open_database(new, scratch, bytes);
	if (result != 0) {
		ianaports_writer_free(new);
		return result;
	}
	*writer = new;
	return 0;
}

int
ianaports_writer_put(struct ianaports_writer *writer, const void *key,
		     size_t key_size, const void *value, size_t value_size)
{
	MDB_val k = {key_size, (void *)key}, v = {value_size, (void *)value};

	return ianaports_lmdb_error(
		mdb_put(writer->txn, writer->dbi, &k, &v, MDB_APPEND));
}

int
ianaports_writer_copy(struct ianaports_writer *writer, int fd)
{
	int code = mdb_txn_commit(writer->txn);

	writer->txn = NULL;
	/* The copy states the map size in force; LMDB raises 1 to what the
	 * data needs. */
	if (code == 0)
		code = mdb_env_set_mapsize(writer->env, 1);
	if (code == 0)
		code = mdb_env_copyfd2(writer->env, fd, MDB_CP_COMPACT);
	return ianaports_lmdb_error(code);
}

void
ianaports_writer_free(struct ianaports_writer *writer)
{
	if (writer == NULL)
		return;
	mdb_txn_abort(writer->txn);
	if (writer->env != NULL)
		mdb_env_close(writer->env);
	free(writer);
}
