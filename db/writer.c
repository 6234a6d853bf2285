/* SPDX-License-Identifier: MIT */
#include "db/writer.h"

#include <errno.h>
#include <lmdb.h>
#include <stdlib.h>
#include <string.h>

#include "db/hash.h"
#include "db/key.h"

/* A map is only address space, so the guess may be generous. */
#define MAP_LEAST ((size_t)1 << 20)
#define MAP_SLACK 4

struct writer {
	MDB_env *env;
	MDB_txn *txn;
	MDB_dbi dbi;
	size_t indexed; /* names and ports */
};

/* liblmdb's codes as errno: its own are below 0 (lmdb.h, Return Codes). */
static int
lmdb_error(int code)
{
	if (code >= 0)
		return -code;
	switch (code) {
	case MDB_KEYEXIST:
		return -EEXIST;
	case MDB_MAP_FULL: /* not the disk: the map is as large as allowed */
		return -E2BIG;
	case MDB_TXN_FULL:
	case MDB_PAGE_FULL:
	case MDB_CURSOR_FULL:
		return -ENOSPC;
	case MDB_BAD_VALSIZE:
		return -EINVAL;
	default:
		return -EBADMSG;
	}
}

static int
open_database(struct writer *writer, const char *scratch, size_t bytes)
{
	/* Nobody else knows the file, and only the copy is ever synced. */
	static const unsigned int flags =
		MDB_NOSUBDIR | MDB_NOLOCK | MDB_NOSYNC;
	size_t size = MAP_LEAST + MAP_SLACK * bytes;
	int code;

	if (size > DATABASE_MAX)
		size = DATABASE_MAX;
	code = mdb_env_create(&writer->env);
	if (code == 0)
		code = mdb_env_set_mapsize(writer->env, size);
	if (code == 0)
		code = mdb_env_open(writer->env, scratch, flags, 0600);
	if (code == 0)
		code = mdb_txn_begin(writer->env, NULL, 0, &writer->txn);
	if (code == 0)
		code = mdb_dbi_open(writer->txn, NULL, 0, &writer->dbi);
	return lmdb_error(code);
}

int
writer_new(struct writer **writer, const char *scratch, size_t bytes)
{
	struct writer *new = calloc(1, sizeof(*new));
	int result;

	if (new == NULL)
		return -ENOMEM;
	result = open_database(new, scratch, bytes);
	if (result != 0) {
		writer_free(new);
		return result;
	}
	*writer = new;
	return 0;
}

int
writer_put(struct writer *writer, const void *key, size_t key_size,
	   const void *value, size_t value_size)
{
	MDB_val k = {key_size, (void *)key}, v = {value_size, (void *)value};
	unsigned char tag = *(const unsigned char *)key;

	writer->indexed += tag == TAG_NAME || tag == TAG_PORT;
	return lmdb_error(
		mdb_put(writer->txn, writer->dbi, &k, &v, MDB_APPEND));
}

/* Room for the table: only the copy has its entries where they stay. */
static int
reserve_table(struct writer *writer)
{
	unsigned char key[KEY_MAX];
	MDB_val k = {key_hash(key), key};
	MDB_val v = {hash_size(writer->indexed), NULL};
	int code = mdb_put(writer->txn, writer->dbi, &k, &v,
			   MDB_APPEND | MDB_RESERVE);

	if (code == 0)
		memset(v.mv_data, 0, v.mv_size);
	return code;
}

int
writer_copy(struct writer *writer, int fd)
{
	int code = reserve_table(writer);

	if (code == 0) {
		code = mdb_txn_commit(writer->txn);
		writer->txn = NULL;
	}
	/* The copy states the map size at hand; LMDB raises 1 to what the
	 * data needs. */
	if (code == 0)
		code = mdb_env_set_mapsize(writer->env, 1);
	if (code == 0)
		code = mdb_env_copyfd2(writer->env, fd, MDB_CP_COMPACT);
	return code == 0 ? hash_fill(fd) : lmdb_error(code);
}

void
writer_free(struct writer *writer)
{
	if (writer == NULL)
		return;
	mdb_txn_abort(writer->txn);
	if (writer->env != NULL)
		mdb_env_close(writer->env);
	free(writer);
}
